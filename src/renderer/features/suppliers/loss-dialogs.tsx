import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from '../purchasing/orders.module.css';
import type { SupplierLoss } from './supplier-loss.ts';

interface DeclareProps {
  supplier: SupplierDetails;
  found: SupplierLoss;
  onClose: () => void;
}

/** Says what will stop and what is left in hand before it is declared. */
export function DeclareLossDialog({ supplier, found, onClose }: DeclareProps) {
  const { t } = useTranslation('losses');
  const { message } = App.useApp();
  const [lostOn, setLostOn] = useState<Day | null>(today() as Day);
  const [reason, setReason] = useState('');
  const declare = useCommand(client.supplierLosses.declare);
  const { openOrders, unsoldKeys, unsoldValue } = found.consequences;
  const confirm = async (): Promise<void> => {
    if (lostOn === null) return;
    const expected = { openOrders, unsoldKeys };
    const done = await declare.run({ supplierId: supplier.id, lostOn, reason: reason.trim(), expected });
    if (!done) return;
    message.success(t('declare.done'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('declare.title', { name: supplier.name })}
      okText={t('declare.confirm', { orders: openOrders })}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' || lostOn === null }}
      confirmLoading={declare.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <p>
          {t('declare.text', {
            orders: openOrders,
            keys: unsoldKeys,
            value: formatAmount(unsoldValue, { currency: found.shopCurrency }),
          })}
        </p>
        <div className={styles.field}>
          <span className={styles.label}>{t('declare.lostOn')}</span>
          <DayInput value={lostOn} max={today()} onChange={setLostOn} aria-label={t('declare.lostOn')} />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('declare.reason')}</span>
          <Input
            value={reason}
            maxLength={500}
            autoFocus
            placeholder={t('declare.reasonHint')}
            aria-label={t('declare.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}

export function WithdrawLossDialog({ supplier, onClose }: { supplier: SupplierDetails; onClose: () => void }) {
  const { t } = useTranslation('losses');
  return (
    <CommandReasonDialog
      command={client.supplierLosses.withdraw}
      inputOf={(reason) => ({ supplierId: supplier.id, reason })}
      doneText={({ endedOrders }) =>
        endedOrders === 0 ? t('withdraw.done') : t('withdraw.doneWithOrders', { orders: endedOrders })
      }
      title={t('withdraw.title', { name: supplier.name })}
      text={t('withdraw.text')}
      okText={t('withdraw.action')}
      label={t('withdraw.reason')}
      maxLength={500}
      isDanger={false}
      onClose={onClose}
    />
  );
}
