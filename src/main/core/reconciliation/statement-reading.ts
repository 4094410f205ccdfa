import type { StatementBreak, StatementReading } from '#shared/contract/reconciliation.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { addMoney, type Money, money, negateMoney, subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import type { AccountKind } from '#shared/domain/reconciliation/match-types.ts';
import {
  type BalanceLine,
  checkControlTotals,
  checkRunningBalance,
  createColumnSums,
  type RunningBalanceCheck,
  type TotalMismatch,
} from '#shared/domain/spreadsheets/control-totals.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { refundLineOf, type StatementLine } from '#shared/domain/spreadsheets/statement-row.ts';
import { namesDebt } from '#shared/domain/spreadsheets/statement-words.ts';
import {
  type ControlTotal,
  firstFilledCell,
  isPageCarry,
  isYearTotal,
  readControlTotals,
} from '#shared/domain/spreadsheets/trailers.ts';
import type { ReadLine } from './read-line.ts';
import type { StatementPlan } from './statement-plan.ts';
import { type StatedRefund, withoutOwnRows } from './statement-refunds.ts';
import { createPlanJudge } from './statement-rows.ts';
import { createTally } from './statement-tally.ts';

const SHOWN_BREAKS = 100;
const REFUND_WARNINGS = {
  status: 'REFUND_IN_STATUS',
  column: 'REFUND_IN_COLUMN',
  amount: 'REFUND_IN_AMOUNT',
} as const;
const LARGEST_STATEMENT = 4e15;

export interface StatementReader {
  add(row: SheetRow): void;
  finish(): { readonly reading: StatementReading; readonly lines: readonly ReadLine[] };
}

/**
 * Reads a statement's rows: judges each, turns amounts round to our account's sign (here and nowhere else), and checks
 * running balance, totals and the balances stated for begin and end.
 */
