import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { ReasonDialog } from './ask-reason.tsx';
import type { MonthDetails } from './month-details.ts';
import styles from './months.module.css';
import { useJobOutcome } from './use-job-outcome.ts';
import { useWorkbook } from './use-workbook.tsx';

/** What can be done with the month as a whole; its one primary action closes it. */
export function MonthActions({ details }: { details: MonthDetails }) {
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
      {state === 'closed' ? <ReopenMonth details={details} /> : null}
      {state === 'open' || state === 'reopened' ? <CloseMonth details={details} /> : null}
    </div>
  );
}

function CloseMonth({ details }: { details: MonthDetails }) {
  const { t } = useTranslation('reconciliation');
  const ask = useConfirmCount();
  const close = useCommand(client.periods.closeMonth);
  const job = useJobOutcome();
  const canClose = useCan('periods.close');
  const { books, stock, month } = details;
  const blocking = [...books, ...(stock === null ? [] : [stock])].filter(({ isBlocking }) => isBlocking).length;
  const bookCount = books.length + (stock === null ? 0 : 1);
  const run = async (): Promise<void> => {
    const name = formatMonth(month);
    const title = t('months.closeTitle', { month: name });
    const text = t('months.closeText', { count: bookCount });
    if (!(await ask({ title, text, action: t('months.closeAction', { month: name }) }))) return;
    const begun = await close.run({ month });
    if (begun) await job.follow(begun.jobId, t('months.closed', { month: name }));
  };
  return (
    <>
      {blocking > 0 ? <span className="kc-soft">{t('months.notReady', { count: blocking })}</span> : null}
      <Button
        type="primary"
        disabled={blocking > 0 || !canClose}
        loading={close.isPending || job.isRunning}
        onClick={() => void run()}
      >
        {t('months.close')}
      </Button>
    </>
  );
}

function ReopenMonth({ details }: { details: MonthDetails }) {
  const { t } = useTranslation('reconciliation');
  const canReopen = useCan('periods.reopen');
  const [isAsking, setAsking] = useState(false);
  const reopen = useCommand(client.periods.reopenMonth, { onSuccess: () => setAsking(false) });
  if (!canReopen) return null;
  const { month, laterClosed } = details;
  const laterText =
    laterClosed.length === 0
      ? ''
      : t('months.reopenLater', { months: laterClosed.map((later) => formatMonth(later)).join(t('join')) });
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
