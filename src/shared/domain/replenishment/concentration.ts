import { type Money, sumMoney } from '../money/money.ts';

/** Above these shares of all purchases a dependence is warned of, and resisted. */
export const DEPENDENCE_WARNING = 0.6;
export const DEPENDENCE_RESISTANCE = 0.8;

export const DEPENDENCE_LEVELS = ['fine', 'warned', 'high'] as const;
export type DependenceLevel = (typeof DEPENDENCE_LEVELS)[number];

/** `warned` above 60 %, `high` above 80 %; exactly at the line is below it. */
export function dependenceLevel(share: number): DependenceLevel {
  if (share > DEPENDENCE_RESISTANCE) return 'high';
  return share > DEPENDENCE_WARNING ? 'warned' : 'fine';
}

/** What one supplier, kind of channel or brand has of all purchases. */
export interface ConcentrationShare<Key> {
  readonly key: Key;
  readonly amount: Money;
  /** 0 to 1; 0 when nothing was bought at all. */
  readonly share: number;
  readonly level: DependenceLevel;
}

export interface Concentration<Key> {
  readonly total: Money;
  /** Largest first, equal ones in the order given. Those without an amount are left out. */
  readonly shares: readonly ConcentrationShare<Key>[];
  /** Sum of the squared shares (Herfindahl), 0 to 1: 1 is a single one, 1 ÷ n is n equal ones. */
  readonly index: number;
}

/**
 * Who has how much of what was bought in a period: `purchases` may name a key more than once (each purchase, each day).
 * Returns are negative amounts; a key whose amounts come to 0 or less has no share.
 */
export function concentration<Key>(
  purchases: Iterable<{ readonly key: Key; readonly amount: Money }>,
): Concentration<Key> {
  const amounts = new Map<Key, Money[]>();
  for (const { key, amount } of purchases) {
    const known = amounts.get(key);
    if (known) known.push(amount);
    else amounts.set(key, [amount]);
  }
  const sums = [...amounts]
    .map(([key, parts]) => ({ key, amount: sumMoney(parts) }))
    .filter(({ amount }) => amount > 0);
  const total = sumMoney(sums.map(({ amount }) => amount));
  const shares = sums
    .map(({ key, amount }) => ({ key, amount, share: amount / total, level: dependenceLevel(amount / total) }))
    .sort((one, other) => other.amount - one.amount);
  return { total, shares, index: shares.reduce((sum, { share }) => sum + share * share, 0) };
}
