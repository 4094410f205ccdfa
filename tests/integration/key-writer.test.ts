import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PostKeysInput } from '#core/imports/import-plan.ts';
import { createTally } from '#core/imports/import-tally.ts';
import { insertImport } from '#core/imports/imports.repo.ts';
import { createKeyWriter } from '#core/imports/key-writer.ts';
import type { PreparedKey } from '#core/imports/prepared-keys.ts';
import { run as removeLoaded } from '#core/imports/remove-loaded.job.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { closeTestShops, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** So many are written in rounds of these, as a million are in rounds of 131 072. */
const KEYS = 200;
const EXPECTED = 70;

/** An import that has begun, and what writes its keys, on the core's own connection. */
async function beginImport() {
  const shop = await openTestShop();
  const { queue, readDb } = shop.core.kernel;
  const { supplierId, skuId } = await makeTrade(shop.client);
  const importId = await queue.write((tx) =>
    insertImport(tx, {
      number: 'RK-1',
      supplierId,
      receiptKind: 'purchase',
      fileName: '点卡.csv',
      fileDigest: Buffer.alloc(32),
      settings: '{}',
      documentOn: '2026-11-21',
      externalNumber: '',
      amountCharged: null,
      settlement: 'account',
      startedAt: 0,
      startedBy: 1,
    }),
  );
  const sku = { skuId, code: 'C50', keyFields: [], columns: {}, faceValue: null, shelfLifeDays: null, usesPerKey: 1 };
  const plan = {
    importId,
    supplierId,
    skus: [{ ...sku, allowsShortPin: false, isVerifiedFirst: false, unitCost: null }],
    documentOn: '2026-11-21',
    isHistory: false,
    exchange: null,
    expectedRows: EXPECTED,
  } as unknown as PostKeysInput['plan'];
  const input: PostKeysInput = { plan, receiptKind: 'purchase', totalToAllocate: null, now: 0, month: '2026-11' };
  const thread = { readDb, writeTurn: queue.write } as Partial<ThreadContext> as ThreadContext;
  return { shop, importId, plan, writer: createKeyWriter(thread, input, () => false) };
}

function preparedKeys(count: number): PreparedKey[] {
  return Array.from({ length: count }, (_, index) => ({
    rowNumber: index + 2,
    keyId: 1_000 + index,
    skuIndex: 0,
    batchLabel: '',
    cost: 95_000,
    expiresOn: '9999-12-31',
    numberTail: String(index % 100).padStart(4, '0'),
    fingerprints: { pair: randomBytes(16), number: randomBytes(16), secret: randomBytes(16), loose: randomBytes(16) },
    sealed: randomBytes(40),
  }));
}

function counts({ core }: TestShop) {
  const { readDb } = core.kernel;
  const count = (table: string): number => readDb.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return { keys: count('card_keys'), pairs: count('key_pairs'), marks: count('key_marks') };
}

describe('the writing of keys', () => {
  it('writes what they are found by in rounds, and the rest at its end', async () => {
    const { shop, writer, plan } = await beginImport();
    const keys = preparedKeys(KEYS);

    await writer.write(keys.slice(0, 150), []);
    await writer.write(keys.slice(150), []);
    const rounds = Math.floor(KEYS / EXPECTED) * EXPECTED;
    expect(counts(shop)).toEqual({ keys: KEYS, pairs: rounds, marks: 4 * rounds });

    await writer.finish(createTally(plan, null));
    expect(counts(shop)).toEqual({ keys: KEYS, pairs: KEYS, marks: 4 * KEYS });
    const { readDb } = shop.core.kernel;
    const held = `SELECT 1 AS kind, number_mac AS mark, id FROM card_keys UNION ALL SELECT 2, secret_mac, id FROM card_keys
      UNION ALL SELECT 3, loose_mac, id FROM card_keys UNION ALL SELECT 4, CAST(number_tail AS BLOB), id FROM card_keys`;
    const astray = `SELECT * FROM key_marks EXCEPT SELECT * FROM (${held})`;
    expect(readDb.prepare(astray).all()).toEqual([]);
    expect(readDb.prepare('SELECT * FROM key_pairs EXCEPT SELECT pair_mac, id FROM card_keys').all()).toEqual([]);
  });

  it('takes everything of an import that was cut away, with marks and without', async () => {
    const { shop, writer, importId } = await beginImport();
    await writer.write(preparedKeys(KEYS), []);
    expect(counts(shop).pairs).toBeLessThan(KEYS);

    await removeAll(shop, importId);
    expect(counts(shop)).toEqual({ keys: 0, pairs: 0, marks: 0 });
  });

  it('lets no second key hold a pair, whatever was looked for before', async () => {
    const { writer, plan } = await beginImport();
    const [first, second] = preparedKeys(2);
    if (!first || !second) throw new Error('Two keys are needed.');
    const twin = { ...second, fingerprints: { ...second.fingerprints, pair: first.fingerprints.pair } };

    await writer.write([first, twin], []);
    await expect(writer.finish(createTally(plan, null))).rejects.toThrow(/UNIQUE.*key_pairs/);
  });
});

/** In rounds, as a million are. */
async function removeAll({ core }: TestShop, importId: ImportId): Promise<void> {
  const { readDb, queue } = core.kernel;
  const thread = { readDb, writeTurn: queue.write } as Partial<ThreadContext> as ThreadContext;
  await removeLoaded({ importId, keysAtOnce: EXPECTED }, thread);
}
