import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTransaction, openWriteDatabase, type WriteDb, type WriteTx } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { findLedgerBatch, insertBatch } from '#core/inventory/ledger.repo.ts';
import {
  costOfNextUse,
  issueUses,
  ledgerKeys,
  moveKeys,
  postReceipt,
  reclassifyKeys,
  returnUse,
} from '#core/inventory/ledger.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { isOnHand, KEY_STATES, type KeyState, ruleOfMove } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

const AUTHOR = { userId: null, now: 1_760_000_000_000, day: '2026-11-21' as Day, month: '2026-11' as Month };
const PAPER = { documentKind: 'stock-document', documentId: 1 } as const;
const EXPIRIES = ['2026-12-31', '2027-06-30', '9999-12-31'];
/** SKU 2 is reusable: its keys have three uses. */
const USES: Record<number, number> = { 1: 1, 2: 3 };

/** What the ledger should hold of one key, kept by the simplest means. */
interface ModelKey {
  readonly id: CardKeyId;
  batchId: number;
  skuId: number;
  state: KeyState;
  value: number;
  usesLeft: number;
  exposed: boolean;
  /** Costs of uses that are with buyers. */
  readonly open: number[];
}

type Step =
  | {
      act: 'receive';
      skuId: number;
      count: number;
      cost: number;
      expiry: number;
      state: 'available' | 'quarantined' | 'delivered';
    }
  | { act: 'move'; from: number; count: number; to: KeyState }
  | { act: 'issue'; from: number; count: number }
  | { act: 'return'; from: number }
  | { act: 'reclassify'; from: number; count: number; cost: number; toSkuId: number };

const nat = fc.nat({ max: 1000 });
const count = fc.integer({ min: 1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    act: fc.constant('receive' as const),
    skuId: fc.constantFrom(1, 2),
    count,
    cost: fc.nat({ max: 200_000 }),
    expiry: fc.nat({ max: 2 }),
    state: fc.constantFrom('available' as const, 'available' as const, 'quarantined' as const, 'delivered' as const),
  }),
  fc.record({ act: fc.constant('move' as const), from: nat, count, to: fc.constantFrom(...KEY_STATES) }),
  fc.record({ act: fc.constant('issue' as const), from: nat, count }),
  fc.record({ act: fc.constant('return' as const), from: nat }),
  fc.record({
    act: fc.constant('reclassify' as const),
    from: nat,
    count,
    cost: fc.nat({ max: 200_000 }),
    toSkuId: fc.constantFrom(1, 2),
  }),
);

let batchCount = 0;
function nextNumber(): string {
  batchCount += 1;
  return `B-${batchCount}`;
}

let folder: string;
let db: WriteDb;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-ledger-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(db, readMigrations(MIGRATIONS_FOLDER), 1);
  db.exec(`
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'b', 'b', 0, 0);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, 'p', 'p', 0, 0);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, uses_per_key, created_at, updated_at)
      VALUES (1, 1, 'A', 'a', 'A', 'a', 'card-key', '[]', 1, 0, 0), (2, 1, 'B', 'b', 'B', 'b', 'card-key', '[]', 3, 0, 0);
    INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S', 's', 'S', 's', 'agent', 'CNY', 'prepaid', 0, 0);
  `);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the steps in transactions of their own on an empty stock, and compares after each. */
