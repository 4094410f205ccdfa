import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, flagFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { SETTLEMENTS, SUPPLIER_KINDS } from '#shared/domain/suppliers/supplier-terms.ts';
import { PayDialog } from './pay-dialog.tsx';
import { type ListedSupplier, useSupplierColumns } from './supplier-columns.tsx';
import { DRAWER_TABS, SupplierDrawer } from './supplier-drawer.tsx';
import SupplierEditor from './supplier-editor.tsx';
import { SupplierPagesMenu } from './supplier-pages-menu.tsx';

const BALANCES = ['owed', 'prepaid', 'even'] as const;
const ARCHIVED = ['archived', 'all'] as const;
const FILTERS = {
  text: textFilter(),
  kind: choiceFilter(SUPPLIER_KINDS),
  settlement: choiceFilter(SETTLEMENTS),
  balance: choiceFilter(BALANCES),
  archived: choiceFilter(ARCHIVED),
};
const OPEN = { supplier: idFilter<SupplierId>(), tab: choiceFilter(DRAWER_TABS), new: flagFilter() };

export default function SuppliersPage() {
  const { t } = useTranslation('suppliers');
  const mayEdit = useCan('suppliers.edit');
  const showsAccounts = useCan('accounts.read');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const [editing, setEditing] = useState<SupplierDetails | null>(null);
  const [paying, setPaying] = useState<ListedSupplier | null>(null);
  const columns = useSupplierColumns(showsAccounts, useCan('accounts.post') ? setPaying : undefined);
  const filter = {
    search: values.text,
    kind: values.kind ?? undefined,
    settlement: values.settlement ?? undefined,
    archived: values.archived ?? ('active' as const),
  };
  const balance = values.balance ?? ('any' as const);
  const accounts = useInfiniteQuery(
    api.supplierAccounts.list.infiniteOptions({
      ...PAGING,
      enabled: showsAccounts,
      input: (cursor) => ({ ...filter, balance, cursor }),
    }),
  );
  const suppliers = useInfiniteQuery(
    api.suppliers.list.infiniteOptions({
      ...PAGING,
      enabled: !showsAccounts,
      input: (cursor) => ({ ...filter, cursor }),
    }),
  );
  const list = showsAccounts
    ? ({ list: 'accounts', filter: { ...filter, balance } } as const)
    : ({ list: 'suppliers', filter } as const);
  const exportRows = useListExport(t('title'), list, columns);
  const startNew = (): void => open.set({ new: true });
  const close = (): void => {
    setEditing(null);
    open.set({ new: false });
  };
  return (
    <Page
      title={t('title')}
      detail={showsAccounts ? <AccountTotals /> : null}
      actions={
        <>
          <SupplierPagesMenu />
          {mayEdit ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={startNew}>
              {t('new')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <SearchFilter value={values.text} onChange={(text) => set({ text })} placeholder={t('search')} />
          <Select
            value={values.kind}
            allowClear
            style={{ width: 120 }}
            placeholder={t('filters.kind')}
            aria-label={t('columns.kind')}
            options={SUPPLIER_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            onChange={(kind) => set({ kind: kind ?? null })}
          />
          <Select
            value={values.settlement}
            allowClear
            style={{ width: 140 }}
            placeholder={t('filters.settlement')}
            aria-label={t('columns.settlement')}
            options={SETTLEMENTS.map((settlement) => ({ value: settlement, label: t(`settlements.${settlement}`) }))}
            onChange={(settlement) => set({ settlement: settlement ?? null })}
          />
          {showsAccounts ? (
            <Select
              value={values.balance}
              allowClear
              style={{ width: 120 }}
              placeholder={t('filters.balance.any')}
              aria-label={t('columns.balance')}
              options={BALANCES.map((side) => ({ value: side, label: t(`filters.balance.${side}`) }))}
              onChange={(side) => set({ balance: side ?? null })}
            />
          ) : null}
          <Select<'active' | (typeof ARCHIVED)[number]>
            value={values.archived ?? 'active'}
            style={{ width: 100 }}
            aria-label={t('archivedTag')}
            options={(['active', ...ARCHIVED] as const).map((choice) => ({
              value: choice,
              label: t(`filters.archived.${choice}`),
            }))}
            onChange={(choice) => set({ archived: choice === 'active' ? null : choice })}
          />
        </>
      }
    >
      <DataTable<ListedSupplier>
        name="suppliers"
        label={t('searchLabel')}
        columns={columns}
        query={showsAccounts ? accounts : suppliers}
        onExport={exportRows}
        rowKey={(supplier) => supplier.id}
        openKey={open.values.supplier}
        onOpen={(supplier) => open.set({ supplier: supplier.id })}
        isPast={(supplier) => supplier.isArchived}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t('empty.text')}
            actions={
              mayEdit ? (
                <Button type="primary" onClick={startNew}>
                  {t('new')}
                </Button>
              ) : null
            }
          />
        }
      />
      {open.values.supplier === null ? null : (
        <SupplierDrawer
          key={open.values.supplier}
          id={open.values.supplier}
          tab={open.values.tab}
          onTab={(tab) => open.set({ tab })}
          onClose={() => open.set({ supplier: null, tab: null })}
          onEdit={setEditing}
        />
      )}
      {paying ? <PayDialog supplierId={paying.id} onClose={() => setPaying(null)} /> : null}
      {editing !== null || (open.values.new && mayEdit) ? (
        <SupplierEditor
          supplier={editing ?? undefined}
          onClose={close}
          onSaved={(supplier) => {
            setEditing(null);
            open.set({ supplier: supplier.id, new: false });
          }}
        />
      ) : null}
    </Page>
  );
}

/** What is owed and prepaid in all, by currency: the figures the page is opened for. */
function AccountTotals() {
  const { t } = useTranslation('suppliers');
  const totals = useQuery(api.supplierAccounts.totals.queryOptions());
  const sums = (totals.data ?? []).flatMap(({ currency, owed, prepaid }) => [
    { key: `owed ${currency}`, label: t('totals.owed'), amount: owed, currency },
    { key: `prepaid ${currency}`, label: t('totals.prepaid'), amount: prepaid, currency },
  ]);
  return sums
    .filter(({ amount }) => amount > 0)
    .map(({ key, label, amount, currency }) => (
      <span key={key} style={{ marginLeft: 8 }}>
        {label} <strong>{formatAmount(amount, { currency, isRounded: true })}</strong>
      </span>
    ));
}
