import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { formatBytes, formatInstant } from '../../i18n/format.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useErrorText } from '../../lib/error-text.ts';
import styles from './damaged-shop.module.css';
import { EntryScreen } from './entry-screen.tsx';

const OTHER = 'other';

/** The shop's database cannot be opened: choose a backup and bring it back. Nobody can sign in before that. */
export function DamagedShop({ damage }: { damage: NonNullable<SessionState['damage']> }) {
  const { t } = useTranslation('entry');
  useEffect(() => {
    document.title = t('damaged.pageTitle');
  }, [t]);
  return (
    <EntryScreen
      title={t(`damaged.titles.${damage.reason}`)}
      width={520}
      text={
        <>
          {t('damaged.text')} <span className="kc-mono">{damage.folder}</span>
        </>
      }
    >
      <ChooseBackup />
    </EntryScreen>
  );
}

function ChooseBackup() {
  const { t } = useTranslation('entry');
  const queries = useQueryClient();
  const errorText = useErrorText();
  const found = useQuery(api.backups.found.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const rescue = useCommand(client.backups.rescue, {
    onSuccess: () => void queries.invalidateQueries({ queryKey: api.sessions.key() }),
    onError: () => true,
  });
  const rows = found.data ?? [];
  const choice = chosen ?? rows[0]?.file ?? OTHER;
  const file = choice === OTHER ? typed.trim() : choice;
  const go = (): void => {
    if (file !== '') void rescue.run({ file });
  };
  return (
    <Form layout="vertical" onFinish={go} onKeyDown={ignoreComposingEnter}>
      <Form.Item label={t('damaged.which')}>
        <Radio.Group
          className={styles.choices}
          value={choice}
          onChange={(event) => setChosen(String(event.target.value))}
        >
          {rows.map((backup) => (
            <Radio key={backup.file} value={backup.file}>
              <span className={styles.backup}>
                <span className={styles.when}>{formatInstant(backup.madeAt)}</span>
                <span>{backup.businessName}</span>
                <span className="kc-faint">{formatBytes(backup.size)}</span>
              </span>
            </Radio>
          ))}
          <Radio value={OTHER}>{rows.length === 0 ? t('damaged.noneHere') : t('damaged.other')}</Radio>
        </Radio.Group>
      </Form.Item>
      {choice === OTHER ? (
        <Form.Item>
          <Input
            className="kc-mono"
            spellCheck={false}
            value={typed}
            aria-label={t('damaged.path')}
            placeholder={t('damaged.path')}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Form.Item>
      ) : null}
      {rescue.error ? <Alert className={styles.problem} type="error" showIcon title={errorText(rescue.error)} /> : null}
      <Button type="primary" size="large" block htmlType="submit" disabled={file === ''} loading={rescue.isPending}>
        {t('damaged.action')}
      </Button>
      <p className={styles.kept}>{t('damaged.kept')}</p>
    </Form>
  );
}
