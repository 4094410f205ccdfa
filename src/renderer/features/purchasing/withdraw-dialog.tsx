import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OrderDetails, OrderDifference } from '#shared/contract/purchase-orders.contract.ts';
import styles from './orders.module.css';
import { rereadOrder } from './reread-order.ts';

interface WithdrawDialogProps {
  order: OrderDetails;
  difference: OrderDifference;
  onClose: () => void;
}

/** Takes a decision back, with the reason that its reversed entry keeps. */
export function WithdrawDialog({ order, difference, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('purchaseOrders');
  const [reason, setReason] = useState('');
  const withdraw = useCommand(client.purchaseOrders.withdrawDecision);
  const confirm = async (): Promise<void> => {
    const input = { id: difference.id, revision: order.revision, reason: reason.trim() };
    if (!(await withdraw.run(input))) return;
    await rereadOrder(order.id);
    onClose();
  };
  return (
    <Modal
      open
      width={400}
      title={t('differences.withdrawTitle')}
      okText={t('differences.withdrawAction')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={withdraw.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.field}>
        <span className={styles.label}>{t('acts.reason')}</span>
        <Input
          value={reason}
          maxLength={500}
          autoFocus
          aria-label={t('acts.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
