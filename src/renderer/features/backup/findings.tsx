import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '#renderer/components/day.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { QUARANTINE_FINDINGS } from '#shared/domain/backup/restore-findings.ts';
import styles from './backup.module.css';

type Finding = Awaited<ReturnType<typeof client.backups.findings>>[number];

/** What the last restore found, one by one; schedules stay quiet until the last one is gone through. */
export function Findings({ query }: { query: UseQueryResult<Finding[], unknown> }) {
  const { t } = useTranslation('backup');
  return (
    <QueryView query={query}>
      {(findings) => {
        const open = findings.filter(({ isReviewed }) => !isReviewed);
        if (findings.length === 0) return <EmptyState title={t('findings.none')} text={t('findings.noneText')} />;
        return (
          <div className={styles.findings}>
            {open.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                style={{ marginBottom: 14 }}
                title={t('findings.open', { count: open.length })}
                description={t('findings.disarmed')}
              />
            ) : (
              <p className={styles.intro}>{t('findings.allDone')}</p>
            )}
            {findings.map((finding) => (
              <FindingRow key={finding.id} finding={finding} />
            ))}
          </div>
        );
      }}
    </QueryView>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation('backup');
  const review = useCommand(client.backups.review);
  const { kind, details, isReviewed } = finding;
  const count = typeof details.quantity === 'number' ? details.quantity : 0;
  const words = { count, ...details };
  return (
    <div className={styles.finding}>
      <Moment at={finding.restoredAt} />
      <div>
        <div className={styles.findingTitle}>{t(`findings.kinds.${kind}.title`, words)}</div>
        <div className={styles.findingText}>{t(`findings.kinds.${kind}.text`, words)}</div>
        {QUARANTINE_FINDINGS.has(kind) ? (
          <Link to="/inventory/keys?state=quarantined">{t('findings.openQuarantine')}</Link>
        ) : null}
        {kind === 'closing-lost' ? <Link to="/months">{t('findings.openMonths')}</Link> : null}
      </div>
      {isReviewed ? (
        <StateTag tone="past" shape="check" isPlain>
          {t('findings.reviewed')}
        </StateTag>
      ) : (
        <Button loading={review.isPending} onClick={() => void review.run({ id: finding.id })}>
          {t('findings.review')}
        </Button>
      )}
    </div>
  );
}
