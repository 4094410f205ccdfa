import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTransaction, openWriteDatabase, type Readable, type WriteDb, type WriteTx } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { incomingBySku } from '#core/purchasing/incoming.lookup.ts';
import { refreshIncoming, refreshOrder } from '#core/purchasing/order-progress.ts';
import {
  findOrder,
  insertOrder,
  readOrderLines,
  setOrderEnded,
  setOrderSent,
} from '#core/purchasing/purchase-orders.repo.ts';
import {
  insertDifference,
  insertReceipt,
  insertReceiptLine,
  markDifferenceDecided,
  markDifferencesUndone,
  readDifferences,
  readReceiptLines,
  takeBackReceiptLine,
} from '#core/purchasing/purchase-receipts.repo.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import type { ImportId, PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { orderTotal } from '#shared/domain/purchasing/order-lines.ts';
import { type DifferenceDecision, spreadReceipt, spreadTakeBack } from '#shared/domain/purchasing/receipts.ts';

const SUPPLIER = 1 as SupplierId;
const SKUS = [1, 2] as SkuId[];

/** What should be true of orders, kept by the simplest means: every key has an import and a line, every wait has a number. */
interface ModelLine {
  readonly skuId: SkuId;
  readonly quantity: number;
  /** Keys by the import that brought them. */
  readonly received: Map<number, number>;
  waived: number;
}
interface ModelOrder {
  readonly id: PurchaseOrderId;
  readonly lines: ModelLine[];
  /** Bad keys by import: undecided, or decided to be waited for no more. */
  readonly bad: { importId: number; line: ModelLine; quantity: number; isUndone: boolean; isWaived: boolean }[];
  ended: boolean;
}

