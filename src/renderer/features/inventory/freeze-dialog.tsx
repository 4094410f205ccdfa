import { useQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { WholeSelection } from '#shared/contract/inventory.contract.ts';
import { DeliveredList } from './delivered-list.tsx';
import styles from './inventory.module.css';
import { NoteField } from './note-field.tsx';

/**
 * Freezes a batch, an import or a supplier. To whom keys of it have gone is shown before, so that a person knows what it means,
 * and stays on the screen after, since these buyers have to be told.
 */
export function FreezeDialog({ selection, onClose }: { selection: WholeSelection; onClose: () => void }) {
  const { t } = useTranslation('inventory');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [frozen, setFrozen] = useState<{ count: number; number: string } | null>(null);
  const reach = useQuery(api.inventory.reach.queryOptions({ input: { selection } }));
  const freeze = useCommand(client.inventory.freeze);
  const movable = frozen?.count ?? reach.data?.movable ?? 0;
  const title = t(frozen ? 'freeze.done' : `freeze.${selection.by}`, { count: movable, number: frozen?.number });
  const confirm = async (): Promise<void> => {
    const done = await freeze.run({ selection, reason: reason.trim(), note });
    if (!done) return;
    const words = { count: done.quantity, number: done.number };
    message.success(done.jobId === null ? t('acts.done', words) : t('acts.running', words));
    setFrozen(words);
  };
  const close = <Button onClick={onClose}>{common('actions.close')}</Button>;
  return (
    <Modal
      open
      width={720}
      title={title}
      onCancel={onClose}
      footer={
        frozen ? (
          close
        ) : (
          <>
            <Button onClick={onClose}>{common('actions.cancel')}</Button>
            <Button
              danger
              type="primary"
              disabled={reason.trim() === '' || movable === 0}
              loading={freeze.isPending}
              onClick={() => void confirm()}
            >
              {t('acts.freeze', { count: movable })}
            </Button>
          </>
        )
      }
    >
      <div className={styles.fields}>
        {frozen ? null : (
          <>
            <p className="kc-soft">{t('acts.freezeText')}</p>
            <div className={styles.pair}>
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
          </>
        )}
        <QueryView query={reach}>
          {({ delivered }) =>
            delivered === 0 ? (
              <p className="kc-soft">{t('delivered.none')}</p>
            ) : (
              <>
                <p>{t('delivered.before', { count: delivered })}</p>
                <DeliveredList selection={selection} />
              </>
            )
          }
        </QueryView>
      </div>
    </Modal>
  );
}
