import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Select } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { RowKey } from '#renderer/components/data-table/selection.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { formatAmount, formatInstant } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { readableKeys, useShortcuts } from '#renderer/lib/shortcuts.ts';
import { choicesFilter, flagFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { NEED_STATES } from '#shared/domain/replenishment/need.ts';
import { usePlanColumns } from './plan-columns.tsx';
import { PlanDrawer } from './plan-drawer.tsx';
import { SettingsDrawer } from './settings-drawer.tsx';
import { SnoozeButton } from './snooze-button.tsx';
import { useOrderError } from './use-order-error.ts';
import { costTogether, type LineChange, type LineChanges, wantedLine } from './wanted-line.ts';

const FILTERS = {
  text: textFilter(),
  states: choicesFilter(NEED_STATES),
  supplier: idFilter<SupplierId>(),
  snoozed: flagFilter(),
  needed: flagFilter(),
};
const ORDER_KEYS = 'mod+Enter';
const OPEN = { sku: idFilter<SkuId>(), settings: flagFilter() };

/** The morning round: what needs an order, why, and the orders by one press. */
export default function ReplenishmentPage() {
  const { t } = useTranslation('replenishment');
  const { message } = App.useApp();
  const mayOrder = useCan('purchasing.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const [chosen, setChosen] = useState<ReadonlySet<RowKey>>(new Set());
  const [changes, setChanges] = useState<LineChanges>(new Map());
  const filter = {
    search: values.text,
    states: [...values.states],
    supplierId: values.supplier ?? undefined,
    isSnoozed: values.snoozed ? true : undefined,
    isNeeded: values.needed,
  };
  const query = useQuery(api.replenishment.plan.queryOptions({ input: filter, placeholderData: keepPreviousData }));
  const plan = query.data;
  const currency = plan?.currency ?? 'CNY';
  const run = useCommand(client.replenishment.run);
  usePlanWhenOutdated(plan?.isOutdated === true, () => void run.run({}));
  const onError = useOrderError(currency);
  const order = useCommand(client.replenishment.order, { onError });
  const change = useCallback(({ skuId }: PlanLine, wish: LineChange) => {
    setChanges((before) => new Map(before).set(skuId, { ...before.get(skuId), ...wish }));
    setChosen((before) => new Set(before).add(skuId));
  }, []);
  const columns = usePlanColumns({ currency, changes, onChange: mayOrder ? change : undefined });
  const exportList = useListExport(t('title'), { list: 'reorderLines', filter }, columns);

  const lines = plan?.lines ?? [];
  const ticked = lines.filter(({ skuId }) => chosen.has(skuId));
  const wanted = ticked.flatMap((line) => wantedLine(line, changes) ?? []);
  const supplierCount = new Set(wanted.map(({ offer }) => offer.supplierId)).size;
  const placeOrders = async (): Promise<void> => {
    if (!plan?.run) return;
    const done = await order.run({
      runId: plan.run.id,
      lines: wanted.map(({ line, quote }) => ({
        skuId: line.skuId,
        supplierId: quote.supplierId,
        quantity: quote.quantity,
        unitCost: quote.unitCost,
      })),
    });
    if (!done) return;
    setChosen(new Set());
    setChanges(new Map());
    message.success(t('ordered', { numbers: done.orders.map(({ number }) => number).join(' · ') }));
  };
  useShortcuts(
    mayOrder
      ? [
          {
            keys: ORDER_KEYS,
            label: t('orderTicked'),
            group: 'lists',
            worksWhileTyping: true,
            isOfPage: true,
            run: () => {
              if (wanted.length > 0 && !order.isPending) void placeOrders();
            },
          },
        ]
      : [],
  );
  return (
    <Page
      title={t('title')}
      detail={
        plan?.isStopped ? (
          <strong>{t('stopped')}</strong>
        ) : plan?.isOutdated ? (
          t('updating')
        ) : plan?.run ? (
          t('planned', { at: formatInstant(plan.run.ranAt), count: plan.run.skuCount })
        ) : null
      }
      actions={
        <>
          <Link to={backTestOf(ticked)}>
            <Button type="text">
              {ticked.length === 0 ? t('backTestLink') : t('backTestTicked', { count: ticked.length })}
            </Button>
          </Link>
          <Button onClick={() => open.set({ settings: true })}>{t('settings')}</Button>
          <Button loading={run.isPending} onClick={() => void run.run({})}>
            {t('run')}
          </Button>
          {mayOrder && ticked.length > 0 ? <SnoozeButton lines={ticked} onDone={() => setChosen(new Set())} /> : null}
          {mayOrder ? (
            <Button
              type="primary"
              disabled={wanted.length === 0}
              loading={order.isPending}
              title={
                wanted.length === 0
                  ? undefined
                  : `${t('orderHint', {
                      count: wanted.reduce((sum, { quote }) => sum + quote.quantity, 0),
                      amount: formatAmount(costTogether(wanted), { currency }),
                    })} (${readableKeys(ORDER_KEYS).join(' ')})`
              }
              onClick={() => void placeOrders()}
            >
              {wanted.length === 0 ? t('orderNone') : t('order', { count: supplierCount })}
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
            options={NEED_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
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
          <Checkbox checked={values.needed} onChange={(event) => set({ needed: event.target.checked })}>
            {t('filters.needed')}
          </Checkbox>
          <Checkbox checked={values.snoozed} onChange={(event) => set({ snoozed: event.target.checked })}>
            {t('filters.snoozed')}
          </Checkbox>
        </>
      }
    >
      <DataTable<PlanLine>
        name="replenishment"
        label={t('listLabel')}
        columns={columns}
        query={{ ...query, data: plan?.lines }}
        rowKey={(line) => line.skuId}
        openKey={open.values.sku}
        onOpen={(line) => open.set({ sku: line.skuId })}
        selection={mayOrder ? { keys: chosen, onChange: setChosen } : undefined}
        isPast={(line) => line.snoozedUntil !== null || line.state === 'dead'}
        isFiltered={isFiltered}
        onClearFilters={clear}
        onExport={exportList}
        empty={<NothingToOrder isNew={plan?.run === null} />}
      />
      {open.values.sku === null || !plan ? null : (
        <PlanDrawer
          key={open.values.sku}
          skuId={open.values.sku}
          line={lines.find(({ skuId }) => skuId === open.values.sku) ?? null}
          currency={currency}
          onClose={() => open.set({ sku: null })}
        />
      )}
      {open.values.settings ? <SettingsDrawer onClose={() => open.set({ settings: false })} /> : null}
    </Page>
  );
}

/** Of the rows that are ticked, or to be chosen there. */
function backTestOf(ticked: readonly PlanLine[]): string {
  const [first] = ticked;
  if (!first) return '/replenishment/back-test';
  if (ticked.length === 1) return `/replenishment/back-test?sku=${first.skuId}`;
  return `/replenishment/back-test?skus=${ticked.map(({ skuId }) => skuId).join(',')}`;
}

function NothingToOrder({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation('replenishment');
  if (!isNew) return <EmptyState title={t('empty.title')} text={t('empty.text')} />;
  return (
    <EmptyState
      title={t('empty.newTitle')}
      text={t('empty.newText')}
      actions={
        <Link to="/offers">
          <Button type="primary">{t('empty.toOffers')}</Button>
        </Link>
      }
    />
  );
}

/** Whoever opens the page sees today's plan: an old one is made anew at once, and not again while the shop trades on. */
function usePlanWhenOutdated(isOutdated: boolean, plan: () => void): void {
  const hasAsked = useRef(false);
  useEffect(() => {
    if (!isOutdated || hasAsked.current) return;
    hasAsked.current = true;
    plan();
  });
}
