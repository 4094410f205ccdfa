import type { WriteTx } from '#core/db/connection.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { KeyState, ReceiptState } from '#shared/domain/card-keys/key-states.ts';
import { ruleOfMove } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId, UserId } from '#shared/domain/ids.ts';
import type { MovementKind } from '#shared/domain/inventory/stock-documents.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import {
  addKeyEvent,
  changeKeyPlace,
  changeKeyState,
  findLedgerBatch,
  findLedgerKey,
  growBatch,
  insertMovement,
  type LedgerKey,
  markBatchPosted,
} from './ledger.repo.ts';
import { recordRecosting } from './recosted-keys.repo.ts';
import { createStockChanges, type OnHandChange } from './stock-changes.ts';
import { noteReleasedKeys } from './withheld-stock.ts';

/** Who posts, when, and into which month of the stock book. */
export interface StockAuthor {
  readonly userId: UserId | null;
  readonly now: number;
  readonly day: Day;
  readonly month: Month;
}

/** The paper behind a change of stock. */
export interface StockPaper {
  readonly documentKind: 'import' | 'delivery' | 'stock-document' | 'audit';
  readonly documentId: number;
}

/** Keys of a loaded batch that share last day and state, and what they cost together. */
export interface ReceivedLot {
  readonly expiresOn: string;
  readonly state: ReceiptState;
  readonly quantity: number;
  readonly cost: number;
}

/**
 * Posts a batch that was loaded: from here on its keys exist for everyone. One small write whatever the batch's size: the
 * keys carry their states already, `lots` says how many stand where. Lots in `delivered` (history) never were on hand.
 */
export function postReceipt(
  tx: WriteTx,
  author: StockAuthor,
  receipt: { batchId: BatchId; paper: StockPaper; reason: string; lots: readonly ReceivedLot[] },
): void {
  const batch = findLedgerBatch(tx, receipt.batchId);
  if (!batch) throw notFound('batch', receipt.batchId);
  if (batch.state !== 'loading') throw new Error('Only a batch that is loading can be posted.');
  const changes = createStockChanges();
  let keyCount = 0;
  let totalCost = 0;
  for (const { expiresOn, state, quantity, cost } of receipt.lots) {
    const { id: batchId, skuId, supplierId } = batch;
    changes.add({ batchId, expiresOn, skuId, supplierId }, state, quantity, cost);
    keyCount += quantity;
    totalCost = money(totalCost + cost);
  }
  markBatchPosted(tx, batch.id, keyCount, totalCost);
  recordMovements(tx, author, changes.apply(tx, author.day), {
    kind: 'receipt',
    reason: receipt.reason,
    paper: receipt.paper,
  });
}

/** How a move reads in the ledger where it changes what is on hand; kind and reason of its movements. */
export interface MovementText {
  readonly kind: MovementKind;
  readonly reason: string;
  readonly paper: StockPaper;
}

export interface KeyMoveOrder extends MovementText {
  readonly keys: readonly LedgerKey[];
  readonly toState: KeyState;
  /** From now on someone outside may know the key. Default: as it was. */
  readonly isExposed?: boolean;
  /** Only with `reserved`; every other state lets go of the reservation. */
  readonly reservationId?: number;
}

/**
 * Moves keys that were read in this transaction from their states to another, with timeline, projections and movements. What
 * leaves quarantine for sale leaves its line in issued.log, whoever moves it.
 * Throws where the table of moves has no such move: callers choose their keys, so that is a defect and not a refusal.
 */
