import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours, categoryAxis, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { formatMonth, formatShare } from '#renderer/i18n/format.ts';
import type { TurnoverMonth } from '#shared/contract/trade-reports.contract.ts';
import styles from './reports.module.css';

interface TurnoverChartProps {
  months: readonly TurnoverMonth[];
  figure: 'times' | 'outRate';
  height?: number;
  onOpen: (month: string) => void;
}

/** Turnover or stock-out rate month by month; a click opens the month. */
export function TurnoverChart({ months, figure, height = 130, onOpen }: TurnoverChartProps) {
  const { t } = useTranslation('reports');
  const isRate = figure === 'outRate';
  const textOf = useCallback(
    (value: number | null): string => {
      if (value === null) return '–';
      return isRate ? formatShare(value) : t('turnover.timesText', { times: value.toFixed(1) });
    },
    [isRate, t],
  );
  const option = useCallback(
    ({ palette }: ChartColours): EChartsOption => {
      const colour = isRate ? palette.soon : palette.accent;
      return {
        grid: { left: 4, right: 8, top: 22, bottom: 2, containLabel: true },
        tooltip: {
          ...chartTooltip(palette),
          formatter: (points) => {
            const month = months[(Array.isArray(points) ? points[0] : points)?.dataIndex ?? -1];
            return month ? `${formatMonth(month.month)}\n${textOf(month[figure])}` : '';
          },
        },
        xAxis: { ...categoryAxis(palette), data: months.map(({ month }) => month.slice(2)) },
        yAxis: {
          ...valueAxis(palette),
          splitNumber: 2,
          axisLabel: {
            color: palette.textFaint,
            fontSize: 11,
            formatter: (value: number) => (isRate ? formatShare(value, 0) : String(value)),
          },
        },
        series: [
          {
            type: 'bar',
            barMaxWidth: 20,
            data: months.map((month) => month[figure]),
            itemStyle: { color: colour, borderRadius: [2, 2, 0, 0] },
            label: {
              show: true,
              position: 'top',
              color: palette.textSoft,
              fontSize: 11,
              formatter: ({ dataIndex }) => {
                const value = months[dataIndex]?.[figure] ?? null;
                return value === null ? '' : isRate ? formatShare(value) : value.toFixed(1);
              },
            },
          },
        ],
      };
    },
    [months, figure, isRate, textOf],
  );
  const latest = months.at(-1);
  const title = t(`turnover.byMonth.${figure}`);
  return (
    <section className={styles.chartPart} aria-label={title}>
      <h2 className={styles.chartTitle}>{title}</h2>
      <Chart
        height={height}
        summary={`${title}: ${latest ? `${formatMonth(latest.month)} ${textOf(latest[figure])}` : '–'}`}
        option={option}
        onOpen={({ dataIndex }) => {
          const month = months[dataIndex];
          if (month) onOpen(month.month);
        }}
      />
    </section>
  );
}
