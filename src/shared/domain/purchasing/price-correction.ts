import {
  addMoney,
  allocateMoney,
  type Money,
  money,
  scaleMoney,
  subtractMoney,
  sumMoney,
  ZERO_MONEY,
} from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import { convertMoney } from './exchange-rate.ts';

/** Keys that are corrected in one transaction: a sale must not wait for it longer than 100 ms. More of them are corrected in turns. */
export const KEYS_CORRECTED_AT_ONCE = 1000;

/** Keys that one document may correct. */
export const MOST_CORRECTED_KEYS = 100_000;

/**
 * What a supplier changed afterwards. `unit-cost`: every key costs this much from now on, in the account's currency. `per-key` and
 * `total`: signed, above zero is dearer (we owe more), below zero a credit.
 */
export type PriceChange =
  | { readonly by: 'unit-cost'; readonly unitCost: Money }
  | { readonly by: 'per-key'; readonly amount: Money }
  | { readonly by: 'total'; readonly amount: Money };

/**
 * Whether a key's cost says what it cost in the account's currency: turned back at the rate of its receipt it must give one amount,
 * and that amount must give the cost. A currency worth less than ours has several amounts to one cost, and a shared total leaves rests.
 */
export function saysAccountPrice(cost: Money, rate: number): boolean {
  return rate >= RATE_SCALE && convertMoney(scaleMoney(cost, RATE_SCALE, rate), rate) === cost;
}

/** A key that the correction concerns, as it stands when the document is posted. */
export interface CorrectedKey {
  /** In the shop's currency, and the same in the account's. */
  readonly cost: Money;
  readonly accountCost: Money;
  readonly valueLeft: Money;
  readonly isOnHand: boolean;
  readonly usesLeft: number;
  /** Uses the key has in all; what of them is gone was sold. */
  readonly uses: number;
}

/** One key's share of a correction: what changes its value in stock, and what its sold part cost more or less. */
export interface KeyCorrection {
  readonly stock: Money;
  readonly cost: Money;
}

export interface PriceCorrectionPlan {
  /** For the supplier's account, in its currency; above zero we owe more. */
  readonly total: Money;
  /** The same in the shop's currency: the sum of both parts. */
  readonly shopTotal: Money;
  readonly stockPart: Money;
  readonly costPart: Money;
  /** In the order of the keys. */
  readonly parts: readonly KeyCorrection[];
}

/**
 * Splits a correction over its keys to the last 1/10 000. A key on hand takes its share into its value, use by use of a reusable
 * one; what was sold or is gone takes it into cost. `toShop` turns the account's currency into the shop's. Null where a key would
 * come to carry less than nothing.
 */
export function planPriceCorrection(
  keys: readonly CorrectedKey[],
  change: PriceChange,
  toShop: (amount: Money) => Money,
): PriceCorrectionPlan | null {
  if (keys.length === 0) throw new RangeError('A correction concerns at least one key.');
  const wanted = accountShares(keys, change);
  const total = sumMoney(wanted);
  const shopTotal = toShop(total);
  const shares = sharesInShop(wanted, shopTotal, toShop);
  const parts = keys.map((key, index) => splitShare(key, shares[index] ?? money(0)));
  const isBelowNothing = keys.some((key, index) => {
    const part = parts[index];
    return part !== undefined && (addMoney(key.valueLeft, part.stock) < 0 || key.cost + part.stock + part.cost < 0);
  });
  if (isBelowNothing) return null;
  const stockPart = sumMoney(parts.map(({ stock }) => stock));
  return { total, shopTotal, stockPart, costPart: subtractMoney(shopTotal, stockPart), parts };
}

/** What each key's price changes by, in the account's currency. A total goes by what the keys cost. */
function accountShares(keys: readonly CorrectedKey[], change: PriceChange): Money[] {
  switch (change.by) {
    case 'unit-cost':
      return keys.map(({ accountCost }) => subtractMoney(change.unitCost, accountCost));
    case 'per-key':
      return keys.map(() => change.amount);
    case 'total':
      return allocateMoney(
        change.amount,
        keys.map(({ accountCost }) => accountCost),
      );
  }
}

/**
 * The sum is converted once. Where all keys change one way it is split as the account's was; where some become dearer and some cheaper
 * each is converted by itself, and what the rounding leaves is shared by those that change.
 */
function sharesInShop(wanted: readonly Money[], shopTotal: Money, toShop: (amount: Money) => Money): Money[] {
  const isOneWay = wanted.every((share) => share >= 0) || wanted.every((share) => share <= 0);
  if (isOneWay) {
    return allocateMoney(
      shopTotal,
      wanted.map((share) => Math.abs(share)),
    );
  }
  const converted = wanted.map(toShop);
  const rests = allocateMoney(
    subtractMoney(shopTotal, sumMoney(converted)),
    wanted.map((share) => (share === 0 ? 0 : 1)),
  );
  return converted.map((share, index) => addMoney(share, rests[index] ?? ZERO_MONEY));
}

/** What of a key's share is stock and what is cost, as the key stands. */
export function splitShare(
  { isOnHand, usesLeft, uses }: Pick<CorrectedKey, 'isOnHand' | 'usesLeft' | 'uses'>,
  share: Money,
): KeyCorrection {
  if (!isOnHand || usesLeft === 0) return { stock: money(0), cost: share };
  const [stock = money(0), cost = money(0)] = allocateMoney(share, [usesLeft, Math.max(0, uses - usesLeft)]);
  return { stock, cost };
}

/** What was posted for a key, and how many uses of it were left then. */
export interface PostedCorrection extends KeyCorrection {
  readonly usesLeft: number;
}

/**
 * The opposite of what was posted for a key, as it stands now: what of it is still in stock leaves the stock, the rest leaves the
 * cost. Both add up to exactly what was posted.
 */
export function reversedCorrection(
  posted: PostedCorrection,
  key: Pick<CorrectedKey, 'isOnHand' | 'usesLeft'>,
): KeyCorrection {
  const { usesLeft } = posted;
  const still = key.isOnHand ? Math.min(key.usesLeft, usesLeft) : 0;
  const [kept = money(0)] = usesLeft === 0 ? [money(0)] : allocateMoney(posted.stock, [still, usesLeft - still]);
  const stock = still === 0 ? money(0) : money(-kept);
  return { stock, cost: money(-(posted.stock + posted.cost) - stock) };
}