export function moveKeys(tx: WriteTx, author: StockAuthor, order: KeyMoveOrder): void {
  const changes = createStockChanges();
  const { toState, paper } = order;
  for (const key of order.keys) {
    if (!ruleOfMove(key.state, toState)) throw new Error(`No key moves from ${key.state} to ${toState}.`);
    changes.add(key, key.state, -1, -key.valueLeft);
    changes.add(key, toState, 1, key.valueLeft);
    changeKeyState(tx, key, {
      id: key.id,
      state: toState,
      valueLeft: key.valueLeft,
      usesLeft: key.usesLeft,
      isExposed: order.isExposed === undefined ? key.isExposed : Number(order.isExposed),
      reservationId: toState === 'reserved' ? (order.reservationId ?? null) : null,
      changedAt: author.now,
    });
    recordEvent(tx, author, key, toState, paper);
  }
  recordMovements(tx, author, changes.apply(tx, author.day), order);
  const isReleased = ({ state }: LedgerKey) => ruleOfMove(state, toState) === 'release';
  noteReleasedKeys(tx, order.keys.filter(isReleased));
}

/** One use of a key handed out, and what it carried of the key's cost. */
export interface IssuedUse {
  readonly key: LedgerKey;
  readonly cost: number;
}

/** What the next use of a key costs: what is left divided by the uses left, cut to 1/10 000; the last one takes the rest. */
export function costOfNextUse(key: LedgerKey): number {
  if (key.usesLeft < 1) throw new Error('This key has no use left.');
  return key.usesLeft === 1 ? key.valueLeft : Math.floor(key.valueLeft / key.usesLeft);
}

/**
 * Issues one use of each key. The last use takes the key to `delivered`; before that it stays on sale, exposed, and only its
 * value shrinks.
 */
export function issueUses(
  tx: WriteTx,
  author: StockAuthor,
  order: { uses: readonly IssuedUse[]; reason: string; paper: StockPaper },
): void {
  const changes = createStockChanges();
  for (const { key, cost } of order.uses) {
    if (!ruleOfMove(key.state, 'delivered')) throw new Error(`A ${key.state} key is not issued.`);
    const valueLeft = key.valueLeft - cost;
    const state = stateAfterUse(key);
    changes.add(key, key.state, -1, -key.valueLeft);
    changes.add(key, state, 1, valueLeft);
    changeKeyState(tx, key, {
      id: key.id,
      state,
      valueLeft,
      usesLeft: key.usesLeft - 1,
      isExposed: 1,
      reservationId: null,
      changedAt: author.now,
    });
    recordEvent(tx, author, key, state, order.paper);
  }
  recordMovements(tx, author, changes.apply(tx, author.day), {
    kind: 'issue',
    reason: order.reason,
    paper: order.paper,
  });
}

function stateAfterUse(key: LedgerKey): KeyState {
  if (key.usesLeft === 1) return 'delivered';
  return key.state === 'reserved' ? 'available' : key.state;
}

/** A delivered use that comes back with its cost, to quarantine (or, as bad, to a claim where the cost stays out). */
export function returnUse(
  tx: WriteTx,
  author: StockAuthor,
  order: { key: LedgerKey; cost: number; reason: string; paper: StockPaper },
): void {
  const { key } = order;
  const changes = createStockChanges();
  if (key.state !== 'quarantined' && !ruleOfMove(key.state, 'quarantined')) {
    throw new Error(`A ${key.state} key does not come back.`);
  }
  const valueLeft = key.valueLeft + order.cost;
  changes.add(key, key.state, -1, -key.valueLeft);
  changes.add(key, 'quarantined', 1, valueLeft);
  changeKeyState(tx, key, {
    id: key.id,
    state: 'quarantined',
    valueLeft,
    usesLeft: key.usesLeft + 1,
    isExposed: 1,
    reservationId: null,
    changedAt: author.now,
  });
  recordEvent(tx, author, key, 'quarantined', order.paper);
  recordMovements(tx, author, changes.apply(tx, author.day), {
    kind: 'return',
    reason: order.reason,
    paper: order.paper,
  });
}

/** Where reclassified keys go: a child batch of theirs. */
export interface NewPlace {
  readonly batchId: BatchId;
  readonly skuId: SkuId;
  /** null: each keeps its own. */
  readonly expiresOn: string | null;
  readonly usesPerKey: number;
}

