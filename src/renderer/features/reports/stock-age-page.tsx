import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { CountInput } from '#renderer/components/count-input.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatQuantity, formatShare } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, type FilterCodec, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { StockAgeReport } from '#shared/contract/stock-age.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { AGE_BUCKETS } from '#shared/domain/replenishment/stock-age.ts';
import { AgedBatches } from './aged-batches.tsx';
import { DeadStockTable } from './dead-stock-table.tsx';
import { Definition } from './definition.tsx';
import { ReportFrame } from './report-frame.tsx';
import styles from './reports.module.css';
import { StockAgeChart } from './stock-age-chart.tsx';

const LEAST_DAYS = 7;
const MOST_DAYS = 3650;

const daysFilter: FilterCodec<number | null> = {
  read: (text) => {
    const days = text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
    return days !== null && days >= LEAST_DAYS && days <= MOST_DAYS ? days : null;
  },
  write: (value) => (value === null ? null : String(value)),
};
const bucketFilter: FilterCodec<number | null> = {
  read: (text) => {
    const bucket = text !== null && /^\d$/.test(text) ? Number(text) : null;
    return bucket !== null && bucket < AGE_BUCKETS.length ? bucket : null;
  },
  write: (value) => (value === null ? null : String(value)),
};
const FILTERS = {
  view: choiceFilter(['batches']),
  days: daysFilter,
  bucket: bucketFilter,
  sku: idFilter<SkuId>(),
};

/** 库龄与滞销: how long what we hold has been lying here, and what to do with what nobody buys. */
export default function StockAgePage() {
  const { t } = useTranslation('stockAge');
  const { values, set } = useUrlFilters(FILTERS);
  const query = useQuery(
    api.stockAge.report.queryOptions({
      input: { deadAfterDays: values.days ?? undefined },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ReportFrame
      filters={
        <>
          <Segmented<'dead' | 'batches'>
            value={values.view ?? 'dead'}
            aria-label={t('viewLabel')}
            options={(['dead', 'batches'] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(view) => set({ view: view === 'batches' ? view : null, bucket: null, sku: null })}
          />
          {values.view === 'batches' ? null : (
            <CountInput
              value={values.days ?? query.data?.deadAfterDays ?? null}
              min={LEAST_DAYS}
              max={MOST_DAYS}
              prefix={t('deadAfter')}
              suffix={t('days')}
              style={{ width: 220 }}
              aria-label={t('deadAfterLabel')}
              onChange={(days) => set({ days })}
            />
          )}
        </>
      }
    >
      <QueryView query={query}>
        {(report) =>
          report.quantity === 0 ? (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          ) : (
            <>
              <Answers report={report} />
              <div className={styles.chart}>
                <StockAgeChart report={report} onOpen={(bucket) => set({ view: 'batches', bucket, sku: null })} />
              </div>
              <div className={styles.table}>
                {values.view === 'batches' ? (
                  <AgedBatches
                    bucket={values.bucket}
                    skuId={values.sku}
                    onClear={() => set({ bucket: null, sku: null })}
                  />
                ) : (
                  <DeadStockTable
                    query={query}
                    report={report}
                    onOpenBatches={(sku) => set({ view: 'batches', sku, bucket: null })}
                  />
                )}
              </div>
            </>
          )
        }
      </QueryView>
    </ReportFrame>
  );
}

function Answers({ report }: { report: StockAgeReport }) {
  const { t } = useTranslation('stockAge');
  const { currency } = useSession().shop;
  const { value, quantity, meanDays, deadValue, dead, deadAfterDays } = report;
  return (
    <dl className={styles.answers}>
      <div className={styles.answer}>
        <dt>{t('value')}</dt>
        <dd>
          {formatAmount(value, { currency })}
          <span className="kc-soft">{t('keys', { count: quantity })}</span>
        </dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('mean')}</dt>
        <dd>
          {meanDays === null ? '–' : t('meanDays', { days: formatQuantity(meanDays) })}
          <Definition of={t('mean')} text={t('meanText')} formula={t('meanFormula')} />
        </dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('dead', { count: dead.length })}</dt>
        <dd>
          {formatAmount(deadValue, { currency })}
          <span className="kc-soft">{value > 0 ? formatShare(deadValue / value) : null}</span>
          <Definition of={t('deadOf')} text={t('deadText', { days: deadAfterDays })} />
        </dd>
      </div>
    </dl>
  );
}
