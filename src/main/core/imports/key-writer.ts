import { insertMarks, MARKS_PER_STATEMENT } from '#core/card-keys/key-marks.repo.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { inTurns } from '#core/jobs/in-turns.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import type { BatchId } from '#shared/domain/ids.ts';
import {
  insertKey,
  insertLoadingBatch,
  insertRefusal,
  markExposed,
  readLots,
  setCosts,
} from './import-keys.job.repo.ts';
import type { PostKeysInput } from './import-plan.ts';
import { receiptStateOf, stockCostOf } from './import-plan.ts';
import { allocateLot, type LoadedBatch, type Tally } from './import-tally.ts';
import type { PreparedKey, PreparedRefusal } from './prepared-keys.ts';
import { createWaitingMarks, type OrderedMarks } from './waiting-marks.ts';

const CHECK_EVERY = 64;
/** A statement writes several marks. */
const MARK_CHECK_EVERY = 8;
const COST_ROWS_PER_TURN = 5_000;

interface OpenBatch {
  readonly batchId: BatchId;
  readonly skuIndex: number;
  /** Kept only where a total is spread over the keys at the end. */
  readonly keyIds: number[];
  readonly lots: Map<string, { expiresOn: string; state: string; quantity: number; cost: number }>;
}

/** Writes the keys of one import into batches that nobody sees yet. `isIssued`: known to have gone out, never to be sold as new. */
export function createKeyWriter(thread: ThreadContext, input: PostKeysInput, isIssued: (key: PreparedKey) => boolean) {
  const { plan } = input;
  const batches = new Map<string, OpenBatch>();
  const waiting = createWaitingMarks(plan.expectedRows);

  function batchFor(tx: WriteTx, key: PreparedKey): OpenBatch {
    const name = `${key.skuIndex}\u0000${key.batchLabel}`;
    const open = batches.get(name);
    if (open) return open;
    const batchId = insertLoadingBatch(tx, {
      number: takeDocumentNumber(tx, 'PC', input.month),
      importId: plan.importId,
      supplierId: plan.supplierId,
      skuId: plan.skus[key.skuIndex]?.skuId ?? 0,
      label: key.batchLabel,
      receiptKind: input.receiptKind,
      receivedOn: plan.documentOn,
      receivedAt: input.now,
    });
    const batch: OpenBatch = { batchId, skuIndex: key.skuIndex, keyIds: [], lots: new Map() };
    batches.set(name, batch);
    return batch;
  }

  function writeKey(tx: WriteTx, key: PreparedKey): void {
    const sku = plan.skus[key.skuIndex];
    const { pair, number, secret, loose } = key.fingerprints;
    if (!sku || !pair || !loose) throw new Error('A prepared key lacks its SKU or fingerprints.');
    const batch = batchFor(tx, key);
    const wasIssued = isIssued(key);
    const state = wasIssued ? 'quarantined' : receiptStateOf(plan, sku);
    const cost = stockCostOf(plan, key.cost ?? 0);
    insertKey(tx, {
      id: key.keyId,
      batchId: batch.batchId,
      skuId: sku.skuId,
      state,
      cost,
      expiresOn: key.expiresOn,
      usesLeft: plan.isHistory ? 0 : sku.usesPerKey,
      rowNumber: key.rowNumber,
      numberTail: key.numberTail,
      pairMac: pair,
      numberMac: number,
      secretMac: secret,
      looseMac: loose,
      sealed: plan.isHistory ? null : key.sealed,
      now: input.now,
    });
    if (wasIssued) markExposed(tx, key.keyId);
    const lotName = wasIssued ? `${key.expiresOn}/issued` : key.expiresOn;
    const lot = batch.lots.get(lotName) ?? { expiresOn: key.expiresOn, state, quantity: 0, cost: 0 };
    lot.quantity += 1;
    lot.cost += cost;
    batch.lots.set(lotName, lot);
    if (input.totalToAllocate !== null) batch.keyIds.push(key.keyId);
  }

  function writeRefusal(tx: WriteTx, refusal: PreparedRefusal): void {
    insertRefusal(tx, {
      importId: plan.importId,
      rowNumber: refusal.rowNumber,
      sheet: plan.sheet,
      reason: refusal.reason,
      columnName: refusal.columnIndex === null ? '' : (plan.header[refusal.columnIndex] ?? ''),
      detail: JSON.stringify(refusal.detail),
      sealedRow: refusal.sealedRow ?? new Uint8Array(),
    });
  }

  function writeAll<Item>(items: readonly Item[], writeItem: (tx: WriteTx, item: Item) => void): Promise<void> {
    return inTurns(thread, items.length, CHECK_EVERY, (tx, index) => writeItem(tx, items[index] as Item));
  }

  /** What the keys written so far are found by, in its own order: each page of the database is met once for all of them. */
  async function writeMarks(): Promise<void> {
    for (const marks of waiting.inOrder()) {
      const statements = Math.ceil(marks.count / MARKS_PER_STATEMENT);
      await inTurns(thread, statements, MARK_CHECK_EVERY, (tx, index) => {
        insertMarks(tx, marks.name, marksOfStatement(marks, index));
      });
    }
    waiting.clear();
  }

  async function writeKeys(keys: readonly PreparedKey[]): Promise<void> {
    await writeAll(keys, writeKey);
    for (const key of keys) {
      waiting.add(key);
      if (waiting.isFull) await writeMarks();
    }
  }

  /** Spreads the lot's total over the keys of each SKU, batch by batch, in the order in which they were written. */
  async function allocateTotal(tally: Tally, total: number): Promise<void> {
    const shares = allocateLot(plan, total, tally.quantityOf);
    for (const [skuIndex, share] of shares.entries()) {
      const quantity = tally.quantityOf(skuIndex);
      if (quantity === 0) continue;
      const base = Math.floor(share / quantity);
      let moreCount = share - base * quantity;
      for (const batch of batches.values()) {
        if (batch.skuIndex !== skuIndex) continue;
        const { batchId, keyIds } = batch;
        const more = Math.min(moreCount, keyIds.length);
        moreCount -= more;
        const moreThroughId = more === 0 ? 0 : (keyIds[more - 1] ?? 0);
        for (let first = 0; first < keyIds.length; first += COST_ROWS_PER_TURN) {
          const fromId = keyIds[first] ?? 0;
          const toId = keyIds[Math.min(first + COST_ROWS_PER_TURN, keyIds.length) - 1] ?? 0;
          await thread.writeTurn((tx) => setCosts(tx, { batchId, fromId, toId, base, moreThroughId }));
        }
      }
    }
  }

  return {
    async write(keys: readonly PreparedKey[], refused: readonly PreparedRefusal[]): Promise<void> {
      await writeKeys(keys);
      await writeAll(refused, writeRefusal);
    },
    async finish(tally: Tally): Promise<LoadedBatch[]> {
      const { totalToAllocate } = input;
      await writeMarks();
      if (totalToAllocate !== null) await allocateTotal(tally, stockCostOf(plan, totalToAllocate));
      return [...batches.values()].map(({ batchId, skuIndex, lots }) => ({
        batchId,
        skuIndex,
        lots: totalToAllocate === null ? [...lots.values()] : readLots(thread.readDb, batchId),
      }));
    },
  };
}

function marksOfStatement(marks: OrderedMarks, index: number): unknown[] {
  const values: unknown[] = [];
  const end = Math.min(marks.count, (index + 1) * MARKS_PER_STATEMENT);
  for (let place = index * MARKS_PER_STATEMENT; place < end; place += 1) {
    const { mark, keyId } = marks.at(place);
    values.push(mark, keyId);
  }
  return values;
}
