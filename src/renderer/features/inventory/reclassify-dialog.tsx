import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BatchRow } from '#shared/contract/inventory.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import styles from './inventory.module.css';

/** Moves untouched keys of a batch to another SKU or cost. */
export function ReclassifyDialog({ batch, onClose }: { batch: BatchRow; onClose: () => void }) {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const { message } = App.useApp();
  const [toSkuId, setSku] = useState<SkuId>(batch.skuId);
  const [unitCost, setCost] = useState<Money | null>(null);
  const [reason, setReason] = useState('');
  const reclassify = useCommand(client.inventory.reclassify, {
    onSuccess(done) {
      const words = { count: done.quantity, number: done.number };
      message.success(done.jobId === null ? t('acts.done', words) : t('acts.running', words));
      onClose();
    },
  });
  const isChange = toSkuId !== batch.skuId || unitCost !== null;
  return (
    <Modal
      open
      title={t('acts.reclassifyTitle')}
      okText={t('acts.reclassifyAction')}
      okButtonProps={{ disabled: reason.trim() === '' || !isChange }}
      confirmLoading={reclassify.isPending}
      onOk={() => void reclassify.run({ batchId: batch.id, toSkuId, unitCost, reason: reason.trim() })}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <p className="kc-soft">{t('acts.reclassifyText')}</p>
        <div className={styles.field}>
          <span className={styles.label}>{t('acts.toSku')}</span>
          <SkuSelect
            value={toSkuId}
            aria-label={t('acts.toSku')}
            onChange={(id) => setSku((id as SkuId | null) ?? batch.skuId)}
          />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('acts.unitCost')}</span>
          <AmountInput
            value={unitCost}
            currency={shop.currency}
            placeholder={t('acts.keepCost')}
            aria-label={t('acts.unitCost')}
            onChange={setCost}
          />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('acts.reason')}</span>
          <Input
            value={reason}
            maxLength={200}
            aria-label={t('acts.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
