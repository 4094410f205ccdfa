import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import styles from './orders.module.css';

interface ReasonDialogProps {
  order: OrderDetails;
  act: 'close' | 'reopen' | 'cancel';
  onError: (error: unknown) => boolean;
  onClose: () => void;
}

/** Ends an order or opens a closed one again, with the reason. To close a received one needs none. */
export function ReasonDialog({ order, act, onError, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const close = useCommand(client.purchaseOrders.close, { onError });
  const reopen = useCommand(client.purchaseOrders.reopen, { onError });
  const cancel = useCommand(client.purchaseOrders.cancel, { onError });
  const isNeeded = act !== 'close' || order.openQuantity > 0;
  const isWhole = order.openQuantity === 0;
  const confirm = async (): Promise<void> => {
    const input = { id: order.id, revision: order.revision, reason: reason.trim() };
    const command = { close, reopen, cancel }[act];
    const done = await command.run(input);
    if (!done) return;
    message.success(t(`acts.done.${act}`, { number: order.number }));
    onClose();
  };
  const action = t(act === 'close' && isWhole ? 'acts.finish' : `acts.${act}`);
  return (
    <Modal
      open
      width={420}
      title={`${action} ${order.number}`}
      okText={action}
      okButtonProps={{
        danger: act === 'cancel' || (act === 'close' && !isWhole),
        disabled: isNeeded && reason.trim() === '',
      }}
      confirmLoading={close.isPending || reopen.isPending || cancel.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        {act === 'reopen' ? <p className="kc-soft">{t('acts.reopenText')}</p> : null}
        {act === 'cancel' ? <p className="kc-soft">{t('acts.cancelText')}</p> : null}
        {act === 'close' && !isWhole ? (
          <p className="kc-soft">{t('acts.closeText', { count: order.openQuantity })}</p>
        ) : null}
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
      </div>
    </Modal>
  );
}
