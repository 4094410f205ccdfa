import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { MonthFilter } from '#renderer/components/month-filter.tsx';
import { Page } from '#renderer/components/page.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api } from '#renderer/lib/client.ts';
import { flagFilter, idFilter, monthFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';
import type { StockDocumentId, SupplierId } from '#shared/domain/ids.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { useCorrectionColumns } from './correction-columns.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { CorrectionDrawer } from './correction-drawer.tsx';

const FILTERS = { supplier: idFilter<SupplierId>(), month: monthFilter() };
const OPEN = { correction: idFilter<StockDocumentId>(), new: flagFilter() };

/** Every price correction, newest first. */
export default function CorrectionsPage() {
  const { t } = useTranslation('corrections');
  const mayPost = useCan('purchasing.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useCorrectionColumns();
  const filter = { supplierId: values.supplier ?? undefined, month: (values.month as Month | null) ?? undefined };
  const query = useInfiniteQuery(
    api.priceCorrections.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const exportRows = useListExport(t('title'), { list: 'priceCorrections', filter }, columns);
  const startNew = (): void => open.set({ new: true });
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/suppliers">
            <Button type="text">{t('toSuppliers')}</Button>
          </Link>
          {mayPost ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={startNew}>
              {t('new')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <SupplierSelect
            value={values.supplier}
            onChange={(id) => set({ supplier: id })}
            placeholder={t('filters.supplier')}
            isClearable
            width={180}
            aria-label={t('filters.supplier')}
          />
          <MonthFilter value={values.month} label={t('filters.month')} onChange={(month) => set({ month })} />
        </>
      }
    >
      <DataTable<PriceCorrectionRow>
        name="price-corrections"
        label={t('searchLabel')}
        columns={columns}
        query={query}
        rowKey={(row) => row.documentId}
        openKey={open.values.correction}
        onOpen={(row) => open.set({ correction: row.documentId })}
        isPast={(row) => row.reversedByNumber !== null || row.reversesNumber !== null}
        isFiltered={isFiltered}
        onClearFilters={clear}
        onExport={exportRows}
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t('empty.text')}
            actions={
              mayPost ? (
                <Button type="primary" onClick={startNew}>
                  {t('new')}
                </Button>
              ) : null
            }
          />
        }
      />
      {open.values.correction === null ? null : (
        <CorrectionDrawer
          key={open.values.correction}
          id={open.values.correction}
          onClose={() => open.set({ correction: null })}
        />
      )}
      {open.values.new && mayPost ? (
        <CorrectionDialog onClose={() => open.set({ new: false })} onPosted={(id) => open.set({ correction: id })} />
      ) : null}
    </Page>
  );
}
