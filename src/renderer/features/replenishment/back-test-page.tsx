import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { InputNumber, Segmented, Select } from 'antd';
import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import {
  Chart,
  type ChartColours,
  chartTooltip,
  DAY_LABEL_ROOM,
  valueAxis,
} from '#renderer/components/chart/chart.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatDay, formatQuantity } from '#renderer/i18n/format.ts';
import { api, type client } from '#renderer/lib/client.ts';
import { choiceFilter, type FilterCodec, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { MOST_COVER_DAYS } from '#shared/domain/replenishment/replenishment-rule.ts';
import { addDays, type Day, monthOf } from '#shared/domain/time/business-time.ts';
import styles from './replenishment.module.css';

type BackTest = Awaited<ReturnType<typeof client.replenishment.backTest>>;

function numberFilter(usual: number, most: number): FilterCodec<number> {
  return {
    read: (text) => (text !== null && /^\d{1,6}$/.test(text) ? Math.min(Number(text), most) : usual),
    write: (value) => (value === usual ? null : String(value)),
  };
}

const MONTHS = [1, 3, 6, 12, 24];
const LARGEST = 999_999;
const FILTERS = {
  sku: idFilter<SkuId>(),
  kind: choiceFilter(['min-max']),
  months: numberFilter(3, 24),
  days: numberFilter(7, MOST_COVER_DAYS),
  minimum: numberFilter(10, LARGEST),
  maximum: numberFilter(50, LARGEST),
};
const FIGURES = ['stockOutDays', 'averageStock', 'orders', 'unitsOrdered', 'unitsSold', 'unitsLost'] as const;

/** A rule tried on the past of one SKU: the stock it would have kept beside the one there was. */
export default function BackTestPage() {
  const { t } = useTranslation('replenishment');
  const { values, set } = useUrlFilters(FILTERS);
  const { sku, kind, months, days, minimum, maximum } = values;
  const rule =
    kind === 'min-max'
      ? { kind: 'min-max' as const, minimum, maximum: Math.max(minimum, maximum) }
      : { kind: 'forecast' as const, coverDays: Math.max(1, days) };
  const query = useQuery(
    api.replenishment.backTest.queryOptions({
      input: { skuId: sku ?? (1 as SkuId), months: Math.max(1, months), rule },
      enabled: sku !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const number = (label: string, value: number, onChange: (value: number) => void, max = LARGEST) => (
    <InputNumber
      prefix={<span className="kc-soft">{label}</span>}
      value={value}
      min={0}
      max={max}
      precision={0}
      style={{ width: 150 }}
      aria-label={label}
      onChange={(next) => onChange(next ?? 0)}
    />
  );
  return (
    <Page
      title={t('backTest.title')}
      layout="scroll"
      filters={
        <>
          <span style={{ width: 260 }}>
            <SkuSelect value={sku} onChange={(id) => set({ sku: id as SkuId | null })} aria-label={t('backTest.sku')} />
          </span>
          <Select
            value={months}
            style={{ width: 120 }}
            aria-label={t('backTest.monthsLabel')}
            options={MONTHS.map((count) => ({ value: count, label: t('backTest.months', { count }) }))}
            onChange={(next) => set({ months: next })}
          />
          <Segmented<'forecast' | 'min-max'>
            value={kind ?? 'forecast'}
            aria-label={t('backTest.kindLabel')}
            options={(['forecast', 'min-max'] as const).map((value) => ({
              value,
              label: t(`backTest.kinds.${value}`),
            }))}
            onChange={(next) => set({ kind: next === 'min-max' ? next : null })}
          />
          {kind === 'min-max' ? (
            <>
              {number(t('backTest.minimum'), minimum, (next) => set({ minimum: next }))}
              {number(t('backTest.maximum'), maximum, (next) => set({ maximum: next }))}
            </>
          ) : (
            number(t('backTest.coverDays'), days, (next) => set({ days: next }), MOST_COVER_DAYS)
          )}
        </>
      }
    >
      {sku === null ? (
        <EmptyState title={t('backTest.title')} text={t('backTest.choose')} />
      ) : (
        <QueryView query={query}>{(test) => <Replay test={test} skuId={sku} />}</QueryView>
      )}
    </Page>
  );
}

function Replay({ test, skuId }: { test: BackTest; skuId: SkuId }) {
  const { t } = useTranslation('replenishment');
  const navigate = useNavigate();
  const { from, to, actual, replayed, happened, withRule } = test;
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => ({
      grid: { left: 4, right: DAY_LABEL_ROOM, top: 30, bottom: 4, containLabel: true },
      tooltip: { ...chartTooltip(palette), trigger: 'axis' },
      legend: { top: 0, right: 0, textStyle: { color: palette.textFaint, fontSize: 11 } },
      xAxis: {
        type: 'category',
        data: actual.map((_, index) => formatDay(addDays(from as Day, index))),
        axisLine: { lineStyle: { color: palette.lineStrong } },
        axisLabel: { color: palette.textFaint, fontSize: 11, hideOverlap: true },
      },
      yAxis: valueAxis(palette),
      series: [actual, replayed].map((data, index) => ({
        type: 'line' as const,
        step: 'end' as const,
        name: index === 0 ? t('backTest.actual') : t('backTest.replayed'),
        data,
        showSymbol: false,
        symbolSize: 7,
        triggerLineEvent: true,
        lineStyle: { width: 2, color: series[index] },
        itemStyle: { color: series[index] },
      })),
    }),
    [t, from, actual, replayed],
  );
  const figure = (value: number): string => formatQuantity(Math.round(value * 10) / 10);
  return (
    <>
      <h2 className={styles.heading}>{t('backTest.chart')}</h2>
      <Chart
        summary={t('backTest.chartSummary', { from, to })}
        option={option}
        height={260}
        onOpen={({ dataIndex }) => {
          // A click on the line between two days names none.
          if (!Number.isInteger(dataIndex)) return;
          const month = monthOf(addDays(from as Day, dataIndex));
          void navigate(`/inventory/movements?sku=${skuId}&month=${month}`);
        }}
      />
      <table className={styles.figures}>
        <thead>
          <tr>
            <th>{t('backTest.figure')}</th>
            <th>{t('backTest.actual')}</th>
            <th>{t('backTest.replayed')}</th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`backTest.figures.${name}`)}</th>
              <td>{figure(happened[name])}</td>
              <td>{figure(withRule[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>
        {t('backTest.estimate')} <Link to={`/inventory/movements?sku=${skuId}`}>{t('backTest.toMovements')}</Link>
      </p>
    </>
  );
}
