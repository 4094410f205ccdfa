import type { FileId } from '#shared/domain/ids.ts';
import { formatMoneyPlain, money } from '#shared/domain/money/money.ts';
import { addDays, type Day, firstDayOf, lastDayOf, monthOf, previousMonth } from '#shared/domain/time/business-time.ts';
import { type DemoWorld, endOf, yuan } from './demo-trade.ts';

const STATEMENT_OF = 'XHKM';
const DAYS_AFTER_MONTH = 5;

interface Line {
  readonly on: Day;
  readonly number: string;
  readonly type: string;
  readonly amount: number;
}

/**
 * Brings in last month's statement of one supplier, with three differences that somebody has to look at: a lot they do not
 * charge, one they charge ten yuan more for, and one we never got.
 */
export async function leaveStatementOpen(world: DemoWorld): Promise<void> {
  const { client, commandId } = world.demo;
  const supplierId = world.suppliers.get(STATEMENT_OF);
  if (!supplierId) return;
  const month = previousMonth(monthOf(world.today));
  const [from, to] = [firstDayOf(month), lastDayOf(month)];
  const { rows } = await client.supplierAccounts.entries({ supplierId, from, to, limit: 500 });
  const ours = rows.map(
    ({ occurredOn, externalNumber, kind, amount }): Line => ({
      on: occurredOn,
      number: externalNumber,
      type: kind === 'payment' ? '充值' : '采购',
      amount: Math.abs(amount),
    }),
  );
  const lines = withThreeDifferences(ours.reverse(), from);
  if (lines.length < 4) return;
  const text = [
    '星河卡盟 月度对账单',
    '日期,单号,类型,金额',
    ...lines.map(({ on, number, type, amount }) => [on, number, type, formatMoneyPlain(money(amount))].join(',')),
  ].join('\r\n');
  const staged = await world.kernel.spool.stageText(world.demo.userId, `星河卡盟-${month}-对账单.csv`, text);
  const { jobId } = await client.statements.import({
    commandId: commandId(),
    settings: {
      fileId: staged.id as FileId,
      read: { separator: ',' },
      supplierId,
      headerRowNumber: 2,
      headerSignature: '日期|单号|类型|金额',
      columns: ['occurredOn', 'externalNumber', 'type', 'amount'],
      from,
      to,
    },
  });
  await endOf(world, jobId);
}

function withThreeDifferences(ours: readonly Line[], from: Day): Line[] {
  const purchases = ours.filter(({ type }) => type === '采购');
  const [missing, dearer] = [purchases[1], purchases[2]];
  if (!missing || !dearer) return [];
  const theirs = ours
    .filter((line) => line !== missing)
    .map((line) => (line === dearer ? { ...line, amount: line.amount + yuan(10) } : line));
  const unknown: Line = {
    on: addDays(from, DAYS_AFTER_MONTH),
    number: `${STATEMENT_OF}${from.replaceAll('-', '')}9931`,
    type: '采购',
    amount: yuan(468),
  };
  return [...theirs, unknown].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
