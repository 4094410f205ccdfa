import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours, categoryAxis, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { CashView } from '#shared/contract/cash.contract.ts';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';

interface CashChartProps {
  view: CashView;
  /** The first bar is what is overdue; null. */
  onOpen: (week: CashView['weeks'][number] | null) => void;
}

/** What is overdue and what falls due in each of the next weeks; a bar opens its dues. */
export function CashChart({ view, onOpen }: CashChartProps) {
  const { t } = useTranslation('cash');
  const { overdue, weeks, currency } = view;
  const option = useCallback(
    ({ palette }: ChartColours): EChartsOption => {
      const bars = [
        { name: t('overdue'), amount: overdue.amount, colour: palette.now },
        ...weeks.map(({ from, to, amount }) => ({
          name: t('week', { from: from.slice(5), to: to.slice(5) }),
          amount,
          colour: palette.accent,
        })),
      ];
      return {
        grid: { left: 4, right: 16, top: 12, bottom: 4, containLabel: true },
        tooltip: {
          ...chartTooltip(palette, 'item'),
          formatter: (points) => {
            const bar = bars[(Array.isArray(points) ? points[0] : points)?.dataIndex ?? -1];
            return bar ? `${bar.name}\n${formatAmount(bar.amount, { currency })}` : '';
          },
        },
        xAxis: { ...categoryAxis(palette), data: bars.map(({ name }) => name) },
        yAxis: valueAxis(palette),
        series: [
          {
            type: 'bar',
            barMaxWidth: 40,
            data: bars.map(({ amount, colour }) => ({ value: amount / MONEY_SCALE, itemStyle: { color: colour } })),
          },
        ],
      };
    },
    [overdue, weeks, currency, t],
  );
  const sum = weeks.reduce((all, { amount }) => all + amount, 0);
  const summary = t('summary', {
    amount: formatAmount(sum, { currency }),
    overdue: formatAmount(overdue.amount, { currency }),
  });
  return (
    <Chart
      height={240}
      summary={summary}
      option={option}
      onOpen={({ dataIndex }) => onOpen(dataIndex === 0 ? null : (weeks[dataIndex - 1] ?? null))}
    />
  );
}
