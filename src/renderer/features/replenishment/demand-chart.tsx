import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { formatDay, today } from '#renderer/i18n/format.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';

/** What was sold on each of the last days, and what the plan expects on the next. */
export function DemandChart({ line, name }: { line: PlanLine; name: string }) {
  const { t } = useTranslation('replenishment');
  const { sold, forecast, daily } = line;
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => {
      const first = addDays(today() as Day, -sold.length);
      const days = Array.from({ length: sold.length + forecast.length }, (_, index) =>
        formatDay(addDays(first, index)),
      );
      const gap = sold.map(() => null);
      return {
        grid: { left: 4, right: 12, top: 30, bottom: 4, containLabel: true },
        tooltip: { ...chartTooltip(palette), trigger: 'axis' },
        legend: { top: 0, right: 0, textStyle: { color: palette.textFaint, fontSize: 11 } },
        xAxis: {
          type: 'category',
          data: days,
          axisLine: { lineStyle: { color: palette.lineStrong } },
          axisLabel: { color: palette.textFaint, fontSize: 11, hideOverlap: true },
        },
        yAxis: valueAxis(palette),
        series: [
          { type: 'bar', name: t('drawer.sold'), data: sold, itemStyle: { color: series[0] } },
          {
            type: 'line',
            name: t('drawer.forecast'),
            data: [...gap, ...forecast],
            symbol: 'none',
            lineStyle: { width: 2, type: 'dashed', color: series[1] },
            itemStyle: { color: series[1] },
          },
        ],
      };
    },
    [t, sold, forecast],
  );
  return <Chart summary={t('drawer.chartSummary', { name, daily })} option={option} height={170} />;
}
