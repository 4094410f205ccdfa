import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import styles from './orders.module.css';

interface SplitDialogProps {
  order: OrderDetails;
  onError: (error: unknown) => boolean;
  onClose: () => void;
  onOpen: (id: PurchaseOrderId) => void;
}

/** How many of each line go into a new draft. */
export function SplitDialog({ order, onError, onClose, onOpen }: SplitDialogProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const [moved, setMoved] = useState<Readonly<Record<number, number>>>({});
  const split = useCommand(client.purchaseOrders.split, { onError });
  const lines = order.lines.flatMap(({ id }) =>
    (moved[id] ?? 0) > 0 ? [{ lineId: id, quantity: moved[id] ?? 0 }] : [],
  );
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const confirm = async (): Promise<void> => {
    const made = await split.run({ id: order.id, revision: order.revision, lines });
    if (!made) return;
    message.success(t('acts.done.split', { number: made.number }));
    onClose();
    onOpen(made.id);
  };
  return (
    <Modal
      open
      width={520}
      title={`${t('acts.split')} ${order.number}`}
      okText={t('acts.splitAction', { count })}
      okButtonProps={{ disabled: count === 0 || count >= order.quantity }}
      confirmLoading={split.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <p className="kc-soft">{t('acts.splitText')}</p>
      <table className={styles.table}>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td>{skuTitle({ productName: line.productName, name: line.skuName })}</td>
              <td className={styles.end}>
                <CountInput
                  min={0}
                  max={line.quantity}
                  value={moved[line.id] ?? 0}
                  suffix={`/ ${line.quantity}`}
                  aria-label={`${line.skuName}: ${t('columns.quantity')}`}
                  onChange={(quantity) => setMoved({ ...moved, [line.id]: quantity ?? 0 })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
