import { PlusOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { SupplierStanding } from '#renderer/components/supplier-standing.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode } from '#renderer/lib/error-text.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import {
  type DraftLine,
  draftOf,
  draftTotal,
  emptyLine,
  linesToSend,
  newOrderDraft,
  type OfferHint,
  type OrderDraft,
} from './order-draft.ts';
import { OrderLineFields } from './order-line-fields.tsx';
import styles from './orders.module.css';

interface OrderEditorProps {
  /** The draft to change; without one a new order is made. */
  order?: OrderDetails;
  onClose: () => void;
  onSaved: (id: PurchaseOrderId) => void;
}

/** An order as a draft. When somebody else was faster, what was typed stays and the person decides. */
export function OrderEditor({ order, onClose, onSaved }: OrderEditorProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const [draft, setDraft] = useState<OrderDraft>(() => (order ? draftOf(order) : newOrderDraft()));
  const [meanwhile, setMeanwhile] = useState<OrderDetails | null>(null);
  const currency = useSupplierCurrency(draft.supplierId);
  const offers = useOffers(draft);
  const lines = linesToSend(draft, (line) => offers.get(line.key) ?? null);
  const onError = (error: unknown): boolean => {
    const code = errorCode(error);
    if (!order || (code !== 'CHANGED_MEANWHILE' && code !== 'ORDER_STATE_FORBIDS')) return false;
    void client.purchaseOrders.get({ id: order.id }).then(setMeanwhile);
    return true;
  };
  const create = useCommand(client.purchaseOrders.create, { onError });
  const edit = useCommand(client.purchaseOrders.edit, { onError });
  const change = (patch: Partial<OrderDraft>): void => setDraft((current) => ({ ...current, ...patch }));
  const changeLine = (key: number, patch: Partial<DraftLine>): void =>
    change({ lines: draft.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)) });
  const submit = async (revision = order?.revision): Promise<void> => {
    const { supplierId, expectedOn, note } = draft;
    if (lines === null || supplierId === null) return;
    const values = { lines, expectedOn, note };
    const saved =
      order && revision !== undefined
        ? await edit.run({ ...values, id: order.id, revision })
        : await create.run({ ...values, supplierId });
    if (!saved) return;
    message.success(order ? t('editor.saved') : t('editor.created', { number: saved.number }));
    onSaved(saved.id);
  };
  return (
    <SideDrawer
      isOpen
      isModal
      onClose={onClose}
      name="order-editor"
      width={760}
      title={order ? t('editor.editTitle', { number: order.number }) : t('editor.newTitle')}
      footer={
        <div className={styles.foot}>
          <Button
            type="primary"
            disabled={lines === null || draft.supplierId === null || meanwhile !== null}
            loading={create.isPending || edit.isPending}
            onClick={() => void submit()}
          >
            {order ? t('editor.save') : t('editor.create')}
          </Button>
          <span className={styles.total}>
            {t('total', { amount: formatAmount(draftTotal(lines ?? []), { currency }) })}
          </span>
        </div>
      }
    >
      {meanwhile ? (
        <Conflict
          meanwhile={meanwhile}
          onOverwrite={() => {
            setMeanwhile(null);
            void submit(meanwhile.revision);
          }}
        />
      ) : null}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={ignoreComposingEnter}
      >
        <div className={styles.pair}>
          <div className={styles.field}>
            <span className={styles.label}>{t('editor.supplier')}</span>
            <SupplierSelect
              value={draft.supplierId}
              onChange={(id) => change({ supplierId: id as SupplierId | null })}
              canCreate
              isDisabled={order !== undefined}
              aria-label={t('editor.supplier')}
            />
            {draft.supplierId === null ? null : <SupplierStanding supplierId={draft.supplierId} />}
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('editor.expectedOn')}</span>
            <DayInput
              value={draft.expectedOn}
              onChange={(expectedOn) => change({ expectedOn })}
              isClearable
              aria-label={t('editor.expectedOn')}
            />
          </div>
        </div>
        <div className={styles.lines}>
          {draft.lines.map((line, index) => (
            <OrderLineFields
              key={line.key}
              line={line}
              number={index + 1}
              offer={offers.get(line.key) ?? null}
              currency={currency}
              onChange={(patch) => changeLine(line.key, patch)}
              onRemove={() => change({ lines: draft.lines.filter(({ key }) => key !== line.key) })}
            />
          ))}
        </div>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() =>
            change({ lines: [...draft.lines, emptyLine(Math.max(0, ...draft.lines.map(({ key }) => key)) + 1)] })
          }
        >
          {t('editor.addLine')}
        </Button>
        <div className={styles.field}>
          <span className={styles.label}>{t('editor.note')}</span>
          <NoteInput value={draft.note} onChange={(note) => change({ note })} aria-label={t('editor.note')} />
        </div>
        <button type="submit" hidden />
      </form>
    </SideDrawer>
  );
}

/** Somebody was faster: what it says now, and whether ours replaces it. */
function Conflict({ meanwhile, onOverwrite }: { meanwhile: OrderDetails; onOverwrite: () => void }) {
  const { t } = useTranslation('purchaseOrders');
  const amount = formatAmount(meanwhile.total, { currency: meanwhile.currency });
  const isDraft = meanwhile.state === 'draft';
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.conflict}
      title={t('editor.conflict')}
      description={
        <>
          <div>{t('editor.conflictNow', { count: meanwhile.quantity, amount })}</div>
          <div>
            {isDraft ? t('editor.conflictText') : t('editor.conflictState', { state: t(`states.${meanwhile.state}`) })}
          </div>
        </>
      }
      action={isDraft ? <Button onClick={onOverwrite}>{t('editor.overwrite')}</Button> : null}
    />
  );
}

/** What the supplier's offers say of the lines, by their keys. */
function useOffers(draft: OrderDraft): ReadonlyMap<number, OfferHint> {
  const { supplierId, lines } = draft;
  const results = useQueries({
    queries: lines.map(({ skuId, quantity }) =>
      api.purchaseOrders.offerFor.queryOptions({
        input: {
          supplierId: supplierId ?? (1 as SupplierId),
          skuId: skuId ?? (1 as SkuId),
          quantity: quantity ?? 1,
        },
        enabled: supplierId !== null && skuId !== null,
        retry: false,
      }),
    ),
  });
  return new Map(
    lines.flatMap(({ key, skuId }, index): [number, OfferHint][] => {
      const offer = skuId === null || supplierId === null ? null : results[index]?.data;
      return offer ? [[key, offer]] : [];
    }),
  );
}
