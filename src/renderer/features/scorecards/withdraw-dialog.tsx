import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import styles from './scorecards.module.css';

/** Takes the owner's word back: from now on the points decide again. */
export function WithdrawDialog({ supplierId, onClose }: { supplierId: SupplierId; onClose: () => void }) {
  const { t } = useTranslation('scorecards');
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const withdraw = useCommand(client.scorecards.withdrawRuling);
  const submit = async (): Promise<void> => {
    if (!(await withdraw.run({ supplierId, reason: reason.trim() }))) return;
    message.success(t('ruling.withdrawn'));
    onClose();
  };
  return (
    <Modal
      open
      width={420}
      title={t('regard.withdraw')}
      okText={t('regard.withdraw')}
      okButtonProps={{ disabled: reason.trim() === '', loading: withdraw.isPending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <span className={styles.label}>{t('ruling.reason')}</span>
        <Input
          value={reason}
          maxLength={200}
          aria-label={t('ruling.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
