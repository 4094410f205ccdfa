import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import { formatDay } from '#renderer/i18n/format.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { links } from './links.ts';

const STALE_BACKUP_MILLISECONDS = 2 * 86_400_000;
const SHOWN_STATEMENTS = 3;

interface Matter {
  key: string;
  tone: StateTone;
  word: string;
  text: string;
  to: string;
  action: string;
}

/** What wants doing, the most urgent first, each with its way there. */
export function Attention({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation('dashboard');
  const matters = useMatters(dashboard);
  const hidden = dashboard.openStatementCount - SHOWN_STATEMENTS;
  return (
    <section className={styles.part} aria-label={t('attention.title')}>
      <div className={styles.partHead}>
        <h2 className={styles.partTitle}>{t('attention.title')}</h2>
        {hidden > 0 ? (
          <Link to={links.openStatements} className={styles.partEnd}>
            {t('attention.allStatements', { count: dashboard.openStatementCount })}
          </Link>
        ) : null}
      </div>
      {matters.length === 0 ? <p className={styles.quiet}>{t('attention.nothing')}</p> : null}
      <ul className={styles.list}>
        {matters.map(({ key, tone, word, text, to, action }) => (
          <li key={key} className={styles.item}>
            <StateTag tone={tone} shape={tone === 'now' ? 'triangle' : 'half'}>
              {word}
            </StateTag>
            <span className={styles.text}>{text}</span>
            <Link to={to}>{action}</Link>
          </li>
        ))}
      </ul>
      <BackupState backup={dashboard.backup} />
    </section>
  );
}

function useMatters({
  backup,
  openFindings,
  expiringPapers,
  dues,
  openStatements,
  expiring,
  keysQuarantined,
  activity,
}: Dashboard): Matter[] {
  const { t } = useTranslation('dashboard');
  const { shop, can } = useSession();
  const matters: (Matter | false)[] = [];
  const mayBackUp = can('backups.make');
  const latest = activity[0]?.happenedAt ?? 0;
  const isStale = backup.lastAt === null || Date.now() - backup.lastAt > STALE_BACKUP_MILLISECONDS;
  const isSecondBehind =
    backup.hasSecondPlace &&
    backup.lastAt !== null &&
    (backup.secondAt === null || backup.lastAt - backup.secondAt > STALE_BACKUP_MILLISECONDS);
  matters.push(
    openFindings > 0 &&
      can('backups.restore') && {
        key: 'findings',
        tone: 'now',
        word: t('attention.now'),
        text: t('attention.findings', { count: openFindings }),
        to: links.findings,
        action: t('attention.goThrough'),
      },
    isStale &&
      mayBackUp &&
      !shop.isDemo &&
      latest !== 0 && {
        key: 'stale-backup',
        tone: 'now',
        word: t('attention.now'),
        text: backup.lastAt === null ? t('attention.neverBackedUp') : t('attention.staleBackup', { on: backup.lastAt }),
        to: links.backup,
        action: t('attention.backUp'),
      },
    dues.overdue > 0 && {
      key: 'dues-overdue',
      tone: 'now',
      word: t('attention.now'),
      text: t('attention.duesOverdue', { count: dues.overdue }),
      to: links.overdue,
      action: t('attention.pay'),
    },
    dues.soon > 0 && {
      key: 'dues-soon',
      tone: 'soon',
      word: t('attention.soon'),
      text: t('attention.duesSoon', { count: dues.soon }),
      to: links.dueSoon,
      action: t('attention.look'),
    },
    dues.lateRebates > 0 && {
      key: 'rebates-late',
      tone: 'soon',
      word: t('attention.soon'),
      text: t('attention.rebatesLate', { count: dues.lateRebates }),
      to: links.rebates,
      action: t('attention.look'),
    },
    expiring.within7 > 0 && {
      key: 'expiring',
      tone: 'soon',
      word: t('attention.soon'),
      text: t('attention.expiring', { count: expiring.within7 }),
      to: links.expiring(7),
      action: t('attention.look'),
    },
    ...openStatements.slice(0, SHOWN_STATEMENTS).map(
      (statement): Matter => ({
        key: `statement-${statement.id}`,
        tone: 'soon',
        word: t('attention.statement'),
        text: t('attention.openStatement', { supplier: statement.supplierName, on: formatDay(statement.toOn) }),
        to: links.statement(statement.id),
        action: t('attention.reconcile'),
      }),
    ),
    expiringPapers > 0 && {
      key: 'papers',
      tone: 'soon',
      word: t('attention.soon'),
      text: t('attention.papers', { count: expiringPapers }),
      to: links.dossiers,
      action: t('attention.look'),
    },
    keysQuarantined > 0 && {
      key: 'quarantined',
      tone: 'soon',
      word: t('attention.check'),
      text: t('attention.quarantined', { count: keysQuarantined }),
      to: links.quarantined,
      action: t('attention.look'),
    },
    isSecondBehind &&
      mayBackUp &&
      !shop.isDemo && {
        key: 'second-behind',
        tone: 'soon',
        word: t('attention.soon'),
        text:
          backup.secondAt === null
            ? t('attention.secondPlaceEmpty')
            : t('attention.secondPlaceBehind', { on: backup.secondAt }),
        to: links.backup,
        action: t('attention.backUp'),
      },
    !backup.hasSecondPlace &&
      mayBackUp &&
      !shop.isDemo && {
        key: 'second-place',
        tone: 'soon',
        word: t('attention.soon'),
        text: t('attention.noSecondPlace'),
        to: links.backup,
        action: t('attention.choose'),
      },
  );
  return matters.filter((matter): matter is Matter => matter !== false);
}

function BackupState({ backup }: { backup: Dashboard['backup'] }) {
  const { t } = useTranslation('dashboard');
  const { can } = useSession();
  if (backup.lastAt === null) return null;
  const text = t('attention.lastBackup', { at: backup.lastAt });
  return (
    <p className={styles.quiet}>{can('backups.make') ? <Link to={links.backup}>{text}</Link> : <span>{text}</span>}</p>
  );
}
