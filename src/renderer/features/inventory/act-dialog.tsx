import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { KeySelection } from '#shared/contract/inventory.contract.ts';
import styles from './inventory.module.css';
import { NoteField } from './note-field.tsx';

export type HandAct = 'quarantine' | 'takeBack' | 'release' | 'writeOff';
/** What is meant by itself and needs no choice: all keys that expired too early. */
type ShopAct = 'undoExpiry';

type ActDialogProps = ({ act: HandAct; selection: KeySelection } | { act: ShopAct; selection?: never }) & {
  /** Keys meant, as far as the screen knows. */
  count: number;
  onClose: (isDone: boolean) => void;
};

/** Why keys are moved: every act by hand is a document with its reason. */
export function ActDialog(props: ActDialogProps) {
  const { act, count, onClose } = props;
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const quarantine = useCommand(client.inventory.quarantine);
  const takeBack = useCommand(client.inventory.takeBack);
  const release = useCommand(client.inventory.release);
  const writeOff = useCommand(client.inventory.writeOff);
  const undoExpiry = useCommand(client.inventory.undoExpiry);
  const carryOut = async () => {
    const paper = { reason: reason.trim(), note };
    if (props.act === 'undoExpiry') return undoExpiry.run(paper);
    const { selection } = props;
    switch (props.act) {
      case 'quarantine':
        return selection.by === 'keys' ? quarantine.run({ keyIds: selection.keyIds, ...paper }) : null;
      case 'takeBack':
        return takeBack.run({ selection, ...paper });
      case 'release':
        return release.run({ selection, ...paper });
      case 'writeOff':
        return writeOff.run({ selection, ...paper });
    }
  };
  const confirm = async (): Promise<void> => {
    const done = await carryOut();
    if (!done) return;
    const words = { count: done.quantity, number: done.number };
    message.success(done.jobId === null ? t('acts.done', words) : t('acts.running', words));
    onClose(true);
  };
  return (
    <Modal
      open
      title={t(`acts.${act}`, { count })}
      okText={t(`acts.${act}`, { count })}
      okButtonProps={{ danger: act === 'writeOff', disabled: reason.trim() === '' }}
      confirmLoading={[quarantine, takeBack, release, writeOff, undoExpiry].some(({ isPending }) => isPending)}
      onOk={() => void confirm()}
      onCancel={() => onClose(false)}
    >
      <div className={styles.fields}>
        <p className="kc-soft">{t(`acts.${act}Text`)}</p>
        <div className={styles.field}>
          <span className={styles.label}>{t('acts.reason')}</span>
          <Input
            value={reason}
            maxLength={200}
            autoFocus
            aria-label={t('acts.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <NoteField value={note} onChange={setNote} />
      </div>
    </Modal>
  );
}
