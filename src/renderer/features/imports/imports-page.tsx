import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { DaySpanFilter } from '#renderer/components/day-span-filter.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { currencySymbol, formatDay, formatInstant } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, dayFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ImportRow } from '#shared/contract/imports.contract.ts';
import type { ImportId, SupplierId } from '#shared/domain/ids.ts';
import { IMPORT_STATES } from '#shared/domain/imports/import-states.ts';
import { parseDay } from '#shared/domain/time/business-time.ts';
import { ImportDrawer } from './import-drawer.tsx';
import { ImportState } from './import-state.tsx';
import styles from './imports.module.css';
import { RECEIPT_KINDS } from './receipt-draft.ts';
import { SampleButton } from './sample-sheet.tsx';

const FILTERS = {
  text: textFilter(),
  supplier: idFilter<SupplierId>(),
  state: choiceFilter(IMPORT_STATES),
  kind: choiceFilter(RECEIPT_KINDS),
  from: dayFilter(),
  to: dayFilter(),
};
const OPEN = { import: idFilter<ImportId>() };

/** History of imports: each with what it brought; its details and undo beside the list. */
export default function ImportsPage() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const filter = {
    search: values.text,
    supplierId: values.supplier ?? undefined,
    state: values.state ?? undefined,
    receiptKind: values.kind ?? undefined,
    from: (values.from && parseDay(values.from)) || undefined,
    to: (values.to && parseDay(values.to)) || undefined,
  };
  const query = useInfiniteQuery(
    api.imports.list.infiniteOptions({ ...PAGING, input: (cursor: string | undefined) => ({ cursor, ...filter }) }),
  );
  const columns = useColumns();
  const exportRows = useListExport(t('historyCommand'), { list: 'imports', filter }, columns);
  return (
    <Page
      title={t('title')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/imports/new')}>
          {t('command')}
        </Button>
      }
      filters={
        <>
          <SearchFilter
            value={values.text}
            onChange={(text) => set({ text })}
            placeholder={t('filters.search')}
            width={220}
          />
          <SupplierSelect
            value={values.supplier}
            onChange={(id) => set({ supplier: id as SupplierId | null })}
            isClearable
            width={180}
            placeholder={t('filters.supplier')}
            aria-label={t('columns.supplier')}
          />
          <Select
            value={values.state}
            allowClear
            className={styles.choice}
            placeholder={t('columns.state')}
            aria-label={t('columns.state')}
            options={IMPORT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
            onChange={(state) => set({ state: state ?? null })}
          />
          <Select
            value={values.kind}
            allowClear
            className={styles.choice}
            placeholder={t('columns.kind')}
            aria-label={t('columns.kind')}
            options={RECEIPT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(kind) => set({ kind: kind ?? null })}
          />
          <DaySpanFilter
            from={values.from}
            to={values.to}
            onFrom={(from) => set({ from })}
            onTo={(to) => set({ to })}
            fromLabel={t('filters.from')}
            toLabel={t('filters.to')}
          />
        </>
      }
    >
      <DataTable<ImportRow>
        name="imports"
        label={t('historyCommand')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        openKey={open.values.import}
        onOpen={(row) => open.set({ import: row.id })}
        onExport={exportRows}
        isPast={(row) => row.state === 'cancelled' || row.state === 'undone'}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t('empty.text')}
            actions={
              <>
                <Link to="/imports/new">
                  <Button type="primary">{t('command')}</Button>
                </Link>
                <SampleButton />
              </>
            }
          />
        }
      />
      <ImportDrawer id={open.values.import} onClose={() => open.set({ import: null })} />
    </Page>
  );
}

function useColumns(): readonly DataColumn<ImportRow>[] {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  const columns = useMemo<readonly DataColumn<ImportRow>[]>(
    () => [
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('columns.number'),
        width: 136,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      {
        key: 'supplier',
        exported: exportedAs('supplierName'),
        title: t('columns.supplier'),
        width: 96,
        render: (row) => row.supplierName,
      },
      {
        key: 'file',
        exported: exportedAs('fileName'),
        title: t('columns.file'),
        width: 140,
        grows: true,
        render: (row) => row.fileName,
      },
      {
        key: 'kind',
        exported: exportedAs(
          'receiptKind',
          'text',
          wordsOf(RECEIPT_KINDS, (kind) => t(`kinds.${kind}`)),
        ),
        title: t('columns.kind'),
        width: 96,
        render: (row) => t(`kinds.${row.receiptKind}`),
      },
      {
        key: 'documentOn',
        exported: exportedAs('documentOn', 'day'),
        title: t('columns.documentOn'),
        width: 96,
        render: (row) => formatDay(row.documentOn),
      },
      {
        key: 'accepted',
        exported: exportedAs('acceptedCount', 'integer'),
        title: t('columns.accepted'),
        width: 80,
        align: 'end',
        render: (row) => <Quantity value={row.acceptedCount} isZeroDash />,
      },
      {
        key: 'refused',
        exported: exportedAs('refusedCount', 'integer'),
        title: t('columns.refused'),
        width: 76,
        align: 'end',
        render: (row) => <Quantity value={row.refusedCount} isZeroDash />,
      },
      {
        key: 'cost',
        tellsCost: true,
        exported: exportedAs('totalCost', 'money'),
        title: t('columns.cost'),
        unit: currencySymbol(shop.currency),
        width: 96,
        align: 'end',
        render: (row) => (
          <Amount
            value={row.totalCost}
            currency={row.currency === shop.currency ? undefined : row.currency}
            isZeroDash
          />
        ),
      },
      {
        key: 'state',
        exported: exportedAs(
          'state',
          'text',
          wordsOf(IMPORT_STATES, (state) => t(`states.${state}`)),
        ),
        title: t('columns.state'),
        width: 86,
        render: (row) => <ImportState state={row.state} />,
      },
      {
        key: 'by',
        exported: exportedAs('startedBy'),
        title: t('columns.by'),
        width: 90,
        isHiddenAtFirst: true,
        render: (row) => row.startedBy,
      },
      {
        key: 'startedAt',
        exported: exportedAs('startedAt', 'instant'),
        title: t('columns.startedAt'),
        width: 104,
        render: (row) => formatInstant(row.startedAt),
      },
      {
        key: 'externalNumber',
        exported: exportedAs('externalNumber'),
        title: t('columns.externalNumber'),
        width: 140,
        isHiddenAtFirst: true,
        render: (row) => <span className="kc-mono">{row.externalNumber}</span>,
      },
      {
        key: 'undoReason',
        exported: exportedAs('undoReason'),
        title: t('columns.undoReason'),
        width: 160,
        isHiddenAtFirst: true,
        render: (row) => <span title={row.undoReason}>{row.undoReason}</span>,
      },
    ],
    [t, shop.currency],
  );
  return useCostColumns(columns);
}
