import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Moment } from '#renderer/components/day.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { Quantity } from '#renderer/components/money.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { flagFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ReservationRow } from '#shared/contract/inventory.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import styles from './inventory.module.css';
import { InventoryFrame } from './inventory-frame.tsx';
import { NoteField } from './note-field.tsx';
import { KeyCount } from './stock-columns.tsx';

const FILTERS = { open: flagFilter() };
const RESERVATION_STATES = ['open', 'used', 'released', 'ended'] as const;
const HOUR_MILLISECONDS = 3_600_000;

/** Keys held for buyers, until when, and setting them free. */
export default function ReservationsPage() {
  const { t } = useTranslation('inventory');
  const mayReserve = useCan('keys.dispense');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const [isAdding, setAdding] = useState(false);
  const columns = useReservationColumns(mayReserve);
  const query = useInfiniteQuery(
    api.reservations.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, openOnly: values.open }) }),
  );
  const list = { list: 'reservations', filter: { openOnly: values.open } } as const;
  const exportRows = useListExport(t('tabs.reservations'), list, columns);
  const add = mayReserve ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('acts.reserve')}
    </Button>
  ) : null;
  return (
    <InventoryFrame
      actions={add}
      filters={
        <Checkbox checked={values.open} onChange={(event) => set({ open: event.target.checked })}>
          {t('filters.openOnly')}
        </Checkbox>
      }
    >
      <DataTable
        name="reservations"
        label={t('tabs.reservations')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        onExport={exportRows}
        isPast={(row) => row.state !== 'open'}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyState title={t('empty.reservations')} text={t('empty.reservationsText')} actions={add} />}
      />
      {isAdding ? <ReserveDialog onClose={() => setAdding(false)} /> : null}
    </InventoryFrame>
  );
}

function useReservationColumns(mayReserve: boolean): readonly DataColumn<ReservationRow>[] {
  const { t } = useTranslation('inventory');
  return useMemo(
    () => [
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('columns.number'),
        width: 150,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      {
        key: 'state',
        exported: exportedAs(
          'state',
          'text',
          wordsOf(RESERVATION_STATES, (state) => t(`reservationStates.${state}`)),
        ),
        title: t('columns.state'),
        width: 96,
        render: (row) => (
          <StateTag
            tone={row.state === 'open' ? 'held' : 'past'}
            shape={row.state === 'open' ? 'half' : 'dash'}
            isPlain
          >
            {t(`reservationStates.${row.state}`)}
          </StateTag>
        ),
      },
      {
        key: 'buyer',
        exported: exportedAs('buyer'),
        title: t('columns.buyer'),
        width: 110,
        render: (row) => row.buyer,
      },
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 150,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'quantity',
        exported: exportedAs('quantity', 'integer'),
        title: t('columns.quantity'),
        width: 80,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'held',
        exported: exportedAs('heldQuantity', 'integer'),
        title: t('columns.held'),
        width: 80,
        align: 'end',
        render: (row) => <KeyCount value={row.heldQuantity} to={`/inventory/keys?reservation=${row.id}`} />,
      },
      {
        key: 'endsAt',
        exported: exportedAs('endsAt', 'instant'),
        title: t('columns.endsAt'),
        width: 112,
        render: (row) => <Moment at={row.endsAt} />,
      },
      { key: 'by', exported: exportedAs('madeBy'), title: t('columns.by'), width: 90, render: (row) => row.madeBy },
      { key: 'note', exported: exportedAs('note'), title: t('columns.note'), width: 106, render: (row) => row.note },
      {
        key: 'actions',
        title: '',
        width: 80,
        render: (row) => (mayReserve && row.state === 'open' ? <SetFree row={row} /> : null),
      },
    ],
    [t, mayReserve],
  );
}

function SetFree({ row }: { row: ReservationRow }) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const confirm = useConfirmCount();
  const release = useCommand(client.reservations.release, { onSuccess: () => void message.success(t('acts.done1')) });
  const ask = async (): Promise<void> => {
    const words = { count: row.heldQuantity };
    const isSure = await confirm({
      title: t('acts.releaseReservationTitle', words),
      action: t('acts.releaseReservation'),
    });
    if (isSure) await release.run({ id: row.id });
  };
  return (
    <Button type="link" size="small" loading={release.isPending} onClick={() => void ask()}>
      {t('acts.releaseReservation')}
    </Button>
  );
}

function ReserveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inventory');
  const [skuId, setSku] = useState<SkuId | null>(null);
  const [quantity, setQuantity] = useState<number | null>(1);
  const [buyer, setBuyer] = useState('');
  const [hours, setHours] = useState<number | null>(24);
  const [note, setNote] = useState('');
  const create = useCommand(client.reservations.create, { onSuccess: onClose });
  const isReady = skuId !== null && quantity !== null && hours !== null && buyer.trim() !== '';
  const reserve = (): void => {
    if (!isReady || create.isPending) return;
    void create.run({ skuId, quantity, buyer: buyer.trim(), endsAt: Date.now() + hours * HOUR_MILLISECONDS, note });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    reserve();
  };
  return (
    <Modal
      open
      title={t('acts.reserveTitle')}
      okText={t('acts.reserveAction', { count: quantity ?? 0 })}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={create.isPending}
      onOk={reserve}
      onCancel={onClose}
    >
      <form className={styles.fields} onSubmit={submit} onKeyDown={ignoreComposingEnter}>
        <div className={styles.field}>
          <span className={styles.label}>{t('columns.sku')}</span>
          <SkuSelect
            value={skuId}
            showsStock
            aria-label={t('columns.sku')}
            onChange={(id) => setSku(id as SkuId | null)}
          />
        </div>
        <div className={styles.pair}>
          <div className={styles.field}>
            <span className={styles.label}>{t('acts.quantity')}</span>
            <CountInput
              min={1}
              max={10_000}
              value={quantity}
              style={{ width: '100%' }}
              aria-label={t('acts.quantity')}
              onChange={setQuantity}
            />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('acts.hours')}</span>
            <CountInput
              min={1}
              max={24 * 365}
              value={hours}
              style={{ width: '100%' }}
              aria-label={t('acts.hours')}
              onChange={setHours}
            />
          </div>
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('acts.buyer')}</span>
          <Input
            value={buyer}
            maxLength={120}
            aria-label={t('acts.buyer')}
            onChange={(event) => setBuyer(event.target.value)}
          />
        </div>
        <NoteField value={note} onChange={setNote} />
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
