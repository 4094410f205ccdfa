import type { EChartsOption } from 'echarts';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { Chart, type ChartColours, categoryAxis, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { currencySymbol, formatAmount, formatDay, formatQuantity } from '#renderer/i18n/format.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';
import styles from './dashboard.module.css';
import { spanLink } from './span-filters.ts';

interface TradeChartProps {
  days: Dashboard['days'];
  sum: Dashboard['sumOfDays'];
  onOpenDay: (on: string) => void;
}

/** Keys handed out a day as bars, what they brought and cost as lines; a click opens the day's rows. */
export function TradeChart({ days, sum, onOpenDay }: TradeChartProps) {
  const { t } = useTranslation('dashboard');
  const { shop } = useSession();
  const { currency } = shop;
  const costs = useMemo(() => costsOf(days), [days]);
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => {
      const [revenueColour, , costColour] = series;
      const lineOf = (name: string, colour: string | undefined, values: readonly number[]) => ({
        name,
        type: 'line' as const,
        yAxisIndex: 1,
        data: values.map((value) => value / MONEY_SCALE),
        showSymbol: false,
        symbolSize: 7,
        triggerLineEvent: true,
        lineStyle: { width: 2, color: colour },
        itemStyle: { color: colour },
      });
      const axis = valueAxis(palette);
      return {
        grid: { left: 4, right: 4, top: 30, bottom: 4, containLabel: true },
        tooltip: {
          ...chartTooltip(palette),
          formatter: (points) => tooltipOf(Array.isArray(points) ? points[0]?.dataIndex : undefined),
        },
        xAxis: { ...categoryAxis(palette), data: days.map(({ on }) => formatDay(on)) },
        yAxis: [
          {
            ...axis,
            name: t('chart.keysAxis'),
            nameTextStyle: { color: palette.textFaint, align: 'left', fontSize: 11 },
            minInterval: 1,
          },
          {
            ...axis,
            name: t('chart.moneyAxis', { currency: currencySymbol(currency) }),
            nameTextStyle: { color: palette.textFaint, align: 'right', fontSize: 11 },
            splitLine: { show: false },
          },
        ],
        series: [
          {
            name: t('chart.keys'),
            type: 'bar',
            data: days.map(({ keys }) => keys),
            barMaxWidth: 18,
            itemStyle: {
              color: palette.pastSoft,
              borderColor: palette.lineStrong,
              borderWidth: 1,
              borderRadius: [2, 2, 0, 0],
            },
            emphasis: { itemStyle: { color: palette.chosen, borderColor: palette.accent } },
          },
          lineOf(
            t('chart.revenue'),
            revenueColour,
            days.map(({ revenue }) => revenue),
          ),
          ...(costs ? [lineOf(t('chart.cost'), costColour, costs)] : []),
        ],
      };

      function tooltipOf(index: number | undefined): string {
        const day = days[index ?? -1];
        if (!day) return '';
        const { on, keys, revenue, cost, profit } = day;
        const amount = (value: number) => formatAmount(value, { currency });
        return [
          formatDay(on),
          t('chart.tipKeys', { count: keys }),
          t('chart.tipRevenue', { amount: amount(revenue) }),
          ...(cost === null || profit === null
            ? []
            : [t('chart.tipCost', { amount: amount(cost) }), t('chart.tipProfit', { amount: amount(profit) })]),
        ].join('\n');
      }
    },
    [days, costs, currency, t],
  );
  const { keys } = sum;
  const amountOf = (total: number) => formatAmount(total, { currency, isRounded: true });
  const revenue = amountOf(sum.revenue);
  const cost = sum.cost === null ? null : amountOf(sum.cost);
  const summary =
    cost === null
      ? t('chart.salesSummary', { count: keys, revenue })
      : t('chart.summary', { count: keys, revenue, cost });
  // The rows that the sums are of: every sale of the days drawn.
  const rows = spanLink({ rows: 'sales', from: days[0]?.on ?? '', to: days.at(-1)?.on ?? '' });
  return (
    <section className={styles.part} aria-label={t('chart.title')}>
      <div className={styles.partHead}>
        <h2 className={styles.partTitle}>{t('chart.title')}</h2>
        <span className={styles.partNote}>
          <Link to={rows}>{t('chart.keysSum', { count: keys })}</Link>
          <Link to={rows} className={styles.revenue}>
            {t('chart.revenueSum', { amount: revenue })}
          </Link>
          {cost === null ? null : (
            <Link to={rows} className={styles.cost}>
              {t('chart.costSum', { amount: cost })}
            </Link>
          )}
        </span>
      </div>
      <Chart
        height={252}
        summary={`${t('chart.title')}: ${summary}`}
        option={option}
        onOpen={({ dataIndex }) => {
          const day = days[dataIndex];
          if (day) onOpenDay(day.on);
        }}
      />
      <p className="kc-visually-hidden">
        {days.map(({ on, keys: count }) => `${on} ${formatQuantity(count)}`).join('; ')}
      </p>
    </section>
  );
}

/** What each day's keys had cost; null for those who may not see it. */
function costsOf(days: Dashboard['days']): readonly number[] | null {
  const costs = days.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  return costs.length < days.length ? null : costs;
}
