import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { reconciliation as words } from '#renderer/i18n/zh-CN/reconciliation.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { ReasonDialog } from './ask-reason.tsx';
import { BookTable } from './book-table.tsx';
import type { MonthDetails } from './month-details.ts';
import { MonthState } from './month-state.tsx';
import styles from './reconciliation.module.css';
import { useWorkbook } from './use-workbook.tsx';

/** One month: every supplier's book and what keeps it from being ready, closing, and what happened to it. */
export function MonthDrawer({ month, onClose }: { month: Month | null; onClose: () => void }) {
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
      <QueryView query={query}>{(found) => <MonthFacts details={found} />}</QueryView>
    </SideDrawer>
  );
}

function MonthFacts({ details }: { details: MonthDetails }) {
  const { t } = useTranslation('reconciliation');
  return (
    <>
      <BookTable details={details} />
      {details.events.length > 0 ? (
        <section aria-label={t('months.history')}>
          <h3 className={styles.listTitle}>{t('months.history')}</h3>
          <ul className={styles.history}>
            {details.events.map(({ action, name, reason, happenedAt, userName }) => (
              <li key={`${happenedAt} ${action} ${name}`}>
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

function MonthActions({ details }: { details: MonthDetails }) {
  const { t } = useTranslation('reconciliation');
  const canReport = useCan('reports.read');
  const { save, isMaking } = useWorkbook();
  const { state, month } = details;
  return (
    <div className={styles.bookActions}>
      {canReport ? (
        <Button loading={isMaking} onClick={() => void save(month, null)}>
          {t('months.export')} · {t('months.exportAll')}
        </Button>
      ) : null}
      {state === 'closed' ? <ReopenMonth month={month} /> : null}
      {state === 'open' || state === 'reopened' ? <CloseMonth details={details} /> : null}
    </div>
  );
}

function CloseMonth({ details }: { details: MonthDetails }) {
  const { t } = useTranslation('reconciliation');
  const { message } = App.useApp();
  const ask = useConfirmCount();
  const errorText = useErrorText();
  const [isClosing, setClosing] = useState(false);
  const close = useCommand(client.periods.closeMonth);
  const canClose = useCan('periods.close');
  const { books, month } = details;
  const blocking = books.filter(({ isBlocking }) => isBlocking).length;
  const run = async (): Promise<void> => {
    const name = formatMonth(month);
    const title = t('months.closeTitle', { month: name });
    const text = t('months.closeText', { count: books.length });
    if (!(await ask({ title, text, action: t('months.closeAction', { month: name }) }))) return;
    const begun = await close.run({ month });
    if (!begun) return;
    setClosing(true);
    const job = await whenJobEnded(begun.jobId);
    setClosing(false);
    if (job.state === 'done') message.success(t('months.closed', { month: name }));
    else message.error((job.error ? codeText(job.error.code, job.error.data) : undefined) ?? errorText(null));
  };
  return (
    <>
      {blocking > 0 ? <span className="kc-soft">{t('months.notReady', { count: blocking })}</span> : null}
      <Button
        type="primary"
        disabled={blocking > 0 || !canClose}
        loading={close.isPending || isClosing}
        onClick={() => void run()}
      >
        {t('months.close')}
      </Button>
    </>
  );
}

function ReopenMonth({ month }: { month: Month }) {
  const { t } = useTranslation('reconciliation');
  const canReopen = useCan('periods.reopen');
  const [isAsking, setAsking] = useState(false);
  const list = useQuery(api.periods.list.queryOptions({ input: { limit: 36 } }));
  const reopen = useCommand(client.periods.reopenMonth, { onSuccess: () => setAsking(false) });
  if (!canReopen) return null;
  const later = (list.data?.rows ?? []).filter((row) => row.state === 'closed' && row.month > month);
  const laterText =
    later.length === 0
      ? ''
      : t('months.reopenLater', { months: later.map((row) => formatMonth(row.month)).join('、') });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('months.reopen')}</Button>
      {isAsking ? (
        <ReasonDialog
          title={t('months.reopenTitle', { month: formatMonth(month) })}
          text={[t('months.reopenText'), laterText].filter((text) => text !== '').join(' ')}
          action={t('months.reopen')}
          isPending={reopen.isPending}
          onClose={() => setAsking(false)}
          onReason={(reason) => void reopen.run({ month, reason, includesLater: true })}
        />
      ) : null}
    </>
  );
}
