import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { Page } from '#renderer/components/page.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, flagFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import styles from './backup.module.css';
import { BackupList } from './backup-list.tsx';
import { BackupPlaces } from './backup-places.tsx';
import { Findings } from './findings.tsx';
import { MakeBackup } from './make-backup.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

const TABS = ['backups', 'findings'] as const;
const PLACE = { tab: choiceFilter(TABS), restore: flagFilter(), file: textFilter(), now: flagFilter() };

/** Backups, where they go, and the way back: a restore and what it found. */
export default function BackupPage() {
  const { t } = useTranslation('backup');
  const mayRestore = useCan('backups.restore');
  const { values, set } = useUrlFilters(PLACE);
  const query = useQuery(api.backups.list.queryOptions());
  const findings = useQuery(api.backups.findings.queryOptions({ enabled: mayRestore }));
  const open = (findings.data ?? []).filter(({ isReviewed }) => !isReviewed).length;
  const hasFindings = (findings.data ?? []).length > 0;
  const tab = values.tab === 'findings' && mayRestore ? 'findings' : 'backups';
  const labels = {
    backups: t('tabs.backups'),
    findings: open > 0 ? t('tabs.openFindings', { count: open }) : t('tabs.findings'),
  };
  return (
    <Page
      title={t('title')}
      detail={
        hasFindings || tab === 'findings' ? (
          <Segmented
            aria-label={t('tabsLabel')}
            value={tab}
            options={TABS.map((value) => ({ value, label: labels[value] }))}
            onChange={(value) => set({ tab: value === 'findings' ? value : null })}
          />
        ) : null
      }
      actions={
        <>
          {mayRestore ? <Button onClick={() => set({ restore: true, file: '' })}>{t('restore.open')}</Button> : null}
          <MakeBackup startsAtOnce={values.now} onStarted={() => set({ now: false })} />
        </>
      }
    >
      {tab === 'findings' ? (
        <Findings query={findings} />
      ) : (
        <div className={styles.page}>
          {query.data ? <BackupPlaces backups={query.data} /> : null}
          <BackupList
            query={{ ...query, data: query.data?.rows }}
            onRestore={mayRestore ? (file) => set({ restore: true, file }) : undefined}
          />
        </div>
      )}
      {values.restore && mayRestore ? (
        <RestoreDialog
          key={values.file}
          file={values.file}
          backups={query.data?.rows ?? []}
          onClose={() => set({ restore: false, file: '' })}
        />
      ) : null}
    </Page>
  );
}
