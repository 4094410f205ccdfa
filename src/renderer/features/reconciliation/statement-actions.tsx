import { EllipsisOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';
import { ReasonDialog } from './ask-reason.tsx';
import type { StatementDetails } from './statement-details.ts';
import { useWorkbook } from './use-workbook.tsx';

/** From this score on a proposal is sure enough to be confirmed with the others. */
const SURE_SCORE = 80;

interface StatementActionsProps {
  statement: StatementDetails;
  onDifferences: () => void;
}

/** What can be done with the whole statement; its one primary action settles it. */
export function StatementActions({ statement, onDifferences }: StatementActionsProps) {
  const { t } = useTranslation('reconciliation');
  const { figures, differences, found } = statement;
  const canWork = useCan('reconciliation.work') && statement.state === 'open';
  const count = differences.length + found.length;
  return (
    <>
      {canWork && figures.proposedMatchCount > 0 ? <ConfirmSure statement={statement} /> : null}
      {canWork ? <Rematch statement={statement} /> : null}
      <Button onClick={onDifferences}>
        {t('work.openDifferences')}
        {count > 0 ? ` ${count}` : ''}
      </Button>
      {statement.state === 'open' ? <SettleButton statement={statement} /> : null}
      <MoreActions statement={statement} />
    </>
  );
}

function ConfirmSure({ statement }: { statement: StatementDetails }) {
  const { t } = useTranslation('reconciliation');
  const { message } = App.useApp();
  const ask = useConfirmCount();
  const confirmAll = useCommand(client.statements.confirmAll);
  const run = async (): Promise<void> => {
    const title = t('work.confirmAllTitle', { score: SURE_SCORE });
    if (!(await ask({ title, text: t('work.confirmAllText'), action: t('work.confirmAll') }))) return;
    const done = await confirmAll.run({ id: statement.id, minimumScore: SURE_SCORE, includesRounding: true });
    if (done) message.success(t('work.confirmedDone', { count: done.confirmedCount }));
  };
  return (
    <Button loading={confirmAll.isPending} onClick={() => void run()}>
      {t('work.confirmAll')}
    </Button>
  );
}

function Rematch({ statement }: { statement: StatementDetails }) {
  const { t } = useTranslation('reconciliation');
  const match = useCommand(client.statements.match);
  return (
    <Button loading={match.isPending} onClick={() => void match.run({ id: statement.id })}>
      {t('work.rematch')}
    </Button>
  );
}

function SettleButton({ statement }: { statement: StatementDetails }) {
  const { t } = useTranslation('reconciliation');
  const { message } = App.useApp();
  const ask = useConfirmCount();
  const canSettle = useCan('reconciliation.settle');
  const settle = useCommand(client.statements.settle);
  const left = useLeft(statement);
  const { figures, id, number, revision } = statement;
  const run = async (): Promise<void> => {
    const count = figures.entryCount;
    const title = t('work.settleTitle', { number, count });
    if (!(await ask({ title, text: t('work.settleText'), action: t('work.settle') }))) return;
    const done = await settle.run({ id, revision });
    if (done) message.success(t('work.settled', { count: done.lockedCount }));
  };
  return (
    <Tooltip title={left === '' ? '' : t('work.left', { parts: left })}>
      <Button type="primary" disabled={left !== '' || !canSettle} loading={settle.isPending} onClick={() => void run()}>
        {t('work.settleCount', { count: figures.lineCount })}
      </Button>
    </Tooltip>
  );
}

/** What keeps the statement from being settled, in words; empty when nothing does. */
function useLeft({ figures, currency }: StatementDetails): string {
  const { t } = useTranslation('reconciliation');
  const { unexplained, openLineCount, openEntryCount, unresolvedDifferenceCount } = figures;
  const amount = formatAmount(unexplained, { currency, isSigned: true });
  return [
    unexplained === 0 ? '' : t('work.leftUnexplained', { amount }),
    openLineCount === 0 ? '' : t('work.leftLines', { count: openLineCount }),
    openEntryCount === 0 ? '' : t('work.leftEntries', { count: openEntryCount }),
    unresolvedDifferenceCount === 0 ? '' : t('work.leftDifferences', { count: unresolvedDifferenceCount }),
  ]
    .filter((part) => part !== '')
    .join(t('join'));
}

function MoreActions({ statement }: { statement: StatementDetails }) {
  const { t } = useTranslation('reconciliation');
  const [asked, setAsked] = useState<'reopen' | 'withdraw' | null>(null);
  const canWork = useCan('reconciliation.work');
  const canReopen = useCan('periods.reopen');
  const canReport = useCan('reports.read');
  const { save, isMaking } = useWorkbook();
  const reopen = useCommand(client.statements.reopen, { onSuccess: () => setAsked(null) });
  const withdraw = useCommand(client.statements.withdraw, { onSuccess: () => setAsked(null) });
  const { id, number, state } = statement;
  const items = [
    ...(canReport ? [{ key: 'export', label: t('work.export'), disabled: isMaking }] : []),
    ...(state === 'settled' && canReopen ? [{ key: 'reopen', label: t('work.reopen') }] : []),
    ...(state === 'open' && canWork ? [{ key: 'withdraw', label: t('work.withdraw'), danger: true }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => {
            if (key === 'export') void save(monthOf(statement.to), statement.supplierId);
            else setAsked(key === 'reopen' ? 'reopen' : 'withdraw');
          },
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t('work.more')} loading={isMaking} />
      </Dropdown>
      {asked ? (
        <ReasonDialog
          title={t(`work.${asked}Title`, { number })}
          text={t(`work.${asked}Text`)}
          action={t(`work.${asked}`)}
          isPending={reopen.isPending || withdraw.isPending}
          onClose={() => setAsked(null)}
          onReason={(reason) => void (asked === 'reopen' ? reopen : withdraw).run({ id, reason })}
        />
      ) : null}
    </>
  );
}
