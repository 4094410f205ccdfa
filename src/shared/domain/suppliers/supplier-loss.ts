import { addMoney, type Money, money, ZERO_MONEY } from '../money/money.ts';
import { paidAhead, prepaidBalance } from './exposure.ts';
import type { Settlement } from './supplier-terms.ts';

const MILLISECONDS_PER_HOUR = 3_600_000;

/** The moment until which a bad key of a receipt is replaced; null without a warranty. */
export function warrantyEndsAt(receivedAt: number, warrantyHours: number): number | null {
  return warrantyHours === 0 ? null : receivedAt + warrantyHours * MILLISECONDS_PER_HOUR;
}

/** What may be written off: what lies there less what was written off already, never below nothing. */
export interface WritableOff {
  readonly prepaid: Money;
  readonly claims: Money;
}

/** Prepaid money falls with the account itself; claims never stood on it, so what was written off of them is taken away here. */
export function writableOff(held: WritableOff, claimsWrittenOff: Money): WritableOff {
  return { prepaid: money(Math.max(0, held.prepaid)), claims: claimsStillOpen(held.claims, claimsWrittenOff) };
}

/** What of the claims still counts as lying with the supplier once some were written off, never below nothing. */
export function claimsStillOpen(claims: Money, claimsWrittenOff: Money): Money {
  return money(Math.max(0, claims - claimsWrittenOff));
}

/** What the rule for a lost supplier's orders looks at, in the currency of the account. */
export interface LostHolding {
  readonly settlement: Settlement;
  readonly balance: Money;
  readonly prepaidWrittenOff: Money;
}

/**
 * What a lost supplier was paid for order by order and never sent: a claim from then on, less what `came` of it since. As far as the
 * payment stands as a credit on the account, or was written off there, it is not counted again.
 */
export function unreceivedOfLost(
  { settlement, balance, prepaidWrittenOff }: LostHolding,
  stopped: Money,
  came: Money,
): Money {
  if (settlement !== 'per-order') return ZERO_MONEY;
  return money(Math.max(0, stopped - came - prepaidBalance(balance) - prepaidWrittenOff));
}

/**
 * What a lost supplier charged for keys that never came, as far as we do not owe it still, less what `came` beyond what was paid for
 * order by order (`lacking`).
 */
export function chargedAheadOfLost(
  { balance }: Pick<LostHolding, 'balance'>,
  charged: Money,
  came: Money,
  lacking: Money,
): Money {
  const cameOfIt = Math.max(0, came - lacking);
  return paidAhead(money(Math.max(0, charged - cameOfIt)), balance);
}

/** Why a bad debt is not posted; null when it may be. */
export function badDebtRefusal(wanted: WritableOff, room: WritableOff): 'NOTHING' | 'MORE_THAN_LIES_THERE' | null {
  if (wanted.prepaid === 0 && wanted.claims === 0) return 'NOTHING';
  return wanted.prepaid > room.prepaid || wanted.claims > room.claims ? 'MORE_THAN_LIES_THERE' : null;
}

/**
 * What the month of a bad debt bears, in the account's currency: the prepaid part, and of the claims what the cost of no delivery
 * carries already and no earlier bad debt bore. That part of the claims is written off first.
 */
export function badDebtBorne({ prepaid, claims }: WritableOff, outsideDeliveries: Money, borneAlready: Money): Money {
  const left = Math.max(0, outsideDeliveries - borneAlready);
  return addMoney(prepaid, money(Math.min(claims, left)));
}
