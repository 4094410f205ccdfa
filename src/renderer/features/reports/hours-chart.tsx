import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours, categoryAxis, chartTooltip } from '#renderer/components/chart/chart.tsx';
import { weekdayWord } from './demand-words.ts';

interface HoursChartProps {
  /** Keys by weekday (0 Sunday) and hour. */
  hours: readonly (readonly number[])[];
  onOpen: (weekday: number, hour: number) => void;
}

/** Monday on top, as a week is read. */
const ROWS = [1, 2, 3, 4, 5, 6, 0] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When people buy: weekdays by hours, the darker the more keys; a click opens the hour's deliveries. */
export function HoursChart({ hours, onOpen }: HoursChartProps) {
  const { t } = useTranslation('demand');
  const most = Math.max(1, ...hours.flat());
  const cells = ROWS.flatMap((weekday, row) => HOURS.map((hour) => ({ weekday, hour, row })));
  const option = useCallback(
    ({ palette }: ChartColours): EChartsOption => ({
      grid: { left: 4, right: 12, top: 4, bottom: 4, containLabel: true },
      tooltip: {
        ...chartTooltip(palette, 'item'),
        formatter: (item) => {
          const value = Array.isArray(item) ? undefined : item.data;
          if (!Array.isArray(value)) return '';
          const [hour, row, count] = value.map(Number);
          const weekday = t(weekdayWord(ROWS[row ?? 0] ?? 0));
          return t('hourHover', { weekday, from: hour ?? 0, to: (hour ?? 0) + 1, count: count ?? 0 });
        },
      },
      xAxis: { ...categoryAxis(palette), data: HOURS.map(String), splitArea: { show: false } },
      yAxis: { ...categoryAxis(palette), inverse: true, data: ROWS.map((weekday) => t(weekdayWord(weekday))) },
      visualMap: {
        show: false,
        min: 0,
        max: most,
        inRange: { color: [palette.hover, palette.go] },
      },
      series: [
        {
          type: 'heatmap',
          data: cells.map(({ weekday, hour, row }) => [hour, row, hours[weekday]?.[hour] ?? 0]),
          itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
        },
      ],
    }),
    [t, hours, cells, most],
  );
  return (
    <Chart
      summary={t(
        'hoursChart',
        busiest(hours, (weekday) => t(weekdayWord(weekday))),
      )}
      option={option}
      height={190}
      onOpen={({ dataIndex }) => {
        const cell = cells[dataIndex];
        if (cell) onOpen(cell.weekday, cell.hour);
      }}
    />
  );
}

function busiest(hours: readonly (readonly number[])[], nameOf: (weekday: number) => string) {
  let best: { weekday: number; hour: number; count: number } = { weekday: 1, hour: 0, count: -1 };
  for (const weekday of ROWS) {
    for (const hour of HOURS) {
      const count = hours[weekday]?.[hour] ?? 0;
      if (count > best.count) best = { weekday, hour, count };
    }
  }
  return { weekday: nameOf(best.weekday), from: best.hour, to: best.hour + 1, count: best.count };
}
