/**
 * What a specification finds when it begins. `new`: nothing; `shop`: an owner and no trade; `stocked`: 120 keys to sell and a
 * clerk who may reveal few of them; `books`: two suppliers' purchases of last month, to be reconciled; `scored`: one supplier with the
 * best price and too many bad keys, and a dearer one; `demo`: weeks of made-up trade.
 */
export type ShopKind = 'new' | 'shop' | 'stocked' | 'books' | 'scored' | 'demo';

/** Kinds that are prepared by a process of its own. */
export const PREPARED_KINDS = ['shop', 'stocked', 'books', 'scored', 'demo'] as const satisfies readonly ShopKind[];

/** The owner of every prepared shop. */
export const OWNER_PASSPHRASE = 'correct horse battery';

/** The clerk of a stocked shop. */
export const CLERK = { name: '小王', passphrase: 'clerk of the night shift', revealsADay: 2 } as const;

/** What the shop `books` bought last month, each key at 47.5. */
export const PURCHASES = [
  { supplier: 'WS-1', sku: 'STEAM-50', number: 'A001', day: 5, count: 10 },
  { supplier: 'WS-1', sku: 'STEAM-50', number: 'A002', day: 12, count: 4 },
  { supplier: 'WS-2', sku: 'STEAM-50', number: '', day: 6, count: 3 },
  { supplier: 'WS-2', sku: 'STEAM-50', number: '', day: 16, count: 5 },
  { supplier: 'WS-2', sku: 'STEAM-100', number: '', day: 20, count: 2 },
] as const;
