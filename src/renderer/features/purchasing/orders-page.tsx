import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING, useRows } from '#renderer/components/data-table/paging.ts';
import type { RowKey } from '#renderer/components/data-table/selection.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { choicesFilter, flagFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { OrderDetails, OrderRow } from '#shared/contract/purchase-orders.contract.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { ORDER_STATES } from '#shared/domain/purchasing/order-states.ts';
import { useOrderColumns } from './order-columns.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import { OrderEditor } from './order-editor.tsx';
import { RuleDialog } from './rule-dialog.tsx';

const FILTERS = {
  text: textFilter(),
  states: choicesFilter(ORDER_STATES),
  supplier: idFilter<SupplierId>(),
  sku: idFilter<SkuId>(),
  late: flagFilter(),
};
const OPEN = { order: idFilter<PurchaseOrderId>(), new: flagFilter() };

/** Every purchase order, newest first. */
export default function OrdersPage() {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const mayEdit = useCan('purchasing.edit');
  const mayRule = useCan('settings.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const [editing, setEditing] = useState<OrderDetails | null>(null);
  const [isRuling, setRuling] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<RowKey>>(new Set());
  const columns = useOrderColumns();
  const filter = {
    search: values.text,
    states: [...values.states],
    supplierId: values.supplier ?? undefined,
    skuId: values.sku ?? undefined,
    isOverdue: values.late,
  };
  const query = useInfiniteQuery(
    api.purchaseOrders.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const exportRows = useListExport(t('title'), { list: 'purchaseOrders', filter }, columns);
  const merge = useCommand(client.purchaseOrders.merge);
  const mergeable = mergeableRows(useRows(query.data), chosen);
  const startNew = (): void => open.set({ new: true });
  const mergeChosen = async (): Promise<void> => {
    const merged = await merge.run({ orders: mergeable.map(({ id, revision }) => ({ id, revision })) });
    if (!merged) return;
    setChosen(new Set());
    message.success(t('merged', { number: merged.number }));
    open.set({ order: merged.id });
  };
  return (
    <Page
      title={t('title')}
      detail={<Figures />}
      actions={
        <>
          {mayEdit && mergeable.length > 1 ? (
            <Button loading={merge.isPending} onClick={() => void mergeChosen()}>
              {t('merge', { count: mergeable.length })}
            </Button>
          ) : null}
          {mayRule ? <Button onClick={() => setRuling(true)}>{t('rule.action')}</Button> : null}
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
            mode="multiple"
            value={[...values.states]}
            allowClear
            maxTagCount="responsive"
            style={{ width: 220 }}
            placeholder={t('filters.states')}
            aria-label={t('filters.states')}
            options={ORDER_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
            onChange={(states) => set({ states })}
          />
          <SupplierSelect
            value={values.supplier}
            onChange={(id) => set({ supplier: id as SupplierId | null })}
            placeholder={t('filters.supplier')}
            isClearable
            width={180}
            aria-label={t('filters.supplier')}
          />
          <Checkbox checked={values.late} onChange={(event) => set({ late: event.target.checked })}>
            {t('filters.overdue')}
          </Checkbox>
        </>
      }
    >
      <DataTable<OrderRow>
        name="purchase-orders"
        label={t('searchLabel')}
        columns={columns}
        query={query}
        rowKey={(order) => order.id}
        openKey={open.values.order}
        onOpen={(order) => open.set({ order: order.id })}
        selection={mayEdit ? { keys: chosen, onChange: setChosen } : undefined}
        isPast={(order) => order.state === 'closed' || order.state === 'cancelled'}
        onExport={exportRows}
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
      {open.values.order === null ? null : (
        <OrderDrawer
          key={open.values.order}
          id={open.values.order}
          onClose={() => open.set({ order: null })}
          onEdit={setEditing}
          onOpen={(order) => open.set({ order })}
        />
      )}
      {editing !== null || (open.values.new && mayEdit) ? (
        <OrderEditor
          order={editing ?? undefined}
          onClose={() => {
            setEditing(null);
            open.set({ new: false });
          }}
          onSaved={(id) => {
            setEditing(null);
            open.set({ order: id, new: false });
          }}
        />
      ) : null}
      {isRuling ? <RuleDialog onClose={() => setRuling(false)} /> : null}
    </Page>
  );
}

/** What is on its way and what is late: the figures the page is opened for. */
function Figures() {
  const { t } = useTranslation('purchaseOrders');
  const figures = useQuery(api.purchaseOrders.figures.queryOptions());
  if (!figures.data) return null;
  const { awaited, overdue } = figures.data;
  return (
    <>
      {awaited > 0 ? <span>{t('figures.awaited', { count: awaited })}</span> : null}{' '}
      {overdue > 0 ? <strong>{t('figures.overdue', { count: overdue })}</strong> : null}
    </>
  );
}

/** The ticked rows that can become one: drafts of one supplier. */
function mergeableRows(rows: readonly OrderRow[], keys: ReadonlySet<RowKey>): readonly OrderRow[] {
  const chosen = rows.filter(({ id, state }) => keys.has(id) && state === 'draft');
  const [first] = chosen;
  return first && chosen.every(({ supplierId }) => supplierId === first.supplierId) ? chosen : [];
}
