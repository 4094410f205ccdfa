import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import type { RowKey } from '#renderer/components/data-table/selection.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { DaySpanFilter } from '#renderer/components/day-span-filter.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { PlacedSaleButton } from '#renderer/features/sales/placed-sale-dialog.tsx';
import { api } from '#renderer/lib/client.ts';
import { choicesFilter, dayFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import { KEY_STATES } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, ImportId, ReservationId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { parseDay } from '#shared/domain/time/business-time.ts';
import { ActDialog, type HandAct } from './act-dialog.tsx';
import { EmptyStock } from './empty-stock.tsx';
import { ExportKeysButton } from './export-keys-button.tsx';
import { InventoryFrame } from './inventory-frame.tsx';
import { useKeyColumns } from './key-columns.tsx';
import { KeyDrawer } from './key-drawer.tsx';
import { BatchSelect, ImportSelect } from './paper-selects.tsx';

const FILTERS = {
  find: textFilter(),
  state: choicesFilter(KEY_STATES),
  sku: idFilter<SkuId>(),
  supplier: idFilter<SupplierId>(),
  batch: idFilter<BatchId>(),
  import: idFilter<ImportId>(),
  reservation: idFilter<ReservationId>(),
  order: textFilter(),
  expiresFrom: dayFilter(),
  expires: dayFilter(),
};
const OPEN = { key: idFilter<CardKeyId>() };

/** Key by key: a million of them page like a hundred; what is typed finds one by its whole number, secret or order. */
export default function KeysPage() {
  const { t } = useTranslation('inventory');
  const { t: common } = useTranslation('components');
  const { shop } = useSession();
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useKeyColumns(shop.currency);
  const [chosen, setChosen] = useState<ReadonlySet<RowKey>>(new Set());
  const [act, setAct] = useState<HandAct | null>(null);
  const filter = {
    states: [...values.state],
    skuId: values.sku ?? undefined,
    supplierId: values.supplier ?? undefined,
    batchId: values.batch ?? undefined,
    importId: values.import ?? undefined,
    reservationId: values.reservation ?? undefined,
    orderNumber: values.order.trim() || undefined,
    expiresFrom: (values.expiresFrom && parseDay(values.expiresFrom)) || undefined,
    expiresThrough: (values.expires && parseDay(values.expires)) || undefined,
  };
  const isFinding = values.find.trim() !== '';
  const list = useInfiniteQuery(
    api.cardKeys.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, filter }), enabled: !isFinding }),
  );
  const found = useQuery(
    api.cardKeys.find.queryOptions({ input: { text: values.find.trim() || '-' }, enabled: isFinding }),
  );
  const shown = isFinding
    ? ({ list: 'foundKeys', filter: { text: values.find.trim() } } as const)
    : ({ list: 'keys', filter: { filter } } as const);
  const exportRows = useListExport(t('tabs.keys'), shown, columns);
  const keyIds = [...chosen].map((key) => Number(key) as CardKeyId);
  const listed = isFinding ? (found.data?.rows ?? []) : (list.data?.pages.flatMap(({ rows }) => rows) ?? []);
  const isPlaced = chosen.size > 0 && listed.every(({ id, state }) => !chosen.has(id) || state === 'placed');
  const matchedBy = isFinding ? found.data?.matchedBy : null;
  return (
    <InventoryFrame
      actions={
        <>
          <KeyActions count={chosen.size} isPlaced={isPlaced} onAct={setAct} />
          {isPlaced ? (
            <PlacedSaleButton
              selection={{ by: 'keys', keyIds }}
              count={chosen.size}
              onDone={() => setChosen(new Set())}
            />
          ) : null}
          <ExportKeysButton filter={filter} keyIds={keyIds} count={chosen.size || (list.data?.pages[0]?.total ?? 0)} />
        </>
      }
      filters={
        <>
          <SearchFilter
            value={values.find}
            onChange={(find) => set({ find })}
            placeholder={t('filters.find')}
            width={260}
          />
          {matchedBy ? <Tag>{t('filters.found', { by: t(`matchedBy.${matchedBy}`) })}</Tag> : null}
          <Select
            mode="multiple"
            value={[...values.state]}
            allowClear
            maxTagCount="responsive"
            style={{ width: 150 }}
            placeholder={t('filters.state')}
            aria-label={t('filters.state')}
            options={KEY_STATES.map((value) => ({ value, label: common(`keyStates.${value}`) }))}
            onChange={(state) => set({ state })}
          />
          <SkuSelect
            value={values.sku}
            onChange={(id) => set({ sku: id as SkuId | null })}
            isClearable
            placeholder={t('filters.sku')}
            aria-label={t('filters.sku')}
            width={170}
          />
          <SupplierSelect
            value={values.supplier}
            onChange={(id) => set({ supplier: id as SupplierId | null })}
            isClearable
            placeholder={t('filters.supplier')}
            aria-label={t('filters.supplier')}
            width={140}
          />
          <BatchSelect
            value={values.batch}
            onChange={(id) => set({ batch: id as BatchId | null })}
            isClearable
            placeholder={t('filters.batch')}
            aria-label={t('filters.batch')}
            width={150}
          />
          <ImportSelect
            value={values.import}
            onChange={(id) => set({ import: id as ImportId | null })}
            isClearable
            placeholder={t('filters.import')}
            aria-label={t('filters.import')}
            width={140}
          />
          <SearchFilter
            value={values.order}
            onChange={(order) => set({ order })}
            placeholder={t('filters.order')}
            width={130}
          />
          <DaySpanFilter
            from={values.expiresFrom}
            to={values.expires}
            onFrom={(expiresFrom) => set({ expiresFrom })}
            onTo={(expires) => set({ expires })}
            fromLabel={t('filters.expiresFrom')}
            toLabel={t('filters.expiresThrough')}
          />
        </>
      }
    >
      <DataTable
        name="card-keys"
        label={t('tabs.keys')}
        columns={columns}
        query={isFinding ? { ...found, data: found.data?.rows } : list}
        rowKey={(row) => row.id}
        onExport={exportRows}
        onOpen={(row) => open.set({ key: row.id })}
        openKey={open.values.key}
        selection={{ keys: chosen, onChange: setChosen }}
        count={isFinding ? (found.data?.rows.length ?? null) : (list.data?.pages[0]?.total ?? null)}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyStock title={t('empty.keys')} />}
      />
      <KeyDrawer id={open.values.key} onClose={() => open.set({ key: null })} />
      {act === null ? null : (
        <ActDialog
          act={act}
          selection={{ by: 'keys', keyIds }}
          count={keyIds.length}
          onClose={(isDone) => {
            setAct(null);
            if (isDone) setChosen(new Set());
          }}
        />
      )}
    </InventoryFrame>
  );
}

const PLACED_ACTS: readonly HandAct[] = ['takeBack', 'writeOff'];
const OTHER_ACTS: readonly HandAct[] = ['quarantine', 'release', 'writeOff'];

interface KeyActionsProps {
  count: number;
  /** All chosen keys are placed: what may be said of them is that they were sold, or come back. */
  isPlaced: boolean;
  onAct: (act: HandAct) => void;
}

/** What can be done to the chosen keys, by right. */
function KeyActions({ count, isPlaced, onAct }: KeyActionsProps) {
  const { t } = useTranslation('inventory');
  const may: Readonly<Record<HandAct, boolean>> = {
    quarantine: useCan('keys.freeze'),
    takeBack: useCan('keys.freeze'),
    release: useCan('stock.adjust'),
    writeOff: useCan('keys.writeOff'),
  };
  if (count === 0) return null;
  return (isPlaced ? PLACED_ACTS : OTHER_ACTS)
    .filter((act) => may[act])
    .map((act) => (
      <Button key={act} onClick={() => onAct(act)}>
        {t(`acts.${act}`, { count })}
      </Button>
    ));
}
