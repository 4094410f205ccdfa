import { type Money, money, negateMoney } from '../money/money.ts';

/** What an entry of a supplier's account can be. */
export const ENTRY_KINDS = [
  /** 期初: what was owed or prepaid when the book was opened. */
  'opening',
  /** 采购: keys bought. */
  'purchase',
  /** 代销: keys taken on consignment that were delivered. */
  'consignment',
  /** 充值 or 付款: money paid to the supplier. */
  'payment',
  /** 提现: money the supplier paid back to us. */
  'withdrawal',
  /** 退款: credited to our account. */
  'refund',
  /** 退货: keys given back. */
  'return',
  /** 返利: credited to our account. */
  'rebate',
  /** 手续费: charged by the supplier. */
  'fee',
  /** 调整: either way, with a reason. */
  'adjustment',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Kinds a person posts by hand; the others come with their document. */
export const MANUAL_ENTRY_KINDS = [
  'payment',
  'refund',
  'rebate',
  'fee',
  'withdrawal',
  'adjustment',
  'opening',
] as const satisfies readonly EntryKind[];
export type ManualEntryKind = (typeof MANUAL_ENTRY_KINDS)[number];

/** Whether an entry adds to what we owe (or uses up what we prepaid), or the other way round. */
export type AccountSide = 'owed' | 'prepaid';

/** The only side a kind can be on; null where both are possible and the person has to say. */
export function sideOfKind(kind: EntryKind): AccountSide | null {
  switch (kind) {
    case 'purchase':
    case 'consignment':
    case 'withdrawal':
    case 'fee':
      return 'owed';
    case 'payment':
    case 'refund':
    case 'return':
    case 'rebate':
      return 'prepaid';
    case 'opening':
    case 'adjustment':
      return null;
  }
}

/** The signed amount of an entry: above zero on the owed side, below on the prepaid one. `magnitude` is not negative. */
export function signedEntryAmount(side: AccountSide, magnitude: Money): Money {
  return side === 'owed' ? magnitude : negateMoney(magnitude);
}

/**
 * Whether a signed amount may stand under a kind. A reversal stands on the other side than what it reverses. Zero is allowed
 * for what documents bring (a lot that cost nothing), and to open an account at nothing.
 */
export function isAmountOfKind(kind: EntryKind, amount: Money, isReversal = false): boolean {
  const side = sideOfKind(kind);
  if (amount === 0) return kind === 'purchase' || kind === 'consignment' || kind === 'return' || kind === 'opening';
  if (side === null) return true;
  return amount > 0 === ((side === 'owed') !== isReversal);
}

/** How a balance is said: never as a bare sign. */
export function balanceSide(balance: Money): AccountSide | 'even' {
  if (balance === 0) return 'even';
  return balance > 0 ? 'owed' : 'prepaid';
}

/** The magnitude of a signed amount, to be shown beside its side. */
export function magnitudeOf(amount: Money): Money {
  return money(Math.abs(amount));
}
