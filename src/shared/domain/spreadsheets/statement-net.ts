import { type Money, money, ZERO_MONEY } from '../money/money.ts';
import { pricedAmount, type UnsettledLine } from './statement-amount.ts';

/** `DISCOUNT_UNCLEAR`: no amount to take it from, more than there is, or a payment; `NET_DIFFERS`: the columns contradict each other. */
export type NetRefusal = 'DISCOUNT_UNCLEAR' | 'NET_DIFFERS';

const CENT = 100;

/**
 * The line with what stands in its columns of discounts and of what was paid in the end (实付) taken into its amount. What is paid
 * may be written after the refund too, which stays a line of its own. `discount` is what came off, positive.
 */
export function lessDiscount(line: UnsettledLine): { line: UnsettledLine; discount: Money } | NetRefusal {
  const discount = money(Math.abs(line.discount ?? ZERO_MONEY));
  const { net, hasDiscountColumn, refund: back = ZERO_MONEY } = line;
  const isBalance = line.namedKind === 'opening' || line.namedKind === 'closing';
  if (isBalance || (discount === 0 && net === undefined)) return { line, discount: ZERO_MONEY };
  const isPayment = line.namedKind === 'payment' || line.namedKind === 'rebate';
  const column = !isNothing(line.amount) || isNothing(line.expense) ? 'amount' : 'expense';
  const gross = line[column] ?? (column === 'amount' ? pricedAmount(line.unitPrice, line.quantity) : undefined);
  const [whole, refund] = [Math.abs(gross ?? 0), Math.abs(back)];
  const withAmount = (magnitude: number): { line: UnsettledLine; discount: Money } => {
    const amount = money((gross ?? net ?? 0) < 0 ? -magnitude : magnitude);
    return { line: { ...line, [column]: amount, isDiscounted: true }, discount: money(Math.max(0, whole - magnitude)) };
  };
  if (net === undefined) {
    if (isPayment || isNothing(gross) || discount > whole) return 'DISCOUNT_UNCLEAR';
    return withAmount(whole - discount);
  }
  const paid = Math.abs(net);
  if (gross === undefined) return discount === 0 || !isPayment ? withAmount(paid) : 'DISCOUNT_UNCLEAR';
  if (Math.abs(whole - paid) <= CENT && discount === 0) return withAmount(paid);
  if (isPayment) return 'DISCOUNT_UNCLEAR';
  if (Math.abs(whole - discount - paid) <= CENT) return withAmount(paid);
  if (refund > 0 && Math.abs(whole - discount - refund - paid) <= CENT) return withAmount(whole - discount);
  return hasDiscountColumn || refund > 0 || whole === 0 ? 'NET_DIFFERS' : withAmount(paid);
}

function isNothing(amount: Money | undefined): boolean {
  return amount === undefined || amount === 0;
}
