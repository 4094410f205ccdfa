import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BatchRow } from '#shared/contract/inventory.contract.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { MOST_RETURNED } from '#shared/domain/purchasing/return-limits.ts';
import styles from './orders.module.css';

/** Sends untouched keys of a batch back to their supplier, for what they cost unless somebody agreed otherwise. */
export function ReturnDialog({ batch, onClose }: { batch: BatchRow; onClose: () => void }) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const most = Math.min(MOST_RETURNED, batch.available + batch.quarantined);
  const [quantity, setQuantity] = useState<number | null>(null);
  const [credit, setCredit] = useState<Money | null>(null);
  const [reason, setReason] = useState('');
  const isConsigned = batch.receiptKind === 'consignment';
  const post = useCommand(client.supplierReturns.post);
  const confirm = async (): Promise<void> => {
    if (quantity === null) return;
    const done = await post.run({ batchId: batch.id, quantity, credit, reason: reason.trim(), note: '' });
    if (!done) return;
    message.success(t('returns.done', { count: done.quantity, number: done.number }));
    onClose();
  };
  return (
    <Modal
      open
      width={420}
      title={t('returns.title', { batch: batch.number })}
      okText={t('returns.confirm', { count: quantity ?? 0 })}
      okButtonProps={{ danger: true, disabled: quantity === null || reason.trim() === '' }}
      confirmLoading={post.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <p className="kc-soft">
          {t('returns.text')} {isConsigned ? t('returns.consigned') : null}
        </p>
        <div className={styles.field}>
          <span className={styles.label}>{t('returns.quantity')}</span>
          <CountInput
            min={1}
            max={most}
            value={quantity}
            suffix={`/ ${most}`}
            autoFocus
            style={{ width: '100%' }}
            aria-label={t('returns.quantity')}
            onChange={setQuantity}
          />
        </div>
        {isConsigned ? null : (
          <div className={styles.field}>
            <span className={styles.label}>{t('returns.credit')}</span>
            <AmountInput
              value={credit}
              onChange={setCredit}
              placeholder={t('returns.creditHint')}
              aria-label={t('returns.credit')}
            />
          </div>
        )}
        <div className={styles.field}>
          <span className={styles.label}>{t('returns.reason')}</span>
          <Input
            value={reason}
            maxLength={200}
            aria-label={t('returns.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
