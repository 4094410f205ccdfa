import type { WriteTx } from '#core/db/connection.ts';
import { isOnHand, type KeyState } from '#shared/domain/card-keys/key-states.ts';
import { changeBatchStock, changeSkuStock, type StockChange, stockColumnOf } from './ledger.repo.ts';
import { noteStockOfDay } from './sku-days.repo.ts';

/** Where a key counts: its batch and last day, and by that its SKU and supplier. */
export interface StockPlace {
  readonly batchId: number;
  readonly expiresOn: string;
  readonly skuId: number;
  readonly supplierId: number;
}

/** The signed change of what is on hand in one batch: what a movement says. */
export interface OnHandChange {
  readonly skuId: number;
  readonly batchId: number;
  readonly quantity: number;
  readonly value: number;
}

/** Gathers the changes of many keys, so that each projection row is written once in a transaction. */
export interface StockChanges {
  /** `count` keys stand at `place` in `state`, `value` the sum of what they carry; negative takes them away. */
  add(place: StockPlace, state: KeyState, count: number, value: number): void;
  /** Writes the projections, also of the day, and answers the changes on hand by batch, those that are zero left out. */
  apply(tx: WriteTx, day: string): OnHandChange[];
}

type Counts = { -readonly [Name in keyof StockChange]: number };

function noCounts(): Counts {
  return {
    quarantined: 0,
    available: 0,
    reserved: 0,
    placed: 0,
    delivered: 0,
    claimed: 0,
    returned: 0,
    voided: 0,
    expired: 0,
    withdrawn: 0,
    value: 0,
  };
}

export function createStockChanges(): StockChanges {
  const places = new Map<string, { place: StockPlace; counts: Counts }>();

  function countsOf(place: StockPlace): Counts {
    const name = `${place.batchId}/${place.expiresOn}`;
    let entry = places.get(name);
    if (!entry) {
      entry = { place, counts: noCounts() };
      places.set(name, entry);
    }
    return entry.counts;
  }

  return {
    add(place, state, count, value) {
      const counts = countsOf(place);
      counts[stockColumnOf(state)] += count;
      if (isOnHand(state)) counts.value += value;
    },
    apply(tx, day) {
      const bySku = new Map<number, Counts>();
      const byBatch = new Map<number, { skuId: number; batchId: number; quantity: number; value: number }>();
      for (const { place, counts } of places.values()) {
        changeBatchStock(tx, place, counts);
        const sku = bySku.get(place.skuId) ?? noCounts();
        for (const name of Object.keys(counts) as (keyof Counts)[]) sku[name] += counts[name];
        bySku.set(place.skuId, sku);
        const { skuId, batchId } = place;
        const batch = byBatch.get(batchId) ?? { skuId, batchId, quantity: 0, value: 0 };
        batch.quantity += counts.quarantined + counts.available + counts.reserved + counts.placed;
        batch.value += counts.value;
        byBatch.set(batchId, batch);
      }
      for (const [skuId, counts] of bySku) {
        changeSkuStock(tx, skuId, counts);
        noteStockOfDay(tx, skuId, day);
      }
      return [...byBatch.values()].filter(({ quantity, value }) => quantity !== 0 || value !== 0);
    },
  };
}
