import { type Money, ZERO_MONEY } from '../money/money.ts';
import { readAmount } from './cell-amounts.ts';
import { RATE_SCALE, readDiscount, readQuantity } from './cell-rates.ts';
import { plainValueText } from './cell-text.ts';
import type { ColumnProposal } from './column-proposal.ts';
import { normalizeColumnName } from './column-vocabulary.ts';
import { EMPTY_CELL, type SheetRow } from './sheet-row.ts';
import { pricedAmount } from './statement-amount.ts';
import { kindOfNote, kindOfType } from './statement-words.ts';

type Proposals = ColumnProposal<string>[];

const CENT = 100;
/** Of a sheet with as many rows a sample shows only the beginning. */
const SHORT_SHEET = 150;
const SURE = 0.9;
const ASKED = 0.5;
const OF_NET: ReadonlySet<string> = new Set(['discount', 'refund', 'net']);

/** Whether a column's name speaks of a discount, a refund or what was paid in the end. */
export function isNetRole(role: string): boolean {
  return OF_NET.has(role);
}

/** What one row of the sample holds, amounts without their signs but for the balance. */
interface NetRow {
  readonly gross: Money | null;
  readonly discount: Money;
  readonly refund: Money;
  readonly net: Money | null;
  readonly balance: Money | null;
  readonly priced: Money | null;
  readonly isRefund: boolean;
}

/** `before`: the amount is written before it was taken off; `after`: it is off already; null where nothing tells. */
type Evidence = 'before' | 'after' | null;

/**
 * Columns for discounts (优惠), refunds (退款金额) and what was paid in the end (实付) beside the amounts: whether the amounts are
 * without them is told by quantity and price, by what was paid, or by the running balance. Where none of them tells, or they
 * contradict each other, the column is `unsettled`: a person says.
 */
export function settleNetColumns(proposals: Proposals, rows: readonly SheetRow[]): Proposals {
  if (!proposals.some(({ role }) => isNetRole(role))) return proposals;
  let settled = proposals.map((proposal) => withoutWrongValues(proposal, rows));
  settled = onePerRole(settled, rows);
  settled = placeNet(settled, rows);
  const read = readNetRows(settled, rows);
  settled = settleRates(settled, rows);
  return settled.map((proposal) => {
    if (proposal.role === 'net') return settleNet(proposal, read);
    if (proposal.role === 'discount') return settleBy(proposal, read, 'discount', discountEvidence(read));
    if (proposal.role === 'refund') return settleBy(proposal, read, 'refund', refundEvidence(read));
    return isPaidOfNet(proposal, read) ? unsettled(proposal, 'income', ['net', 'income']) : proposal;
  });
}

function unsettled(
  proposal: ColumnProposal<string>,
  role: string,
  choices: readonly string[] = [role, 'ignore'],
): ColumnProposal<string> {
  return { ...proposal, role, confidence: ASKED, reasons: ['unsettled'], choices };
}

function sure(proposal: ColumnProposal<string>, role: string): ColumnProposal<string> {
  return { ...proposal, role, confidence: SURE, reasons: ['values'] };
}

/** `是否退款`: yes and no are no amounts. */
function withoutWrongValues(proposal: ColumnProposal<string>, rows: readonly SheetRow[]): ColumnProposal<string> {
  if (!isNetRole(proposal.role)) return proposal;
  const filled = rows.filter((row) => textAt(row, proposal.columnIndex) !== '');
  const isReadable = (row: SheetRow) =>
    readAmount(cellAt(row, proposal.columnIndex)).outcome !== 'problem' ||
    (proposal.role === 'discount' && isRate(row, proposal.columnIndex));
  if (filled.length === 0 || filled.some(isReadable)) return proposal;
  return { ...proposal, role: 'ignore', confidence: 0.4, reasons: ['values'] };
}

/** Of two columns for one thing the second is left out where it says the same in every row, and asked about elsewhere. */
function onePerRole(proposals: Proposals, rows: readonly SheetRow[]): Proposals {
  const first = new Map<string, number>();
  return proposals.map((proposal) => {
    const { role, columnIndex } = proposal;
    if (!isNetRole(role)) return proposal;
    const earlier = first.get(role);
    if (earlier === undefined) {
      first.set(role, columnIndex);
      return proposal;
    }
    const isSame = rows.every((row) => moneyAt(row, earlier) === moneyAt(row, columnIndex));
    const isEmpty = rows.every((row) => moneyAt(row, columnIndex) === ZERO_MONEY);
    return isSame || isEmpty ? sure(proposal, 'ignore') : unsettled(proposal, 'ignore', ['ignore']);
  });
}

