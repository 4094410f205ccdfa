import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

interface PostponeDialogProps {
  order: OrderDetails;
  onError: (error: unknown) => boolean;
  onClose: () => void;
}

/** The day the supplier now promises. */
export function PostponeDialog({ order, onError, onClose }: PostponeDialogProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const [expectedOn, setExpectedOn] = useState<Day | null>(order.expectedOn as Day | null);
  const postpone = useCommand(client.purchaseOrders.postpone, { onError });
  const confirm = async (): Promise<void> => {
    if (!(await postpone.run({ id: order.id, revision: order.revision, expectedOn }))) return;
    message.success(t('acts.done.postpone'));
    onClose();
  };
  return (
    <Modal
      open
      width={360}
      title={`${t('acts.postpone')} ${order.number}`}
      okText={t('acts.postponeAction', { day: expectedOn ?? '–' })}
      confirmLoading={postpone.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <DayInput value={expectedOn} onChange={setExpectedOn} isClearable aria-label={t('facts.expectedOn')} />
    </Modal>
  );
}
