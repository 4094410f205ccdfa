import { Button } from 'antd';
import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import {
  Chart,
  type ChartColours,
  chartTooltip,
  DAY_LABEL_ROOM,
  valueAxis,
} from '#renderer/components/chart/chart.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatDay, formatQuantity } from '#renderer/i18n/format.ts';
import type { client } from '#renderer/lib/client.ts';
import type { BackTestGroup } from '#shared/contract/replenishment.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { MOST_REPLAYED } from '#shared/domain/replenishment/back-test.ts';
import { addDays, type Day, monthOf } from '#shared/domain/time/business-time.ts';
import styles from './replenishment.module.css';

type BackTest = Awaited<ReturnType<typeof client.replenishment.backTest>>;

const FIGURES = [
  'stockOutDays',
  'averageStock',
  'orders',
  'unitsOrdered',
  'unitsSold',
  'unitsLost',
  'unitsExpired',
] as const;

/** Of no day that is over there is anything to replay: what was chosen came on sale today, or never yet. */
export function hasNoPast({ actual }: Pick<BackTest, 'actual'>): boolean {
  return actual.length === 0;
}

/** What is missing for a replay, and from when on there is one. */
export function NoPast() {
  const { t } = useTranslation('replenishment');
  const mayImport = useCan('keys.import');
  return (
    <EmptyState
      title={t('backTest.noPast.title')}
      text={t('backTest.noPast.text')}
      actions={
        mayImport ? (
          <Link to="/imports/new">
            <Button>{t('backTest.noPast.action')}</Button>
          </Link>
        ) : null
      }
    />
  );
}

/** Stock and figures as they were and by the rule; `skuId` null: of several SKUs together. */
export function Replay({ test, skuId }: { test: BackTest; skuId: SkuId | null }) {
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
          void navigate(`/inventory/movements?month=${month}${skuId === null ? '' : `&sku=${skuId}`}`);
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
        {t('backTest.estimate')}{' '}
        {skuId === null ? null : <Link to={`/inventory/movements?sku=${skuId}`}>{t('backTest.toMovements')}</Link>}
      </p>
    </>
  );
}

/** Each SKU of a replay by itself; one opens with its chart. */
export function ReplayedSkus({ test, onOpen }: { test: BackTestGroup; onOpen: (skuId: SkuId) => void }) {
  const { t } = useTranslation('replenishment');
  const { skus, leftOut } = test;
  const both = (before: number, after: number): string => `${figure(before)} → ${figure(after)}`;
  return (
    <>
      <table className={styles.figures} aria-label={t('backTest.perSku')}>
        <thead>
          <tr>
            <th>{t('backTest.perSku')}</th>
            <th>{t('backTest.figures.stockOutDays')}</th>
            <th>{t('backTest.figures.averageStock')}</th>
            <th>{t('backTest.figures.unitsLost')}</th>
          </tr>
        </thead>
        <tbody>
          {skus.map(({ skuId, skuName, productName, happened, withRule }) => (
            <tr key={skuId}>
              <th scope="row">
                <Button type="link" size="small" onClick={() => onOpen(skuId)}>
                  {skuTitle({ productName, name: skuName })}
                </Button>
              </th>
              <td>{both(happened.stockOutDays, withRule.stockOutDays)}</td>
              <td>{both(happened.averageStock, withRule.averageStock)}</td>
              <td>{both(happened.unitsLost, withRule.unitsLost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 ? (
        <p className={styles.hint}>{t('backTest.leftOut', { most: MOST_REPLAYED, count: leftOut })}</p>
      ) : null}
    </>
  );
}

function figure(value: number): string {
  return formatQuantity(Math.round(value * 10) / 10);
}