const nat = fc.nat({ max: 1000 });
const some = fc.integer({ min: 1, max: 12 });
const step = fc.oneof(
  fc.record({ act: fc.constant('order' as const), quantities: fc.array(some, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    act: fc.constant('receive' as const),
    from: nat,
    sku: fc.nat({ max: 1 }),
    good: fc.nat({ max: 14 }),
    bad: fc.nat({ max: 3 }),
  }),
  fc.record({ act: fc.constant('undo' as const), from: nat, quantity: some }),
  fc.record({
    act: fc.constant('decide' as const),
    from: nat,
    decision: fc.constantFrom<DifferenceDecision>('accept', 'reject', 'claim'),
  }),
  fc.record({ act: fc.constant('end' as const), from: nat }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

let folder: string;
let db: WriteDb;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-orders-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(db, readMigrations(MIGRATIONS_FOLDER), 1);
  db.pragma('synchronous = OFF');
  db.exec(`
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'b', 'b', 0, 0);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, 'p', 'p', 0, 0);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      VALUES (1, 1, 'A', 'a', 'A', 'a', 'card-key', '[]', 0, 0), (2, 1, 'B', 'b', 'B', 'b', 'card-key', '[]', 0, 0);
    INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S', 's', 'S', 's', 'agent', 'CNY', 'prepaid', 0, 0);
  `);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function play(steps: readonly Step[]): void {
  db.exec(`DELETE FROM incoming_stock; DELETE FROM purchase_differences; DELETE FROM purchase_receipt_lines;
    DELETE FROM purchase_receipts; DELETE FROM purchase_order_lines; DELETE FROM purchase_orders; DELETE FROM imports`);
  const model: ModelOrder[] = [];
  for (const one of steps) {
    db.exec('BEGIN IMMEDIATE');
    try {
      carryOut(asTransaction(db), one, model);
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
    compare(asTransaction(db), model);
  }
}

function carryOut(tx: WriteTx, one: Step, model: ModelOrder[]): void {
  if (one.act === 'order') {
    model.push(makeOrder(tx, one.quantities));
    return;
  }
  const fitting = model.filter(({ ended }) => !ended || one.act === 'undo');
  const order = fitting[one.from % Math.max(fitting.length, 1)];
  if (!order) return;
  if (one.act === 'receive') receive(tx, order, one);
  if (one.act === 'undo') undo(tx, order, one);
  if (one.act === 'decide') decide(tx, order, one);
  if (one.act === 'end') {
    order.ended = true;
    setOrderEnded(tx, order.id, { state: 'closed', at: 9, by: null, reason: '' });
    refreshIncoming(tx, order.id);
  }
}

function makeOrder(tx: WriteTx, quantities: readonly number[]): ModelOrder {
  count += 1;
  const lines = quantities.map((quantity, index) => ({
    skuId: SKUS[index % SKUS.length] as SkuId,
    quantity,
    unitPrice: money(quantity * 1_001),
    priceSource: 'typed' as const,
    offerId: null,
    offerPrice: null,
    overrideReason: '',
    reasons: '[]',
  }));
  const total = orderTotal(lines);
  const common = { supplierId: SUPPLIER, currency: 'CNY', expectedOn: null, note: '', createdAt: 1, createdBy: null };
  const id = insertOrder(tx, { ...common, number: `PO-${count}`, total, origin: 'hand', originNumber: '' }, lines);
  setOrderSent(tx, id, { at: 2, by: null, on: '2026-11-21' });
  refreshIncoming(tx, id);
  const made = lines.map(({ skuId, quantity }): ModelLine => ({ skuId, quantity, received: new Map(), waived: 0 }));
  return { id, lines: made, bad: [], ended: false };
}

const receivedOf = (line: ModelLine): number => [...line.received.values()].reduce((sum, part) => sum + part, 0);
const openOf = (line: ModelLine): number => Math.max(0, line.quantity - receivedOf(line) - line.waived);

function receive(tx: WriteTx, order: ModelOrder, one: Extract<Step, { act: 'receive' }>): void {
  const skuId = SKUS[one.sku] as SkuId;
  const lines = order.lines.filter((line) => line.skuId === skuId);
  const last = lines.at(-1);
  if (!last || one.good + one.bad === 0) return;
  count += 1;
  const importId = count as ImportId;
  tx.prepare(
    `INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
       settlement, started_at, started_by) VALUES (?, ?, 1, 'purchase', 'posted', 'a', x'00', '{}', '2026-11-21', 'account', 1, 1)`,
  ).run(importId, `RK-${importId}`);
  insertReceipt(tx, { importId, orderId: order.id, postedAt: 3 });
  const stored = readOrderLines(tx, order.id).filter((line) => line.skuId === skuId);
  for (const part of spreadReceipt(stored, one.good)) {
    insertReceiptLine(tx, { importId, lineId: part.lineId, skuId, quantity: part.quantity });
  }
  if (one.bad > 0) {
    insertDifference(tx, {
      orderId: order.id,
      lineId: stored.at(-1)?.id ?? null,
      importId,
      kind: 'bad',
      skuId,
      quantity: one.bad,
      unitPrice: ZERO_MONEY,
      charged: ZERO_MONEY,
      byReason: {},
      foundAt: 3,
    });
    order.bad.push({ importId, line: last, quantity: one.bad, isUndone: false, isWaived: false });
  }
  refreshOrder(tx, order.id, 3);
  let left = one.good;
  for (const line of lines) {
    const taken = line === last ? left : Math.min(openOf(line), left);
    if (taken > 0) line.received.set(importId, taken);
    left -= taken;
  }
}

/** Takes up to `quantity` keys of one import back, as the turns of an undo do; the last turn undoes its differences. */
function undo(tx: WriteTx, order: ModelOrder, one: Extract<Step, { act: 'undo' }>): void {
  const importId = [...new Set(order.lines.flatMap((line) => [...line.received.keys()]))][0];
  if (importId === undefined) return;
  const lines = order.lines.filter((line) => line.received.has(importId));
  const skuId = lines[0]?.skuId ?? (1 as SkuId);
  const stored = readReceiptLines(tx, importId as ImportId, skuId);
  const parts = spreadTakeBack(
    stored.map(({ remaining }) => remaining),
    one.quantity,
  );
  stored.forEach(({ id }, index) => {
    if ((parts[index] ?? 0) > 0) takeBackReceiptLine(tx, id, parts[index] ?? 0);
  });
  let left = one.quantity;
  for (const line of [...lines].reverse()) {
    const held = line.received.get(importId) ?? 0;
    const taken = Math.min(held, left);
    left -= taken;
    if (held === taken) line.received.delete(importId);
    else line.received.set(importId, held - taken);
  }
  if (lines.every((line) => !line.received.has(importId))) {
    markDifferencesUndone(tx, importId as ImportId);
    for (const bad of order.bad.filter((one) => one.importId === importId)) {
      if (bad.isWaived) bad.line.waived -= bad.quantity;
      bad.isUndone = true;
      bad.isWaived = false;
    }
  }
  refreshOrder(tx, order.id, 4);
}

function decide(tx: WriteTx, order: ModelOrder, one: Extract<Step, { act: 'decide' }>): void {
  const differences = readDifferences(tx, order.id);
  const open = differences.filter(({ state }) => state === 'open');
  const chosen = open[one.from % Math.max(open.length, 1)];
  if (!chosen) return;
  const { id, quantity, kind, importId, lineId } = chosen;
  const decided = { note: '', credited: ZERO_MONEY, entryId: null, returnDocumentId: null, at: 5, by: null };
  markDifferenceDecided(tx, { ...decided, id, decision: one.decision });
  refreshOrder(tx, order.id, 5);
  if (one.decision === 'reject') return;
  const place = readOrderLines(tx, order.id).findIndex((line) => line.id === lineId);
  const line = order.lines[place];
  if (line) line.waived += quantity;
  const bad = kind === 'bad' ? order.bad.find((one) => one.importId === importId) : undefined;
  if (bad) bad.isWaived = true;
}

function compare(db: Readable, model: readonly ModelOrder[]): void {
  const incoming = new Map<SkuId, number>();
  for (const order of model) {
    const stored = readOrderLines(db, order.id);
    expect(stored.map(({ received, waived }) => ({ received, waived }))).toEqual(
      order.lines.map((line) => ({ received: receivedOf(line), waived: line.waived })),
    );
    const open = order.lines.reduce((sum, line) => sum + openOf(line), 0);
    const isAny = order.lines.some((line) => receivedOf(line) > 0);
    const state = order.ended ? 'closed' : open === 0 ? 'received' : isAny ? 'partly-received' : 'sent';
    expect(findOrder(db, order.id)?.state).toBe(state);
    if (state === 'sent' || state === 'partly-received') {
      for (const line of order.lines) incoming.set(line.skuId, (incoming.get(line.skuId) ?? 0) + openOf(line));
    }
    // An undecided short row never claims more than its line still waits for.
    for (const short of readDifferences(db, order.id).filter(
      ({ kind, state: one }) => kind === 'short' && one === 'open',
    )) {
      const line = order.lines[stored.findIndex(({ id }) => id === short.lineId)];
      if (!order.ended) expect(short.quantity).toBeLessThanOrEqual(line ? openOf(line) : 0);
    }
  }
  const told = incomingBySku(db);
  for (const skuId of SKUS) expect(told.get(skuId)?.quantity ?? 0).toBe(incoming.get(skuId) ?? 0);
}

describe('orders, receipts and their undoing', () => {
  it('agree with a model that counts by hand, whatever happens in which order', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), play), { numRuns: 60 });
  });
});
