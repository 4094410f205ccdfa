import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { PlacedSelection } from '#shared/contract/sales.contract.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import styles from './sales.module.css';
import { ShopSelect } from './shop-select.tsx';

interface PlacedSaleProps {
  selection: PlacedSelection;
  /** Placed keys meant. */
  count: number;
  onDone?: () => void;
}

/** Placed keys that were sold where they were placed: opens the paper to write down to whom. */
export function PlacedSaleButton(props: PlacedSaleProps) {
  const { t } = useTranslation('sales');
  const maySell = useCan('keys.dispense');
  const [isOpen, setOpen] = useState(false);
  if (!maySell) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('placed.record', { count: props.count })}</Button>
      {isOpen ? <PlacedSaleDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** To whom placed keys were sold. */
export function PlacedSaleDialog({ selection, count, onDone, onClose }: PlacedSaleProps & { onClose: () => void }) {
  const { t } = useTranslation('sales');
  const { shop } = useSession();
  const { message } = App.useApp();
  const [shopId, setShopId] = useState<ShopId | null>(null);
  const [orderNumber, setOrderNumber] = useState('');
  const [buyer, setBuyer] = useState('');
  const [orderTotal, setOrderTotal] = useState<Money | null>(null);
  const record = useCommand(client.deliveries.recordPlacedSale);
  const confirm = async (): Promise<void> => {
    const order = { shopId, orderNumber: orderNumber.trim(), buyer: buyer.trim(), orderTotal };
    const done = await record.run({ selection, ...order, note: '' });
    if (!done) return;
    const number = done.deliveries.map((delivery) => delivery.number).join(' ');
    message.success(t('placed.done', { count: done.quantity, number }));
    onDone?.();
    onClose();
  };
  return (
    <Modal
      open
      title={t('placed.record', { count })}
      okText={t('placed.record', { count })}
      okButtonProps={{ disabled: orderNumber.trim() !== '' && shopId === null }}
      confirmLoading={record.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.lines}>
        <p className="kc-soft">{t('placed.text')}</p>
        <div className={styles.pair}>
          <div className={styles.field}>
            <span className={styles.label}>{t('form.shop')}</span>
            <ShopSelect value={shopId} onChange={setShopId} canCreate autoFocus aria-label={t('form.shop')} />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('form.orderNumber')}</span>
            <Input
              className="kc-mono"
              value={orderNumber}
              maxLength={120}
              autoComplete="off"
              spellCheck={false}
              aria-label={t('form.orderNumber')}
              onChange={(event) => setOrderNumber(event.target.value)}
            />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('form.buyer')}</span>
            <Input
              value={buyer}
              maxLength={120}
              autoComplete="off"
              aria-label={t('form.buyer')}
              onChange={(event) => setBuyer(event.target.value)}
            />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('form.orderTotal')}</span>
            <AmountInput
              value={orderTotal}
              currency={shop.currency}
              aria-label={t('form.orderTotal')}
              onChange={setOrderTotal}
            />
          </div>
        </div>
      </div>
    </Modal>
  );
}
