import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { Quantity } from '#renderer/components/money.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { actionText } from '#renderer/features/audit/audit-text.ts';
import { formatBytes, formatInstant } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import type { BackupInspection, BackupRow } from '#shared/contract/backups.contract.ts';
import styles from './backup.module.css';
import { pathOf } from './backup-path.ts';

interface RestoreDialogProps {
  /** The chosen file; empty lets the person choose. */
  file: string;
  backups: readonly BackupRow[];
  onClose: () => void;
}

/** The way back to a backup: choose it, read what goes, confirm by typing. Nothing of the present shop is deleted. */
export function RestoreDialog({ file, backups, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('backup');
  const [chosen, setChosen] = useState(file);
  return (
    <Modal open width={600} title={t('restore.title')} footer={null} onCancel={onClose} destroyOnHidden>
      <ChooseFile chosen={chosen} backups={backups} onChoose={setChosen} />
      {chosen === '' ? null : <Consequences key={chosen} file={chosen} onClose={onClose} />}
    </Modal>
  );
}

function ChooseFile({
  chosen,
  backups,
  onChoose,
}: {
  chosen: string;
  backups: readonly BackupRow[];
  onChoose: (file: string) => void;
}) {
  const { t } = useTranslation('backup');
  const listed = backups.filter(({ isPresent }) => isPresent);
  const isListed = listed.some((backup) => pathOf(backup) === chosen);
  const [typed, setTyped] = useState(isListed ? '' : chosen);
  const useTyped = (): void => {
    if (typed.trim() !== '') onChoose(typed.trim());
  };
  return (
    <Form layout="vertical" onKeyDown={ignoreComposingEnter}>
      <Form.Item label={t('restore.which')}>
        <Select
          value={isListed ? chosen : null}
          placeholder={t('restore.choose')}
          aria-label={t('restore.which')}
          options={listed.map((backup) => ({
            value: pathOf(backup),
            label: `${formatInstant(backup.madeAt)} · ${t(`kinds.${backup.kind}`)} · ${formatBytes(backup.size)} · ${backup.place}`,
          }))}
          onChange={(value: string) => {
            setTyped('');
            onChoose(value);
          }}
        />
      </Form.Item>
      <Form.Item label={t('restore.orPath')}>
        <span style={{ display: 'flex', gap: 8 }}>
          <Input
            className="kc-mono"
            spellCheck={false}
            value={typed}
            aria-label={t('restore.orPath')}
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={useTyped}
          />
          <Button onClick={useTyped}>{t('restore.read')}</Button>
        </span>
      </Form.Item>
    </Form>
  );
}

function Consequences({ file, onClose }: { file: string; onClose: () => void }) {
  const errorText = useErrorText();
  const query = useQuery(api.backups.inspect.queryOptions({ input: { file }, gcTime: 0 }));
  if (query.error) return <Alert type="error" showIcon title={errorText(query.error)} />;
  if (!query.data) return <LoadingState shape="text" rows={4} />;
  return (
    <>
      <What inspection={query.data} />
      <Confirm inspection={query.data} onClose={onClose} />
    </>
  );
}

function What({ inspection }: { inspection: BackupInspection }) {
  const { t } = useTranslation('backup');
  const { businessName, madeAt, since, isOwn } = inspection;
  const issued = since
    .filter(({ action }) => action === 'deliveries.dispense' || action === 'cardKeys.reveal')
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <p className={styles.heading}>{t('restore.to', { at: madeAt, name: businessName })}</p>
      {isOwn ? null : <Alert type="warning" showIcon title={t('restore.foreign', { name: businessName })} />}
      {isOwn && since.length === 0 ? <p className="kc-soft">{t('restore.nothingSince')}</p> : null}
      {since.length > 0 ? (
        <>
          <p className={styles.heading}>{t('restore.goes')}</p>
          <ul className={`${styles.consequences} ${styles.acts}`}>
            {since.map(({ action, acts, quantity }) => (
              <li key={action}>
                <span>{actionText(action)}</span>
                <span>{t('restore.times', { count: acts })}</span>
                {quantity > 0 ? <Quantity value={quantity} /> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className={styles.heading}>{t('restore.stays')}</p>
      <ul className={styles.kept}>
        {isOwn && issued > 0 ? <li>{t('restore.quarantine', { count: issued })}</li> : null}
        <li>{t('restore.aside')}</li>
        <li>{t('restore.schedules')}</li>
        <li>{t('restore.stops')}</li>
      </ul>
    </>
  );
}

function Confirm({ inspection, onClose }: { inspection: BackupInspection; onClose: () => void }) {
  const { t } = useTranslation('backup');
  const shell = useTranslation('shell').t;
  const [typed, setTyped] = useState('');
  const restore = useCommand(client.backups.restore, { onSuccess: onClose });
  const word = t('restore.word');
  const isMeant = typed.trim().toLowerCase() === word.toLowerCase();
  const go = (): void => {
    if (isMeant) void restore.run({ file: inspection.file });
  };
  return (
    <Form layout="vertical" onFinish={go} onKeyDown={ignoreComposingEnter}>
      <Form.Item label={t('restore.confirm', { word })}>
        <Input
          value={typed}
          autoComplete="off"
          spellCheck={false}
          aria-label={t('restore.confirm', { word })}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form.Item>
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
        <Button onClick={onClose}>{shell('actions.cancel')}</Button>
        <Button type="primary" danger htmlType="submit" disabled={!isMeant} loading={restore.isPending}>
          {t('restore.go', { at: inspection.madeAt })}
        </Button>
      </div>
    </Form>
  );
}