/** Keys that go to another place, and what each costs from then on. */
export interface Reclassification {
  readonly keys: readonly LedgerKey[];
  readonly costs: readonly number[];
  readonly target: NewPlace;
  readonly reason: string;
  readonly paper: StockPaper;
}

/** Takes unmoved keys out of their batch into a child batch with another SKU, cost or last day; states stay, and what they were bought at. */
export function reclassifyKeys(tx: WriteTx, author: StockAuthor, order: Reclassification): void {
  const { keys, costs, target } = order;
  const changes = createStockChanges();
  keys.forEach((key, index) => {
    const cost = money(costs[index] ?? 0);
    const expiresOn = target.expiresOn ?? key.expiresOn;
    changes.add(key, key.state, -1, -key.valueLeft);
    changes.add({ ...target, expiresOn, supplierId: key.supplierId }, key.state, 1, cost);
    const { batchId, skuId } = target;
    changeKeyPlace(tx, {
      id: key.id,
      batchId,
      skuId,
      cost,
      expiresOn,
      usesLeft: target.usesPerKey,
      changedAt: author.now,
    });
    recordRecosting(tx, key.id, money(cost - key.cost));
    recordEvent(tx, author, key, key.state, order.paper);
  });
  const totalCost = costs.reduce((sum, cost) => money(sum + cost), 0);
  growBatch(tx, target.batchId, keys.length, totalCost);
  recordMovements(tx, author, changes.apply(tx, author.day), {
    kind: 'reclassification',
    reason: order.reason,
    paper: order.paper,
  });
}

/**
 * Someone saw the keys in plain: from now on they are exposed, their state stands. Reads them again, so that it may follow a
 * move in the same transaction.
 */
export function recordKeyLooks(tx: WriteTx, author: StockAuthor, keys: readonly LedgerKey[], paper: StockPaper): void {
  for (const { id } of keys) {
    const key = findLedgerKey(tx, id);
    if (!key) throw notFound('cardKey', id);
    const { state, valueLeft, usesLeft, reservationId } = key;
    changeKeyState(tx, key, { id, state, valueLeft, usesLeft, isExposed: 1, reservationId, changedAt: author.now });
    recordEvent(tx, author, key, state, paper);
  }
}

/** The keys as they stand now, of posted batches; refuses with NOT_FOUND for one that does not exist. */
export function ledgerKeys(tx: WriteTx, ids: readonly CardKeyId[]): LedgerKey[] {
  return ids.map((id) => {
    const key = findLedgerKey(tx, id);
    if (!key) throw notFound('cardKey', id);
    return key;
  });
}

/** Refuses with KEY_STATE_FORBIDS the first key that the act cannot take. */
export function requireMovable(keys: readonly LedgerKey[], toState: KeyState): void {
  const stuck = keys.find((key) => !ruleOfMove(key.state, toState));
  if (stuck) throw new Refusal('KEY_STATE_FORBIDS', { keyId: stuck.id, state: stuck.state });
}

/** A line in a key's timeline. */
export function recordEvent(
  tx: WriteTx,
  author: StockAuthor,
  key: Pick<LedgerKey, 'id' | 'state'>,
  toState: KeyState,
  paper: StockPaper,
): void {
  addKeyEvent(tx, {
    keyId: key.id,
    fromState: key.state,
    toState,
    documentKind: paper.documentKind,
    documentId: paper.documentId,
    happenedAt: author.now,
    userId: author.userId,
  });
}

/** The movements of what was changed on hand, one per batch. */
export function recordMovements(
  tx: WriteTx,
  author: StockAuthor,
  changes: readonly OnHandChange[],
  text: MovementText,
): void {
  for (const change of changes) {
    insertMovement(tx, {
      ...change,
      kind: text.kind,
      reason: text.reason,
      occurredOn: author.day,
      month: author.month,
      documentKind: text.paper.documentKind,
      documentId: text.paper.documentId,
      reversesId: null,
      postedAt: author.now,
    });
  }
}