export function createStatementReader(
  plan: Omit<StatementPlan, 'statementId'>,
  skuOf: (text: string) => SkuId | null,
): StatementReader {
  const { columns, header, amountStyle } = plan;
  const judge = createPlanJudge(plan);
  const summedColumns = [
    columns.amount,
    columns.income,
    columns.expense,
    columns.quantity,
    columns.discount,
    columns.refund,
    columns.net,
  ].filter((index) => index !== undefined);
  const sums = createColumnSums(summedColumns, amountStyle);
  const lines: ReadLine[] = [];
  const effects: Money[] = [];
  /** The same before discounts came off: a total may be of either. */
  const effectsBefore: Money[] = [];
  const balances: BalanceLine[] = [];
  const totals: ControlTotal[] = [];
  const columnBreaks: StatementBreak[] = [];
  const stated: { opening: StatedBalance | null; closing: StatedBalance | null } = { opening: null, closing: null };
  const refunds: StatedRefund[] = [];
  const tally = createTally(plan);
  /** What its lines come to without their signs: no sum of them, with a balance, may be more than an amount can hold. */
  let magnitude = 0;

  function addLine(row: SheetRow, line: StatementLine): void {
    if (line.kind === 'opening' || line.kind === 'closing') {
      tally.skip(line.kind);
      // A page that goes on from the one before it begins nothing.
      if (lines.length > 0 && row.cells.some(({ text }) => isPageCarry(text))) return;
      const owed = line.balanceSide ?? (row.cells.some(({ text }) => namesDebt(text)) ? 'owed' : null);
      const owing = money(Math.abs(line.amount));
      const amount = owed === null ? balanceInOurSign(plan, line.amount) : owed === 'owed' ? owing : negateMoney(owing);
      stated[line.kind] = { amount, rowNumber: line.rowNumber };
      return;
    }
    const weight = [line.amount, line.fee, line.paid, line.refunded].reduce<number>(
      (sum, amount = money(0)) => sum + Math.abs(amount),
      0,
    );
    if (magnitude + weight > LARGEST_STATEMENT) {
      const columnIndex = columns.amount ?? columns.income ?? columns.expense ?? null;
      tally.refuse({ verdict: 'refused', rowNumber: line.rowNumber, reason: 'AMOUNT_TOO_LARGE', columnIndex });
      return;
    }
    magnitude += weight;
    sums.add(row);
    const fee = line.fee === undefined ? money(0) : money(Math.abs(line.fee));
    const read = toReadLine(line, skuOf);
    const paid = line.paid ?? money(0);
    effects.push(line.amount, ...(paid === 0 ? [] : [paid]));
    const before = addMoney(money(Math.abs(line.amount)), line.discount ?? money(0));
    effectsBefore.push(line.amount < 0 ? negateMoney(before) : before, ...(paid === 0 ? [] : [paid]));
    balances.push({ rowNumber: line.rowNumber, amount: money(line.amount - fee + paid), balance: line.balance });
    lines.push(read);
    if (paid !== 0) lines.push(paymentOf(read, paid));
    if (fee !== 0) lines.push({ ...read, kind: 'fee', amount: fee, skuId: null, quantity: null, unitPrice: null });
    tally.accept(read, line.warnings);
    const refund = refundLineOf(line);
    if (refund === null) return;
    const source = line.isRefundOfStatus ? 'status' : line.isRefundOfColumn ? 'column' : 'amount';
    refunds.push({ line: toReadLine(refund, skuOf), effect: refund.amount, source });
  }

  function addSummary(row: SheetRow): void {
    const first = firstFilledCell(row);
    if (first === null || row.cells.some(({ text }) => isYearTotal(text))) return;
    if (first.filledCount === 1) {
      const stated = readControlTotals(first.text, amountStyle);
      totals.push(...stated.map((total) => ({ ...total, rowNumber: row.rowNumber })));
    } else {
      const net = Math.abs(sumMoney(effects));
      const netOfRefunds = Math.abs(sumMoney([...effects, ...refunds.map(({ effect }) => effect)]));
      for (const { rowNumber, columnIndex, stated: written, found } of sums.check(row)) {
        const label = header[columnIndex] ?? '';
        // A quantity was read like an amount: back to pieces.
        const isCount = columnIndex === columns.quantity;
        // What is due is what was charged less what was paid, in whatever column.
        if (!isCount && [net, netOfRefunds].includes(Math.abs(written))) continue;
        columnBreaks.push({
          check: 'column-total',
          rowNumber,
          label,
          what: isCount ? 'count' : 'amount',
          stated: isCount ? written / 10_000 : written,
          found: isCount ? found / 10_000 : found,
        });
      }
    }
  }

  return {
    add(row) {
      if (plan.headerRowNumber !== null && row.rowNumber <= plan.headerRowNumber) return;
      tally.count();
      const verdict = judge(row);
      if (verdict.verdict === 'accepted') addLine(row, verdict);
      else if (verdict.verdict === 'refused') tally.refuse(verdict);
      else {
        tally.skip(verdict.reason);
        if (verdict.reason === 'summary' || verdict.reason === 'comment') addSummary(row);
      }
    },
    finish() {
      const ownRefunds = withoutOwnRows(refunds, lines);
      for (const { line, source } of ownRefunds) {
        lines.push(line);
        tally.warn(REFUND_WARNINGS[source]);
      }
      for (let count = ownRefunds.length; count < refunds.length; count += 1) tally.warn('REFUND_HAS_ROW');
      // Lines stand in the order of the sheet: a refund beside the line that spoke of it.
      if (ownRefunds.length > 0) lines.sort((left, right) => left.rowNumber - right.rowNumber);
      const running = fewestBreaks(balances, ownRefunds);
      const fromBalances = running && running.breaks.length === 0 ? endsInOurSign(running) : null;
      const lineTotal = sumMoney(lines.map(({ amount }) => amount));
      const closingBalance = plan.closingBalance ?? stated.closing?.amount ?? fromBalances?.closing ?? null;
      const openingBalance =
        plan.openingBalance ??
        stated.opening?.amount ??
        fromBalances?.opening ??
        // What they say at the end tells what they began with: else nothing would ever be held against it.
        (closingBalance === null ? null : subtractMoney(closingBalance, lineTotal));
      const breaks = [
        ...(running?.breaks ?? []).map(
          ({ rowNumber, expected, stated: written }): StatementBreak => ({
            check: 'running-balance',
            rowNumber,
            label: header[columns.balance ?? -1] ?? '',
            what: 'amount',
            stated: written,
            found: expected,
          }),
        ),
        ...columnBreaks,
        ...totalMismatches(totals, [effects, effectsBefore], ownRefunds).map(
          ({ label, what, stated: written, found, rowNumber = null }): StatementBreak => ({
            check: 'control-total',
            rowNumber,
            label,
            what,
            stated: written,
            found,
          }),
        ),
        ...balanceBreaks(
          { openingBalance, closingBalance },
          // One that was typed stands in no row.
          {
            opening: plan.openingBalance === null ? stated.opening : null,
            closing: plan.closingBalance === null ? stated.closing : null,
          },
          fromBalances,
          lineTotal,
        ),
      ];
      return {
        lines,
        reading: { ...tally.finish(lines), openingBalance, closingBalance, breaks: breaks.slice(0, SHOWN_BREAKS) },
      };
    },
  };
}

