import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';

interface ReasonDialogProps {
  title: string;
  text: string;
  action: string;
  isPending: boolean;
  isOptional?: boolean;
  onClose: () => void;
  onReason: (reason: string) => void;
}

/** Asks why, for what leaves a trace. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, text, action, isPending, isOptional = false, onClose, onReason } = props;
  const { t } = useTranslation('reconciliation');
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      width={440}
      title={title}
      okText={action}
      okButtonProps={{ disabled: !isOptional && reason.trim() === '', loading: isPending }}
      onOk={() => onReason(reason.trim())}
      onCancel={onClose}
    >
      <p className="kc-soft" style={{ marginBottom: 12 }}>
        {text}
      </p>
      <Input.TextArea
        autoFocus
        value={reason}
        rows={2}
        maxLength={500}
        placeholder={t('work.reason')}
        aria-label={t('work.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
