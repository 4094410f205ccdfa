import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OrderDetails, OrderDifference } from '#shared/contract/purchase-orders.contract.ts';
import { rereadOrder } from './reread-order.ts';

interface WithdrawDialogProps {
  order: OrderDetails;
  difference: OrderDifference;
  onClose: () => void;
}

/** Takes a decision back, with the reason that its reversed entry keeps. */
export function WithdrawDialog({ order, difference, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('purchaseOrders');
  const withdraw = useCommand(client.purchaseOrders.withdrawDecision);
  const confirm = async (reason: string): Promise<void> => {
    const input = { id: difference.id, revision: order.revision, reason };
    if (!(await withdraw.run(input))) return;
    await rereadOrder(order.id);
    onClose();
  };
  return (
    <ReasonDialog
      title={t('differences.withdrawTitle')}
      okText={t('differences.withdrawAction')}
      label={t('acts.reason')}
      maxLength={500}
      isPending={withdraw.isPending}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
    />
  );
}
