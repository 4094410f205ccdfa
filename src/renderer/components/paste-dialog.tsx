import { Input } from 'antd';
import { useState } from 'react';
import { Modal } from '#renderer/components/form-dialog.tsx';

interface PasteDialogProps {
  title: string;
  placeholder: string;
  action: string;
  /** What was pasted is on its way; it must not go twice. */
  isBusy?: boolean;
  onPaste: (text: string) => void;
  onClose: () => void;
}

/** Takes a table pasted from a chat or a sheet. */
export function PasteDialog({ title, placeholder, action, isBusy = false, onPaste, onClose }: PasteDialogProps) {
  const [text, setText] = useState('');
  return (
    <Modal
      open
      title={title}
      width={640}
      onCancel={onClose}
      onOk={() => onPaste(text)}
      okText={action}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: text.trim() === '' }}
    >
      <Input.TextArea
        autoFocus
        value={text}
        rows={12}
        className="kc-mono"
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        aria-label={title}
        onChange={(event) => setText(event.target.value)}
      />
    </Modal>
  );
}
