import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Palette } from '#renderer/app/theme/palette.ts';
import { Chart, type ChartColours, categoryAxis, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { formatShare } from '#renderer/i18n/format.ts';
import {
  DEPENDENCE_RESISTANCE,
  DEPENDENCE_WARNING,
  type DependenceLevel,
} from '#shared/domain/replenishment/concentration.ts';
import type { NamedShare } from './share-of.ts';

const DRAWN_SHARES = 6;
const ROW_HEIGHT = 26;
const AXIS_HEIGHT = 48;

interface ConcentrationChartProps {
  title: string;
  shares: readonly NamedShare[];
  onOpen: (key: string) => void;
}

/** The largest shares as bars against the lines of 60 and 80 %; a bar opens its purchases. */
export function ConcentrationChart({ title, shares, onOpen }: ConcentrationChartProps) {
  const { t } = useTranslation('reports');
  const drawn = shares.slice(0, DRAWN_SHARES);
  const option = useCallback(
    ({ palette }: ChartColours): EChartsOption => {
      const line = (at: number, colour: string) => ({
        xAxis: at,
        lineStyle: { color: colour, type: 'dashed' as const, width: 1.5 },
        label: { formatter: formatShare(at, 0), color: colour, position: 'start' as const, fontSize: 11 },
      });
      return {
        grid: { left: 4, right: 24, top: 20, bottom: 4, containLabel: true },
        tooltip: {
          ...chartTooltip(palette, 'item'),
          formatter: (points) => {
            const share = drawn[(Array.isArray(points) ? points[0] : points)?.dataIndex ?? -1];
            return share ? `${share.name}\n${formatShare(share.share)}` : '';
          },
        },
        xAxis: {
          ...valueAxis(palette),
          min: 0,
          max: 1,
          interval: 0.2,
          axisLabel: { color: palette.textFaint, fontSize: 11, formatter: (value: number) => formatShare(value, 0) },
        },
        yAxis: { ...categoryAxis(palette), inverse: true, data: drawn.map(({ name }) => name) },
        series: [
          {
            type: 'bar',
            barMaxWidth: 14,
            data: drawn.map(({ share, level }) => ({ value: share, itemStyle: { color: colourOf(palette, level) } })),
            label: {
              show: true,
              position: 'right',
              color: palette.textSoft,
              fontSize: 11,
              formatter: ({ value }) => formatShare(Number(value)),
            },
            markLine: {
              silent: true,
              symbol: 'none',
              data: [line(DEPENDENCE_WARNING, palette.soon), line(DEPENDENCE_RESISTANCE, palette.now)],
            },
          },
        ],
      };
    },
    [drawn],
  );
  const [largest] = drawn;
  const values = { title, name: largest?.name ?? '', share: formatShare(largest?.share ?? 0) };
  return (
    <Chart
      height={AXIS_HEIGHT + ROW_HEIGHT * drawn.length}
      summary={t('concentration.summary', values)}
      option={option}
      onOpen={({ dataIndex }) => {
        const share = drawn[dataIndex];
        if (share) onOpen(share.key);
      }}
    />
  );
}

function colourOf(palette: Palette, level: DependenceLevel): string {
  switch (level) {
    case 'fine':
      return palette.accent;
    case 'warned':
      return palette.soon;
    case 'high':
      return palette.now;
  }
}
