import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { Chart, type ChartColours, categoryAxis, valueAxis } from '#renderer/components/chart/chart.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { StockAgeReport } from '#shared/contract/stock-age.contract.ts';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';

interface StockAgeChartProps {
  report: StockAgeReport;
  /** Opens the batches of a bucket, by its place. */
  onOpen: (bucket: number) => void;
}

/** Value by age: one bar per bucket, its amount over it; a click opens its batches. */
export function StockAgeChart({ report, onOpen }: StockAgeChartProps) {
  const { t } = useTranslation('stockAge');
  const { currency } = useSession().shop;
  const { buckets } = report;
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => ({
      grid: { left: 4, right: 12, top: 22, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'item',
        renderMode: 'richText',
        formatter: (item) => {
          const bucket = Array.isArray(item) ? undefined : buckets[item.dataIndex];
          return bucket
            ? t('bucketHover', {
                count: bucket.quantity,
                amount: formatAmount(bucket.value, { currency }),
              })
            : '';
        },
      },
      xAxis: {
        ...categoryAxis(palette),
        data: buckets.map(({ from, to }) => (to === null ? t('bucketFrom', { from }) : t('bucket', { from, to }))),
      },
      yAxis: valueAxis(palette),
      series: [
        {
          type: 'bar',
          name: t('value'),
          barMaxWidth: 64,
          data: buckets.map(({ value }) => value / MONEY_SCALE),
          itemStyle: { color: series[0] },
          label: {
            show: true,
            position: 'top',
            color: palette.textSoft,
            fontSize: 11,
            formatter: ({ dataIndex }) => {
              const value = buckets[dataIndex]?.value ?? 0;
              return value === 0 ? '' : formatAmount(value, { currency });
            },
          },
        },
      ],
    }),
    [t, buckets, currency],
  );
  return (
    <Chart
      summary={t('chart', { amount: formatAmount(report.value, { currency }) })}
      option={option}
      height={150}
      onOpen={({ dataIndex }) => onOpen(dataIndex)}
    />
  );
}
