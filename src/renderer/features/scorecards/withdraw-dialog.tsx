import { useTranslation } from 'react-i18next';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import type { SupplierId } from '#shared/domain/ids.ts';

/** Takes the owner's word back: from now on the points decide again. */
export function WithdrawDialog({ supplierId, onClose }: { supplierId: SupplierId; onClose: () => void }) {
  const { t } = useTranslation('scorecards');
  return (
    <CommandReasonDialog
      command={client.scorecards.withdrawRuling}
      inputOf={(reason) => ({ supplierId, reason })}
      doneText={() => t('ruling.withdrawn')}
      title={t('regard.withdraw')}
      okText={t('regard.withdraw')}
      label={t('ruling.reason')}
      isDanger={false}
      onClose={onClose}
    />
  );
}