/** What was paid in the end is the amount where there is no other; of two amounts the one less the discount is what was paid. */
function placeNet(proposals: Proposals, rows: readonly SheetRow[]): Proposals {
  const amounts = proposals.filter(({ role }) => role === 'amount');
  const net = proposals.find(({ role }) => role === 'net');
  if (amounts.length === 0) {
    if (net === undefined || proposals.some(({ role }) => role === 'expense')) return proposals;
    return proposals.map((proposal) => {
      if (proposal === net) return { ...proposal, role: 'amount' };
      return proposal.role === 'discount' ? sure(proposal, 'ignore') : proposal;
    });
  }
  const columnOf = (role: string) => proposals.find((proposal) => proposal.role === role)?.columnIndex;
  const [first, second] = amounts;
  if (net !== undefined || first === undefined || second === undefined || columnOf('discount') === undefined)
    return proposals;
  const isLess = (whole: number, part: number) =>
    rows.some((row) => moneyAt(row, columnOf('discount')) !== 0) &&
    rows.every((row) => {
      const off = Math.abs(moneyAt(row, columnOf('discount')) ?? 0);
      const [gross, left] = [Math.abs(moneyAt(row, whole) ?? 0), Math.abs(moneyAt(row, part) ?? 0)];
      return isClose(gross - off, left) || isClose(gross - off - Math.abs(moneyAt(row, columnOf('refund')) ?? 0), left);
    });
  const [whole, part] = isLess(second.columnIndex, first.columnIndex) ? [second, first] : [first, second];
  if (!isLess(whole.columnIndex, part.columnIndex)) return proposals;
  return proposals.map((proposal) => (proposal === part ? { ...proposal, role: 'net' } : proposal));
}

/** A discount in rates (95折) says how the price came about: the amount is pieces times price, or times face value and rate. */
function settleRates(proposals: Proposals, rows: readonly SheetRow[]): Proposals {
  const columnOf = (role: string) => proposals.find((proposal) => proposal.role === role)?.columnIndex;
  const faceValue = proposals.find(({ name }) =>
    /^(?:面值|面额|facevalue)/.test(normalizeColumnName(name)),
  )?.columnIndex;
  const prices = [columnOf('unitPrice'), faceValue].filter((index) => index !== undefined);
  return proposals.map((proposal) => {
    const { columnIndex } = proposal;
    if (proposal.role !== 'discount') return proposal;
    const filled = rows.filter((row) => textAt(row, columnIndex) !== '');
    if (!filled.some((row) => isRate(row, columnIndex))) return proposal;
    const isTold = filled.every((row) => {
      const pieces = readQuantity(cellAt(row, columnOf('quantity')));
      const rate = readDiscount(cellAt(row, columnIndex));
      const amount = Math.abs(moneyAt(row, columnOf('amount')) ?? 0);
      if (pieces.outcome !== 'value' || rate.outcome !== 'value') return false;
      return prices.some((index) => {
        const priced = Math.abs(pricedAmount(moneyAt(row, index) ?? ZERO_MONEY, pieces.value) ?? 0);
        return isClose((priced * rate.value) / RATE_SCALE, amount) || (index !== faceValue && isClose(priced, amount));
      });
    });
    return isTold ? sure(proposal, 'ignore') : unsettled(proposal, 'ignore', ['ignore']);
  });
}

function isRate(row: SheetRow, columnIndex: number): boolean {
  return /[折%]$/.test(textAt(row, columnIndex));
}

function readNetRows(proposals: Proposals, rows: readonly SheetRow[]): NetRow[] {
  const columnOf = (role: string) => proposals.find((proposal) => proposal.role === role)?.columnIndex;
  const magnitude = (row: SheetRow, role: string) => {
    const amount = moneyAt(row, columnOf(role));
    return amount === null ? null : (Math.abs(amount) as Money);
  };
  return rows.map((row) => {
    const pieces = readQuantity(cellAt(row, columnOf('quantity')));
    const price = moneyAt(row, columnOf('unitPrice'));
    const hasPrice = pieces.outcome === 'value' && textAt(row, columnOf('unitPrice')) !== '' && price !== null;
    const priced = hasPrice ? pricedAmount(price, pieces.value) : undefined;
    const isFilled = (role: string) => textAt(row, columnOf(role)) !== '';
    const written = isFilled('amount')
      ? magnitude(row, 'amount')
      : isFilled('expense')
        ? magnitude(row, 'expense')
        : null;
    const kind =
      kindOfType(textAt(row, columnOf('type'))) ??
      kindOfNote(textAt(row, columnOf('product')) || textAt(row, columnOf('remark')), hasPrice);
    return {
      // Where no column is the amount it is pieces times price, before anything is taken off.
      gross: written ?? (priced === undefined ? null : (Math.abs(priced) as Money)),
      discount: magnitude(row, 'discount') ?? ZERO_MONEY,
      refund: magnitude(row, 'refund') ?? ZERO_MONEY,
      net: isFilled('net') ? magnitude(row, 'net') : null,
      balance: isFilled('balance') ? moneyAt(row, columnOf('balance')) : null,
      priced: priced === undefined ? null : (Math.abs(priced) as Money),
      isRefund: kind === 'refund',
    };
  });
}

