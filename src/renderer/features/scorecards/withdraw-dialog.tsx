import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierId } from '#shared/domain/ids.ts';

/** Takes the owner's word back: from now on the points decide again. */
export function WithdrawDialog({ supplierId, onClose }: { supplierId: SupplierId; onClose: () => void }) {
  const { t } = useTranslation('scorecards');
  const { message } = App.useApp();
  const withdraw = useCommand(client.scorecards.withdrawRuling);
  const submit = async (reason: string): Promise<void> => {
    if (!(await withdraw.run({ supplierId, reason }))) return;
    message.success(t('ruling.withdrawn'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('regard.withdraw')}
      okText={t('regard.withdraw')}
      label={t('ruling.reason')}
      isDanger={false}
      isPending={withdraw.isPending}
      onConfirm={(reason) => void submit(reason)}
      onClose={onClose}
    />
  );
}
