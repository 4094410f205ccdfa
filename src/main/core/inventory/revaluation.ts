import type { WriteTx } from '#core/db/connection.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { changeKeyCost } from './ledger.repo.ts';
import { recordEvent, recordMovements, type StockAuthor, type StockPaper } from './ledger.ts';
import { createStockChanges } from './stock-changes.ts';

/** A key whose cost is said anew, as it was read in this transaction. */
export interface RevaluedKey {
  readonly id: CardKeyId;
  readonly batchId: BatchId;
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly state: KeyState;
  readonly expiresOn: string;
}

export interface Revaluation {
  readonly key: RevaluedKey;
  /** Signed. What the key carries in stock from now on; only for a key on hand. */
  readonly stock: Money;
  /** What its sold part cost more or less: it is no value of stock. */
  readonly cost: Money;
}

/** Keys stay where they are and are worth more or less: a movement of value without quantity, and a line in each key's timeline. */
export function revalueKeys(
  tx: WriteTx,
  author: StockAuthor,
  order: { readonly keys: readonly Revaluation[]; readonly reason: string; readonly paper: StockPaper },
): void {
  const changes = createStockChanges();
  for (const { key, stock, cost } of order.keys) {
    if (stock !== 0) changes.add(key, key.state, 0, stock);
    changeKeyCost(tx, { id: key.id, cost: money(stock + cost), value: stock, changedAt: author.now });
    recordEvent(tx, author, key, key.state, order.paper);
  }
  recordMovements(tx, author, changes.apply(tx, author.day), {
    kind: 'adjustment',
    reason: order.reason,
    paper: order.paper,
  });
}
