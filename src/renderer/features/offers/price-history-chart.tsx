import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { formatDay } from '#renderer/i18n/format.ts';
import type { OfferPrice } from '#shared/contract/offers.contract.ts';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';
import { discountText, tiersText } from './offer-text.ts';

/** The price of the first tier as steps over time; hovering shows all tiers of the version. */
export function PriceHistoryChart({ name, prices }: { name: string; prices: readonly OfferPrice[] }) {
  const { t } = useTranslation('offers');
  const versions = ruling(prices);
  const newest = versions.at(-1);
  const isDiscount = newest?.tiers[0]?.discount != null;
  const currency = newest?.currency ?? '';
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => ({
      grid: { left: 4, right: 12, top: 30, bottom: 4, containLabel: true },
      tooltip: {
        ...chartTooltip(palette),
        formatter: (points) => {
          const point = Array.isArray(points) ? points[0] : points;
          const version = versions[point?.dataIndex ?? -1];
          return version ? `${version.effectiveOn}\n${tiersText(t, version.tiers, version.currency)}` : '';
        },
      },
      xAxis: {
        type: 'time',
        axisLine: { lineStyle: { color: palette.lineStrong } },
        axisLabel: {
          color: palette.textFaint,
          fontSize: 11,
          hideOverlap: true,
          formatter: (value: number) => formatDay(new Date(value).toISOString().slice(0, 10)),
        },
      },
      yAxis: {
        ...valueAxis(palette),
        scale: true,
        name: isDiscount ? t('history.discountUnit') : t('history.unit', { currency }),
        nameTextStyle: { color: palette.textFaint, align: 'left', fontSize: 11 },
      },
      series: [
        {
          type: 'line',
          step: 'end',
          data: versions.map((version) => [version.effectiveOn, firstPrice(version, isDiscount)]),
          symbolSize: 7,
          lineStyle: { width: 2, color: series[0] },
          itemStyle: { color: series[0] },
        },
      ],
    }),
    [t, versions, isDiscount, currency],
  );
  return <Chart summary={t('history.summary', { name, count: versions.length })} option={option} height={180} />;
}

/** One version per day, as it ruled, oldest first. */
function ruling(prices: readonly OfferPrice[]): readonly OfferPrice[] {
  const byDay = new Map<string, OfferPrice>();
  for (const price of prices) if (!byDay.has(price.effectiveOn)) byDay.set(price.effectiveOn, price);
  return [...byDay.values()].reverse();
}

function firstPrice({ tiers }: OfferPrice, isDiscount: boolean): number | null {
  const [first] = tiers;
  if (!first) return null;
  if (isDiscount) return first.discount === null ? null : Number(discountText(first.discount));
  return first.unitPrice === null ? null : first.unitPrice / MONEY_SCALE;
}