function settleNet(proposal: ColumnProposal<string>, rows: readonly NetRow[]): ColumnProposal<string> {
  const known = rows.filter(({ net, gross }) => net !== null && gross !== null);
  const isNet = known.every(({ gross, discount, refund, net }) => {
    const left = (gross ?? 0) - discount;
    return isClose(left, net ?? 0) || isClose(left - refund, net ?? 0);
  });
  return isNet ? sure(proposal, 'net') : unsettled(proposal, 'ignore', ['net', 'income', 'ignore']);
}

/** `Paid` beside a discount: what is left of the amount may be the price or money that was handed over. */
function isPaidOfNet({ role, name }: ColumnProposal<string>, rows: readonly NetRow[]): boolean {
  return role === 'income' && /paid$/i.test(name.trim()) && rows.some(({ discount }) => discount > 0);
}

function settleBy(
  proposal: ColumnProposal<string>,
  rows: readonly NetRow[],
  part: 'discount' | 'refund',
  evidence: readonly Evidence[],
): ColumnProposal<string> {
  if (rows.every((row) => row[part] === 0))
    return rows.length < SHORT_SHEET ? sure(proposal, part) : unsettled(proposal, part);
  const told = new Set(evidence.filter((found) => found !== null));
  if (told.size !== 1) return unsettled(proposal, part);
  return told.has('before') ? sure(proposal, part) : sure(proposal, 'ignore');
}

function discountEvidence(rows: readonly NetRow[]): Evidence[] {
  const discounted = rows.filter(({ discount, gross }) => discount > 0 && gross !== null);
  return [
    agreement(discounted, ({ gross, discount, refund, net }) => {
      if (net === null) return null;
      const left = (gross ?? 0) - discount;
      return isClose(left, net) || isClose(left - refund, net) ? 'before' : null;
    }),
    agreement(discounted, ({ gross, discount, priced }) => {
      if (priced === null) return null;
      if (isClose(priced, gross ?? 0)) return 'before';
      return isClose(priced - discount, gross ?? 0) ? 'after' : null;
    }),
    balanceEvidence(rows, 'discount', ({ gross, refund }) => [gross ?? 0, (gross ?? 0) - refund]),
  ];
}

function refundEvidence(rows: readonly NetRow[]): Evidence[] {
  const refunded = rows.filter(({ refund }) => refund > 0);
  return [
    agreement(refunded, ({ gross, net, refund: back, isRefund, discount, priced }) => {
      // A row of its own for the refund says it once, or twice.
      if ((gross ?? 0) === 0 || (isRefund && gross === back)) return 'before';
      if (net !== null && gross !== null && isClose(gross - discount, net)) return 'before';
      if (net !== null && gross !== null && isClose(gross - discount - back, net)) return 'before';
      if (priced === null) return null;
      if (isClose(priced, gross ?? 0) || isClose(priced - discount, gross ?? 0)) return 'before';
      return isClose(priced - back, gross ?? 0) || isClose(priced - discount - back, gross ?? 0) ? 'after' : null;
    }),
    // A balance that goes on by the amount says nothing: the refund may stand in a row of its own.
    balanceEvidence(rows, 'refund', () => []),
  ];
}

/** What all of them that tell anything tell; null where they differ or one is silent. */
function agreement(rows: readonly NetRow[], tell: (row: NetRow) => Evidence): Evidence {
  const told = new Set(rows.map(tell));
  const [only = null] = told;
  return told.size === 1 ? only : null;
}

/** Whether a running balance goes on by the amount less this part in every row that has one, in either order of rows. */
function balanceEvidence(
  rows: readonly NetRow[],
  part: 'discount' | 'refund',
  afterwards: (row: NetRow) => readonly number[],
): Evidence {
  const orders = [rows, rows.toReversed()].map((inOrder) => {
    const told = inOrder.flatMap((row, place): Evidence[] => {
      const before = inOrder[place - 1]?.balance ?? null;
      if (row[part] === 0 || row.balance === null || before === null) return [];
      const change = Math.abs(row.balance - before);
      const left = (row.gross ?? 0) - row[part];
      const others = part === 'discount' ? [left, left - row.refund] : [left, left - row.discount];
      if (others.some((amount) => isClose(amount, change))) return ['before'];
      return [afterwards(row).some((amount) => isClose(amount, change)) ? 'after' : null];
    });
    const [only = null] = new Set(told);
    return new Set(told).size === 1 ? only : null;
  });
  const found = new Set(orders.filter((order) => order !== null));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= CENT;
}

function cellAt(row: SheetRow, index: number | undefined) {
  return index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL);
}

function textAt(row: SheetRow, index: number | undefined): string {
  return plainValueText(cellAt(row, index).text);
}

/** Nothing is zero; null is no amount. */
function moneyAt(row: SheetRow, index: number | undefined): Money | null {
  const plain = readAmount(cellAt(row, index));
  // What a file uses as its decimal mark a sample does not show.
  const reading = plain.outcome === 'problem' ? readAmount(cellAt(row, index), { hasDecimalCommas: true }) : plain;
  if (reading.outcome === 'empty') return ZERO_MONEY;
  return reading.outcome === 'value' ? reading.value.amount : null;
}
