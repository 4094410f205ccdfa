import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Moment } from '#renderer/components/day.tsx';
import { actionText, subjectText } from '#renderer/features/audit/audit-text.ts';
import type { AuditEventView } from '#shared/contract/audit.contract.ts';
import styles from './dashboard.module.css';
import { links } from './links.ts';

const SHOWN = 9;

/** What people did last; each opens its row of the trail. */
export function RecentActivity({ activity }: { activity: readonly AuditEventView[] }) {
  const { t } = useTranslation('dashboard');
  const mayRead = useCan('audit.read');
  if (!mayRead) return null;
  return (
    <section className={styles.part} aria-label={t('activity.title')}>
      <div className={styles.partHead}>
        <h2 className={styles.partTitle}>{t('activity.title')}</h2>
        <Link to={links.audit} className={styles.partEnd}>
          {t('activity.all')}
        </Link>
      </div>
      <ul className={styles.list}>
        {activity.slice(0, SHOWN).map((event) => (
          <li key={event.sequence} className={styles.item}>
            <span className={styles.oneLine}>
              <span className="kc-soft">{event.userName || t('activity.shop')}</span>{' '}
              <Link to={links.auditEvent(event.sequence)}>{actionText(event.action)}</Link>{' '}
              <span className="kc-faint">{subjectText(event)}</span>
            </span>
            <span className={styles.time}>
              <Moment at={event.happenedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
