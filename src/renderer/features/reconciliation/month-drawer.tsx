import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Moment } from '#renderer/components/day.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { reconciliation as words } from '#renderer/i18n/zh-CN/reconciliation.ts';
import { api } from '#renderer/lib/client.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { BookTable } from './book-table.tsx';
import { MonthActions } from './month-actions.tsx';
import type { MonthDetails } from './month-details.ts';
import { MonthState } from './month-state.tsx';
import styles from './months.module.css';

interface MonthDrawerProps {
  month: Month | null;
  /** The book that was asked for: `stock` or a supplier's id; empty for the month as a whole. */
  book: string;
  onClose: () => void;
}

/** One month: every book and what keeps it from being ready, closing, and what happened to it. */
export function MonthDrawer({ month, book, onClose }: MonthDrawerProps) {
  const query = useQuery(
    api.periods.get.queryOptions({ input: { month: month ?? ('1970-01' as Month) }, enabled: month !== null }),
  );
  const details = month !== null && query.data?.month === month ? query.data : undefined;
  return (
    <SideDrawer
      name="month"
      width={860}
      isOpen={month !== null}
      onClose={onClose}
      title={
        month === null ? (
          ''
        ) : (
          <span className={styles.monthTitle}>
            {formatMonth(month)}
            {details ? <MonthState state={details.state} /> : null}
          </span>
        )
      }
      footer={details ? <MonthActions details={details} /> : null}
    >
      <QueryView query={query}>{(found) => <MonthFacts details={found} book={book} />}</QueryView>
    </SideDrawer>
  );
}

function MonthFacts({ details, book }: { details: MonthDetails; book: string }) {
  const { t } = useTranslation('reconciliation');
  return (
    <>
      <BookTable details={details} current={book} />
      {details.events.length > 0 ? (
        <section aria-label={t('months.history')}>
          <h3 className={styles.listTitle}>{t('months.history')}</h3>
          <ul className={styles.history}>
            {details.events.map(({ action, book: of, name, reason, happenedAt, userName }) => (
              <li key={`${happenedAt} ${action} ${of} ${name}`}>
                <Moment at={happenedAt} />
                <span>{userName}</span>
                <span>{[actionText(action, t), name, reason].filter((text) => text !== '').join(' · ')}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

type ActionName = keyof typeof words.months.actions;

function actionText(action: string, t: (key: `months.actions.${ActionName}`) => string): string {
  return Object.hasOwn(words.months.actions, action) ? t(`months.actions.${action as ActionName}`) : action;
}
