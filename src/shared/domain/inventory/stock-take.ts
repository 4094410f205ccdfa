import { isOnHand, type KeyState } from '../card-keys/key-states.ts';

/** What a line of a supplier's status list says against our book. */
export const STOCK_TAKE_FINDINGS = [
  /** Both agree. */
  'agrees',
  /** They say used, sold or void while the key is still ours: it goes to quarantine. */
  'used-while-ours',
  /** They say used or sold of a key that we placed: its tool or shop has sold it most often. It stays where it is, nothing issues it. */
  'used-while-placed',
  /** They say free while we have delivered it: the buyer has not used it yet, or they count otherwise. */
  'unused-but-delivered',
  /** We wrote it off or let it expire, they say it is free. */
  'unused-but-gone',
  /** We do not have the key. */
  'unknown-key',
  /** The key came from another supplier. */
  'other-supplier',
  /** The list names the key twice. */
  'repeated',
] as const;
export type StockTakeFinding = (typeof STOCK_TAKE_FINDINGS)[number];

/** The verdict on one key of ours. */
export function judgeStockTake(ourState: KeyState, theirs: 'sellable' | 'used' | 'sold' | 'void'): StockTakeFinding {
  const isFreeThere = theirs === 'sellable';
  if (ourState === 'placed' && (theirs === 'used' || theirs === 'sold')) return 'used-while-placed';
  if (isOnHand(ourState)) return isFreeThere ? 'agrees' : 'used-while-ours';
  if (!isFreeThere) return 'agrees';
  return ourState === 'delivered' || ourState === 'claimed' ? 'unused-but-delivered' : 'unused-but-gone';
}