/** A stated balance may follow the amount as it is written, or what was left of it. */
function fewestBreaks(balances: readonly BalanceLine[], refunds: readonly StatedRefund[]): RunningBalanceCheck | null {
  const asWritten = checkRunningBalance(balances);
  if (refunds.length === 0 || asWritten === null || asWritten.breaks.length === 0) return asWritten;
  const refundOf = new Map(refunds.map(({ line, effect }) => [line.rowNumber, effect]));
  const asLeft = checkRunningBalance(
    balances.map((line) => ({ ...line, amount: addMoney(line.amount, refundOf.get(line.rowNumber) ?? money(0)) })),
  );
  return asLeft !== null && asLeft.breaks.length < asWritten.breaks.length ? asLeft : asWritten;
}

/** Totals of a trailer may count a refund or a discount in the row of its purchase or not; either is right. */
function totalMismatches(
  totals: readonly ControlTotal[],
  readings: readonly (readonly Money[])[],
  refunds: readonly StatedRefund[],
): TotalMismatch[] {
  const allReadings = readings.flatMap((effects) =>
    refunds.length === 0 ? [effects] : [effects, [...effects, ...refunds.map(({ effect }) => effect)]],
  );
  // Each by itself: one trailer may say what was charged and what was paid.
  return totals.flatMap((total) =>
    allReadings
      .map((effects) => checkControlTotals([total], effects))
      .reduce((best, found) => (found.length < best.length ? found : best)),
  );
}

/** What was paid in the row of what it was paid for. Their number is that of the goods: our payment has another. */
function paymentOf(line: ReadLine, paid: Money): ReadLine {
  const amount = negateMoney(paid);
  const goods = { skuId: null, productText: '', quantity: null, unitPrice: null };
  return { ...line, ...goods, kind: 'payment', amount, externalNumber: '', ourNumber: '' };
}

function toReadLine(line: StatementLine, skuOf: (text: string) => SkuId | null): ReadLine {
  return {
    rowNumber: line.rowNumber,
    occurredOn: line.occurredOn,
    externalNumber: line.externalNumber ?? '',
    ourNumber: line.ourNumber ?? '',
    skuId: skuOf(line.product ?? ''),
    productText: line.product ?? '',
    quantity: line.quantity ?? null,
    unitPrice: line.unitPrice ?? null,
    amount: negateMoney(line.amount),
    kind: line.kind as AccountKind,
    balance: line.balance ?? null,
    remark: line.remark ?? '',
  };
}

/** A balance line's amount is the effect on a prepaid balance, unless an unsigned sheet is from someone we owe. */
function balanceInOurSign(
  { convention, isOnCredit }: Pick<StatementPlan, 'convention' | 'isOnCredit'>,
  effect: Money,
): Money {
  return convention === 'unsigned' && isOnCredit ? effect : negateMoney(effect);
}

/** A balance that a row of the sheet states for begin or end, in our sign. */
interface StatedBalance {
  readonly amount: Money;
  readonly rowNumber: number;
}

interface Ends {
  readonly opening: Money;
  readonly closing: Money;
}

function endsInOurSign({ meaning, opening, closing }: RunningBalanceCheck): Ends {
  return meaning === 'debt' ? { opening, closing } : { opening: negateMoney(opening), closing: negateMoney(closing) };
}

function balanceBreaks(
  stated: { openingBalance: Money | null; closingBalance: Money | null },
  rows: { opening: StatedBalance | null; closing: StatedBalance | null },
  fromBalances: Ends | null,
  lineTotal: Money,
): StatementBreak[] {
  const { openingBalance, closingBalance } = stated;
  const breaks: StatementBreak[] = [];
  const frame = (row: StatedBalance | null) =>
    ({ rowNumber: row?.rowNumber ?? null, label: '', what: 'amount' }) as const;
  if (openingBalance !== null && fromBalances !== null && openingBalance !== fromBalances.opening) {
    breaks.push({
      ...frame(rows.opening),
      check: 'opening-balance',
      stated: openingBalance,
      found: fromBalances.opening,
    });
  }
  if (openingBalance !== null && closingBalance !== null) {
    const found = addMoney(openingBalance, lineTotal);
    if (found !== closingBalance) {
      breaks.push({ ...frame(rows.closing), check: 'closing-balance', stated: closingBalance, found });
    }
  }
  return breaks;
}
