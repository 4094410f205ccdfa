import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
import { readChatPaste } from '#shared/domain/spreadsheets/chat-paste.ts';
import styles from './imports.module.css';

interface PasteButtonProps {
  /** Stages the text; true when it worked. */
  onPaste: (name: string, text: string, leavesChatOut: boolean) => Promise<boolean>;
  isPrimary?: boolean;
}

const SHOWN_LINES = 8;

/** Takes keys pasted from a chat or an editor; names and times of a chat are shown before they are left out. */
export function PasteButton({ onPaste, isPrimary = false }: PasteButtonProps) {
  const { t } = useTranslation('imports');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('queue.paste')}
      </Button>
      {isOpen ? <PasteDialog onPaste={onPaste} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function PasteDialog({ onPaste, onClose }: { onPaste: PasteButtonProps['onPaste']; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const [text, setText] = useState('');
  const [keepsAll, setKeepsAll] = useState(false);
  const [isSending, setSending] = useState(false);
  const paste = useMemo(() => readChatPaste(text), [text]);
  const isCut = paste.isChat && !keepsAll;
  const count = paste.lines.filter(({ kind }) => (isCut ? kind === 'content' : kind !== 'blank')).length;
  const left = paste.lines.filter(({ kind }) => kind !== 'content' && kind !== 'blank');

  const send = async (): Promise<void> => {
    setSending(true);
    const name = t('queue.pasteName', { time: formatInstant(Date.now()) });
    const isDone = await onPaste(name, text, isCut);
    setSending(false);
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={t('queue.pasteTitle')}
      width={640}
      onCancel={onClose}
      onOk={() => void send()}
      okText={t('queue.pasteAction', { count })}
      okButtonProps={{ disabled: count === 0, loading: isSending }}
    >
      <Input.TextArea
        autoFocus
        value={text}
        rows={12}
        className="kc-mono"
        spellCheck={false}
        autoComplete="off"
        placeholder={t('queue.pastePlaceholder')}
        aria-label={t('queue.pasteTitle')}
        onChange={(event) => setText(event.target.value)}
      />
      {paste.isChat ? (
        <div className={styles.chat}>
          <p>
            {paste.senders.length > 0
              ? t('queue.chatFound', { senders: paste.senders.join(t('join')), count: left.length })
              : t('queue.talkFound', { count: left.length })}
          </p>
          {isCut ? (
            <details>
              <summary>{t('queue.leftOut')}</summary>
              <ul className={styles.leftOut}>
                {left.slice(0, SHOWN_LINES).map((line) => (
                  <li key={line.lineNumber}>{[line.sender, line.time, line.text].filter(Boolean).join(' ')}</li>
                ))}
                {left.length > SHOWN_LINES ? <li>…</li> : null}
              </ul>
            </details>
          ) : null}
          <Checkbox checked={keepsAll} onChange={(event) => setKeepsAll(event.target.checked)}>
            {t('queue.chatKeep')}
          </Checkbox>
        </div>
      ) : null}
    </Modal>
  );
}