function play(steps: readonly Step[]): void {
  const model = new Map<number, ModelKey>();
  db.exec(`DELETE FROM key_events; DELETE FROM movements; DELETE FROM batch_stock; DELETE FROM sku_stock;
    DELETE FROM recosted_keys; DELETE FROM card_keys; DELETE FROM batches`);
  for (const one of steps) {
    db.exec('BEGIN IMMEDIATE');
    try {
      carryOut(asTransaction(db), one, model);
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
    compare(model);
  }
}

function carryOut(tx: WriteTx, one: Step, model: Map<number, ModelKey>): void {
  const all = [...model.values()];
  const pick = (wanted: (key: ModelKey) => boolean, from: number, quantity: number): ModelKey[] => {
    const fitting = all.filter(wanted);
    return fitting.length === 0 ? [] : fitting.slice(from % fitting.length).slice(0, quantity);
  };
  switch (one.act) {
    case 'receive':
      receive(tx, one, model);
      return;
    case 'move': {
      const keys = pick((key) => ruleOfMove(key.state, one.to) !== null && one.to !== 'delivered', one.from, one.count);
      moveKeys(tx, AUTHOR, { keys: read(tx, keys), toState: one.to, kind: 'adjustment', reason: 'test', paper: PAPER });
      for (const key of keys) key.state = one.to;
      return;
    }
    case 'issue': {
      const keys = pick((key) => ruleOfMove(key.state, 'delivered') !== null && key.usesLeft > 0, one.from, one.count);
      const uses = read(tx, keys).map((key) => ({ key, cost: costOfNextUse(key) }));
      issueUses(tx, AUTHOR, { uses, reason: 'sale', paper: { documentKind: 'delivery', documentId: 1 } });
      keys.forEach((key, index) => {
        const cost = uses[index]?.cost ?? 0;
        key.open.push(cost);
        key.value -= cost;
        key.usesLeft -= 1;
        key.exposed = true;
        if (key.usesLeft === 0) key.state = 'delivered';
        else if (key.state === 'reserved') key.state = 'available';
      });
      return;
    }
    case 'return': {
      const [key] = pick((candidate) => candidate.open.length > 0 && comesBack(candidate.state), one.from, 1);
      const [read_] = key ? read(tx, [key]) : [];
      const cost = key?.open.pop();
      if (!key || !read_ || cost === undefined) return;
      returnUse(tx, AUTHOR, { key: read_, cost, reason: 'buyer-return', paper: PAPER });
      key.state = 'quarantined';
      key.value += cost;
      key.usesLeft += 1;
      return;
    }
    case 'reclassify':
      reclassify(tx, one, pick(isUnmoved, one.from, one.count));
      return;
  }
}

function receive(tx: WriteTx, one: Extract<Step, { act: 'receive' }>, model: Map<number, ModelKey>): void {
  const expiresOn = EXPIRIES[one.expiry] ?? '';
  const usesLeft = USES[one.skuId] ?? 1;
  const batchId = insertBatch(tx, {
    number: nextNumber(),
    importId: null,
    parentBatchId: null,
    supplierId: 1 as SupplierId,
    skuId: one.skuId as SkuId,
    label: '',
    receiptKind: 'purchase',
    state: 'loading',
    receivedOn: '2026-11-21',
    receivedAt: 0,
  });
  for (let index = 0; index < one.count; index += 1) {
    const id = Number(
      db
        .prepare(
          `INSERT INTO card_keys (batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number, number_tail,
             pair_mac, loose_mac, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', randomblob(16), randomblob(16), 0)`,
        )
        .run(batchId, one.skuId, one.state, one.cost, one.cost, expiresOn, usesLeft, index).lastInsertRowid,
    ) as CardKeyId;
    const { skuId, state } = one;
    model.set(id, { id, batchId, skuId, state, value: one.cost, usesLeft, exposed: false, open: [] });
  }
  expect(() => ledgerKeys(tx, [...model.keys()].slice(-1) as CardKeyId[])).toThrow();
  postReceipt(tx, AUTHOR, {
    batchId,
    paper: { documentKind: 'import', documentId: 1 },
    reason: 'purchase',
    lots: [{ expiresOn, state: one.state, quantity: one.count, cost: one.cost * one.count }],
  });
}

function reclassify(tx: WriteTx, one: Extract<Step, { act: 'reclassify' }>, picked: readonly ModelKey[]): void {
  const keys = picked.filter((key) => key.batchId === picked[0]?.batchId);
  const source = keys[0] && findLedgerBatch(tx, keys[0].batchId as BatchId);
  if (!source) return;
  const usesPerKey = USES[one.toSkuId] ?? 1;
  const batchId = insertBatch(tx, {
    ...source,
    number: nextNumber(),
    parentBatchId: source.id,
    skuId: one.toSkuId as SkuId,
    state: 'posted',
  });
  reclassifyKeys(tx, AUTHOR, {
    keys: read(tx, keys),
    costs: keys.map(() => one.cost),
    target: { batchId, skuId: one.toSkuId as SkuId, expiresOn: null, usesPerKey },
    reason: 'test',
    paper: PAPER,
  });
  for (const key of keys) Object.assign(key, { batchId, skuId: one.toSkuId, value: one.cost, usesLeft: usesPerKey });
}

const isUnmoved = (key: ModelKey): boolean =>
  !key.exposed && (key.state === 'available' || key.state === 'quarantined');
const comesBack = (state: KeyState): boolean => state === 'quarantined' || ruleOfMove(state, 'quarantined') !== null;
const read = (tx: WriteTx, keys: readonly ModelKey[]) =>
  ledgerKeys(
    tx,
    keys.map(({ id }) => id),
  );

function compare(model: ReadonlyMap<number, ModelKey>): void {
  const stored = db
    .prepare(
      'SELECT id, batch_id AS batchId, sku_id AS skuId, state, value_left AS value, uses_left AS usesLeft FROM card_keys',
    )
    .all() as Omit<ModelKey, 'open' | 'exposed'>[];
  expect(stored).toEqual(
    [...model.values()].map(({ id, batchId, skuId, state, value, usesLeft }) => ({
      id,
      batchId,
      skuId,
      state,
      value,
      usesLeft,
    })),
  );
  const expected = (place: 'batchId' | 'skuId') =>
    [...Map.groupBy(model.values(), (key) => key[place])].map(([id, keys]) => {
      const onHand = keys.filter(({ state }) => isOnHand(state));
      return { id, onHand: onHand.length, value: onHand.reduce((sum, { value }) => sum + value, 0) };
    });
  const sums = (sql: string) =>
    new Map((db.prepare(sql).all() as { id: number; onHand: number; value: number }[]).map((row) => [row.id, row]));
  const none = { onHand: 0, value: 0 };
  const views = {
    batchId: [
      'SELECT batch_id AS id, SUM(on_hand) AS onHand, SUM(value_on_hand) AS value FROM batch_stock GROUP BY batch_id',
      'SELECT batch_id AS id, SUM(quantity) AS onHand, SUM(value) AS value FROM movements GROUP BY batch_id',
    ],
    skuId: [
      'SELECT sku_id AS id, on_hand AS onHand, value_on_hand AS value FROM sku_stock',
      'SELECT sku_id AS id, SUM(quantity) AS onHand, SUM(value) AS value FROM movements GROUP BY sku_id',
    ],
  };
  for (const place of ['batchId', 'skuId'] as const) {
    for (const sql of views[place]) {
      const rows = sums(sql);
      for (const row of expected(place))
        expect({ sql, ...none, ...rows.get(row.id), id: row.id }).toEqual({ sql, ...row });
    }
  }
  const byState = db
    .prepare(
      `SELECT k.batch_id, k.expires_on, k.state, COUNT(*) AS keys, (SELECT CASE k.state
         WHEN 'returned-to-supplier' THEN s.returned WHEN 'void' THEN s.voided WHEN 'quarantined' THEN s.quarantined
         WHEN 'available' THEN s.available WHEN 'reserved' THEN s.reserved WHEN 'placed' THEN s.placed
         WHEN 'delivered' THEN s.delivered WHEN 'claimed' THEN s.claimed WHEN 'expired' THEN s.expired
         ELSE s.withdrawn END
         FROM batch_stock s WHERE s.batch_id = k.batch_id AND s.expires_on = k.expires_on) AS projected
       FROM card_keys k GROUP BY k.batch_id, k.expires_on, k.state`,
    )
    .all() as { keys: number; projected: number }[];
  for (const { keys, projected } of byState) expect(projected).toBe(keys);
}

describe('the stock ledger against a simple model', () => {
  it('keeps keys, projections and movements equal through any sequence of acts', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => play(steps)),
      { numRuns: 60 },
    );
  });

  it('refuses a move that the table does not have, and posts a batch once', () => {
    const model = new Map<number, ModelKey>();
    play([]);
    db.exec('BEGIN');
    const tx = asTransaction(db);
    receive(tx, { act: 'receive', skuId: 1, count: 1, cost: 5, expiry: 0, state: 'delivered' }, model);
    const keys = ledgerKeys(tx, [...model.keys()] as CardKeyId[]);
    const order = { keys, kind: 'adjustment', reason: 'test', paper: PAPER } as const;
    expect(() => moveKeys(tx, AUTHOR, { ...order, toState: 'available' })).toThrow('No key moves');
    const [key] = keys;
    if (!key) throw new Error('There is no key.');
    expect(() => postReceipt(tx, AUTHOR, { batchId: key.batchId, paper: PAPER, reason: 'x', lots: [] })).toThrow(
      'loading',
    );
    db.exec('ROLLBACK');
  });
});
