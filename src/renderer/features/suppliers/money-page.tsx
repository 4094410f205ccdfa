import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { DaySpanFilter } from '#renderer/components/day-span-filter.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, dayFilter, flagFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { AGE_BUCKETS } from '#shared/domain/suppliers/ageing.ts';
import { parseDay } from '#shared/domain/time/business-time.ts';
import { AgeingTable } from './ageing-table.tsx';
import { DuesTable } from './dues-table.tsx';
import { ExchangeTable } from './exchange-table.tsx';
import { ExposureTable } from './exposure-table.tsx';
import { RebateDialog } from './rebate-dialog.tsx';
import { RebatesTable } from './rebates-table.tsx';

const VIEWS = ['ageing', 'dues', 'rebates', 'exchange'] as const;
const FILTERS = {
  view: choiceFilter(VIEWS),
  supplier: idFilter<SupplierId>(),
  bucket: choiceFilter(AGE_BUCKETS),
  overdue: flagFilter(),
  from: dayFilter(),
  to: dayFilter(),
  open: flagFilter(),
  late: flagFilter(),
  archived: flagFilter(),
};

/** Where our money lies with suppliers, what we owe them and when, what they owe us. */
export default function MoneyPage() {
  const { t } = useTranslation('supplierMoney');
  const mayPost = useCan('accounts.post');
  const { values, set } = useUrlFilters(FILTERS);
  const [isAdding, setAdding] = useState(false);
  const view = values.view ?? 'exposure';
  const isList = view === 'dues' || view === 'rebates' || view === 'exchange';
  const supplierId = values.supplier ?? undefined;
  return (
    <Page
      title={t('title')}
      detail={<ExposureTotal />}
      actions={
        <>
          <Link to="/suppliers">
            <Button type="text">{t('toSuppliers')}</Button>
          </Link>
          {view === 'rebates' && mayPost ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('rebate.add')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <Segmented<'exposure' | (typeof VIEWS)[number]>
            aria-label={t('viewLabel')}
            value={view}
            options={(['exposure', ...VIEWS] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(next) => set({ view: next === 'exposure' ? null : next })}
          />
          {isList ? (
            <SupplierSelect
              aria-label={t('columns.supplier')}
              width={160}
              isClearable
              value={values.supplier}
              onChange={(supplier) => set({ supplier: supplier ?? null })}
            />
          ) : (
            <Select
              value={values.archived ? 'all' : 'active'}
              style={{ width: 100 }}
              aria-label={t('archived.all')}
              options={(['active', 'all'] as const).map((value) => ({ value, label: t(`archived.${value}`) }))}
              onChange={(chosen) => set({ archived: chosen === 'all' })}
            />
          )}
          {view === 'dues' ? (
            <Select
              value={values.overdue ? 'overdue' : values.bucket}
              allowClear
              style={{ width: 124 }}
              placeholder={t('columns.age')}
              aria-label={t('columns.age')}
              options={[
                { value: 'overdue', label: t('overdueOnly') },
                ...AGE_BUCKETS.map((bucket) => ({ value: bucket, label: t(`buckets.${bucket}`) })),
              ]}
              onChange={(chosen: 'overdue' | (typeof AGE_BUCKETS)[number] | undefined) =>
                set(chosen === 'overdue' ? { overdue: true, bucket: null } : { overdue: false, bucket: chosen ?? null })
              }
            />
          ) : null}
          {view === 'dues' ? (
            <DaySpanFilter
              from={values.from}
              to={values.to}
              onFrom={(from) => set({ from })}
              onTo={(to) => set({ to })}
              fromLabel={t('dueFrom')}
              toLabel={t('dueTo')}
            />
          ) : null}
          {view === 'rebates' ? (
            <Select
              value={values.late ? 'late' : values.open ? 'open' : 'all'}
              style={{ width: 110 }}
              aria-label={t('columns.state')}
              options={[
                { value: 'all', label: t('archived.all') },
                { value: 'open', label: t('openOnly') },
                { value: 'late', label: t('overdueOnly') },
              ]}
              onChange={(chosen) => set({ open: chosen === 'open', late: chosen === 'late' })}
            />
          ) : null}
        </>
      }
    >
      {view === 'exposure' ? <ExposureTable showsArchived={values.archived} /> : null}
      {view === 'ageing' ? <AgeingTable showsArchived={values.archived} /> : null}
      {view === 'dues' ? (
        <DuesTable
          filter={{
            supplierId,
            bucket: values.bucket ?? undefined,
            overdue: values.overdue,
            dueFrom: (values.from && parseDay(values.from)) || undefined,
            dueTo: (values.to && parseDay(values.to)) || undefined,
          }}
          onClear={() => set({ supplier: null, bucket: null, overdue: false, from: null, to: null })}
        />
      ) : null}
      {view === 'rebates' ? (
        <RebatesTable
          filter={{ supplierId, open: values.open, late: values.late }}
          onClear={() => set({ supplier: null, open: false, late: false })}
          onAdd={mayPost ? () => setAdding(true) : undefined}
        />
      ) : null}
      {view === 'exchange' ? <ExchangeTable filter={{ supplierId }} onClear={() => set({ supplier: null })} /> : null}
      {isAdding ? <RebateDialog supplierId={values.supplier} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

/** Over all suppliers in use, in the shop's currency; who has no rate is named. */
function ExposureTotal() {
  const { t } = useTranslation('supplierMoney');
  const overview = useQuery(api.supplierMoney.overview.queryOptions({ input: {} }));
  if (!overview.data) return null;
  const { total, shopCurrency, ratesMissing } = overview.data;
  return (
    <>
      {t('total')} <strong>{formatAmount(total.total, { currency: shopCurrency, isRounded: true })}</strong>
      {ratesMissing.length > 0 ? (
        <span className="kc-faint"> {t('ratesMissing', { currencies: ratesMissing.join(', ') })}</span>
      ) : null}
    </>
  );
}
