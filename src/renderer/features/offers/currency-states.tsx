import { useQuery } from '@tanstack/react-query';
import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColours, categoryAxis, chartTooltip, valueAxis } from '#renderer/components/chart/chart.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencyName, formatDay, today } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { CurrencyState } from '#shared/contract/exchange-rates.contract.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { type Day, daysBetween } from '#shared/domain/time/business-time.ts';
import styles from './offers.module.css';

/** A rate older than this is pointed out. */
const STALE_DAYS = 7;

interface CurrencyStatesProps {
  states: readonly CurrencyState[];
  chosen: string | null;
  onChoose: (currency: string | null) => void;
}

/** What each currency is worth today, and how the chosen one moved. */
export function CurrencyStates({ states, chosen, onChoose }: CurrencyStatesProps) {
  const { t } = useTranslation('offers');
  return (
    <>
      <section className={styles.currencies} aria-label={t('rates.currencies')}>
        {states.map((state) => (
          <button
            key={state.currency}
            type="button"
            className={styles.currency}
            aria-pressed={state.currency === chosen}
            onClick={() => onChoose(state.currency === chosen ? null : state.currency)}
          >
            <span className="kc-soft">{`${state.currency} ${currencyName(state.currency)}`}</span>
            <span className={styles.figure}>{state.rate === null ? '–' : formatRate(state.rate)}</span>
            <RateAge state={state} />
          </button>
        ))}
      </section>
      {chosen === null ? null : <RateChart currency={chosen} />}
    </>
  );
}

function RateAge({ state }: { state: CurrencyState }) {
  const { t } = useTranslation('offers');
  if (state.rateOn === null) {
    return (
      <StateTag tone={state.supplierCount > 0 ? 'now' : 'past'} shape="triangle" isPlain>
        {t('rates.missing')}
      </StateTag>
    );
  }
  const age = daysBetween(state.rateOn, today() as Day);
  return age > STALE_DAYS ? (
    <StateTag tone="soon" shape="ring" isPlain>
      {t('rates.stale', { count: age })}
    </StateTag>
  ) : (
    <span className="kc-faint">
      <CalendarDay on={state.rateOn} />
    </span>
  );
}

function RateChart({ currency }: { currency: string }) {
  const { t } = useTranslation('offers');
  const { data = [] } = useQuery(api.exchangeRates.history.queryOptions({ input: { currency } }));
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => ({
      tooltip: {
        ...chartTooltip(palette),
        formatter: (points) => {
          const point = Array.isArray(points) ? points[0] : points;
          const entry = data[point?.dataIndex ?? -1];
          return entry ? `${entry.rateOn}  ${formatRate(entry.rate)}` : '';
        },
      },
      xAxis: { ...categoryAxis(palette), data: data.map(({ rateOn }) => formatDay(rateOn)) },
      yAxis: { ...valueAxis(palette), scale: true },
      series: [
        {
          type: 'line',
          step: 'end',
          data: data.map(({ rate }) => rate / RATE_SCALE),
          showSymbol: data.length < 40,
          lineStyle: { width: 2, color: series[0] },
          itemStyle: { color: series[0] },
        },
      ],
    }),
    [data],
  );
  if (data.length < 2) return null;
  return (
    <div className={styles.chart}>
      <Chart summary={t('rates.history', { currency })} option={option} height={140} />
    </div>
  );
}
