import type { FileId } from '#shared/domain/ids.ts';
import { formatMoneyPlain, money } from '#shared/domain/money/money.ts';
import { addDays, type Day, firstDayOf, lastDayOf, monthOf, previousMonth } from '#shared/domain/time/business-time.ts';
import { type DemoWorld, endOf, yuan } from './demo-world.ts';

const STATEMENT_OF = 'XHKM';
const DAYS_AFTER_MONTH = 5;
const HEADERS = ['日期', '单号', '类型', '商品', '数量', '金额'];

interface Line {
  readonly on: Day;
  readonly number: string;
  readonly type: string;
  /** Empty and null for a payment. */
  readonly product: string;
  readonly quantity: number | null;
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
  const ours: Line[] = [];
  for (const { id, occurredOn, externalNumber, kind, amount } of rows) {
    const [bought] = (await client.supplierAccounts.entry({ id })).lines;
    ours.push({
      on: occurredOn,
      number: externalNumber,
      type: kind === 'payment' ? '充值' : '采购',
      product: bought?.skuCode ?? '',
      quantity: bought?.quantity ?? null,
      amount: Math.abs(amount),
    });
  }
  const lines = withThreeDifferences(ours.reverse(), from);
  if (lines.length < 4) return;
  const text = [
    '星河卡盟 月度对账单',
    HEADERS.join(','),
    ...lines.map(({ on, number, type, product, quantity, amount }) =>
      [on, number, type, product, quantity ?? '', formatMoneyPlain(money(amount))].join(','),
    ),
  ].join('\r\n');
  const staged = await world.kernel.spool.stageText(world.demo.userId, `星河卡盟-${month}-对账单.csv`, text);
  const { jobId } = await client.statements.import({
    commandId: commandId(),
    settings: {
      fileId: staged.id as FileId,
      read: { separator: ',' },
      supplierId,
      headerRowNumber: 2,
      headerSignature: HEADERS.join('|'),
      columns: ['occurredOn', 'externalNumber', 'type', 'product', 'quantity', 'amount'],
      from,
      to,
    },
  });
  await endOf(world, jobId);
}

function withThreeDifferences(ours: readonly Line[], from: Day): Line[] {
  const purchases = ours.filter(({ type }) => type === '采购');
  const [usual, missing, dearer] = purchases;
  if (!usual || !missing || !dearer) return [];
  const theirs = ours
    .filter((line) => line !== missing)
    .map((line) => (line === dearer ? { ...line, amount: line.amount + yuan(10) } : line));
  const unknown: Line = {
    on: addDays(from, DAYS_AFTER_MONTH),
    number: `${STATEMENT_OF}${from.replaceAll('-', '')}9931`,
    type: '采购',
    product: usual.product,
    quantity: 10,
    amount: yuan(468),
  };
  return [...theirs, unknown].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
