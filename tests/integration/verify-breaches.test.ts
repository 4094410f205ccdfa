import { afterEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { explainAll, importStatement, postEntry, settle } from '#tests/support/reconcile.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const on = (day: string) => day as Day;

async function checksOf({ client }: TestShop): Promise<ShopCheck['checks']> {
  const { jobId } = await client.verify.run();
  return ((await jobEnd(client, jobId)).result as ShopCheck).checks;
}

/** What verify finds broken once the books were changed behind the program's back. */
async function breachesAfter(shop: TestShop, sql: string): Promise<Record<string, string[]>> {
  expect((await checksOf(shop)).filter(({ isKept }) => !isKept)).toEqual([]);
  await shop.core.kernel.queue.write((tx) => tx.exec(sql));
  const broken = (await checksOf(shop)).filter(({ isKept }) => !isKept);
  return Object.fromEntries(broken.map(({ name, breaches }) => [name, breaches]));
}

/**
 * October is settled with a fee of theirs that our books took over in November, and November's first days after it; nothing
 * was said of what is between.
 */
async function settledShop() {
  const shop = await openTestShop();
  const { client } = shop;
  const { supplierId } = await makeTrade(client);
  const pay = (day: string, number: string) =>
    postEntry(client, {
      supplierId,
      kind: 'payment',
      amount: moneyOfUnits(100),
      externalNumber: number,
      occurredOn: on(day),
    });
  const before = await pay('2026-09-20', 'P0');
  await pay('2026-10-05', 'P1');
  const text = ['日期,单号,类型,金额', '2026-10-05,P1,充值,100', '2026-10-06,F1,手续费,5'].join('\n');
  const october = { text, supplierId, from: '2026-10-01', to: '2026-10-31' };
  const { statementId } = await importStatement(client, october);
  const { found } = await client.statements.get({ id: statementId });
  const items = found.map(({ subject, kind }) => ({ subject, kind, note: '' }));
  const marked = await client.statements.markDifferences({ commandId: newCommandId(), id: statementId, items });
  const [differenceId] = marked.differenceIds;
  if (differenceId === undefined) throw new Error('Nothing was found.');
  const adjusted = { commandId: newCommandId(), differenceId, resolution: 'adjusted', note: '' } as const;
  await client.statements.resolveDifference({ ...adjusted, occurredOn: on('2026-11-02') });
  await settle(client, statementId);
  const between = await pay('2026-11-04', 'P2');
  await pay('2026-11-12', 'P3');
  const next = ['日期,单号,类型,金额', '2026-11-12,P3,充值,100'].join('\n');
  const november = { text: next, supplierId, from: '2026-11-11', to: '2026-11-15' };
  const { statementId: nextId } = await importStatement(client, november);
  await explainAll(client, nextId);
  await settle(client, nextId);
  const { number } = await client.statements.get({ id: statementId });
  const { number: nextNumber } = await client.statements.get({ id: nextId });
  return { shop, supplierId, statementId, number, nextNumber, before, between };
}

describe('verify names a statement', () => {
  it('of which a line is missing, or that says another sum', async () => {
    const { shop, statementId, number } = await settledShop();
    const rule = 'statements-are-their-lines';
    expect(
      await breachesAfter(shop, `UPDATE statements SET line_total = line_total + 1 WHERE id = ${statementId}`),
    ).toEqual({
      [rule]: [`statement ${number}`],
    });
    await shop.core.kernel.queue.write((tx) =>
      tx.exec(`UPDATE statements SET line_total = line_total - 1 WHERE id = ${statementId}`),
    );
    const broken = await breachesAfter(
      shop,
      `UPDATE statement_lines SET statement_id = (SELECT max(id) FROM statements) WHERE external_number = 'F1'`,
    );
    expect(broken[rule]?.sort()).toEqual((await checksOf(shop)).find(({ name }) => name === rule)?.breaches.sort());
    expect(broken[rule]).toHaveLength(2);
  });

  it('below which the account was changed before the first statement', async () => {
    const { shop, supplierId, number, nextNumber, before } = await settledShop();
    const broken = await breachesAfter(
      shop,
      `UPDATE supplier_entries SET amount = amount - 10000 WHERE id = ${before.id};
       UPDATE supplier_balances SET balance = balance - 10000 WHERE supplier_id = ${supplierId}`,
    );
    expect(broken['settled-statements-stand-on-the-account']).toEqual([
      `statement ${number}`,
      `statement ${nextNumber}`,
    ]);
  });

  it('below which an entry between two statements was changed', async () => {
    const { shop, supplierId, nextNumber, between } = await settledShop();
    const broken = await breachesAfter(
      shop,
      `UPDATE supplier_entries SET occurred_on = '2026-11-16' WHERE id = ${between.id};
       UPDATE supplier_balances SET balance = balance WHERE supplier_id = ${supplierId}`,
    );
    expect(broken).toEqual({ 'settled-statements-stand-on-the-account': [`statement ${nextNumber}`] });
  });

  it('of which an adjustment was reversed, or a difference is open again', async () => {
    const { shop, number } = await settledShop();
    const { rows } = await shop.client.supplierAccounts.entries({
      supplierId: (await shop.client.suppliers.list({ limit: 1 })).rows[0]?.id ?? 0,
      kind: 'fee',
    } as Parameters<typeof shop.client.supplierAccounts.entries>[0]);
    const fee = rows[0];
    const rule = 'settled-adjustments-stand';
    const broken = await breachesAfter(
      shop,
      `UPDATE supplier_entries SET reverses_id = ${fee?.id} WHERE external_number = 'P3'`,
    );
    expect(broken[rule]).toEqual([`statement ${number} entry ${fee?.number}`]);
    await shop.core.kernel.queue.write((tx) =>
      tx.exec("UPDATE supplier_entries SET reverses_id = NULL WHERE external_number = 'P3'"),
    );
    expect(await breachesAfter(shop, "UPDATE statement_differences SET resolution = 'open'")).toMatchObject({
      [rule]: [`statement ${number} entry ${fee?.number}`],
    });
  });

  it('whose match says another difference than its two sides have', async () => {
    const { shop, number } = await settledShop();
    expect(
      await breachesAfter(
        shop,
        'UPDATE statement_matches SET difference = 1 WHERE id = (SELECT min(id) FROM statement_matches)',
      ),
    ).toEqual({ 'matches-are-their-two-sides': [expect.stringContaining(`statement ${number} match `)] });
  });
});

describe('verify names a key', () => {
  async function soldKeys() {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'k.csv', keySheet(4), trade);
    const lines = [{ skuId: trade.skuId, quantity: 1 }];
    await shop.client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines });
    const { rows } = await shop.client.cardKeys.list({ filter: { states: ['available'] }, limit: 2 });
    const [seen] = rows;
    if (!seen) throw new Error('There is no key.');
    await shop.client.cardKeys.reveal({ commandId: newCommandId(), keyIds: [seen.id] });
    return { shop, seenId: seen.id };
  }
  const SOLD = "(SELECT id FROM card_keys WHERE state = 'delivered')";

  it('whose cost is neither in it nor in its deliveries', async () => {
    const { shop } = await soldKeys();
    const broken = await breachesAfter(shop, `UPDATE card_keys SET cost = cost + 1 WHERE id = ${SOLD}`);
    expect(broken).toEqual({ 'keys-carry-what-they-cost': [expect.stringMatching(/^key \d+$/)] });
  });

  it('that has a use left which its delivery took', async () => {
    const { shop } = await soldKeys();
    const broken = await breachesAfter(shop, `UPDATE card_keys SET uses_left = 1 WHERE id = ${SOLD}`);
    expect(broken).toEqual({ 'uses-left-follow-deliveries': [expect.stringMatching(/^key \d+$/)] });
  });

  it('that was seen and is not marked so', async () => {
    const { shop, seenId } = await soldKeys();
    const broken = await breachesAfter(shop, `UPDATE card_keys SET is_exposed = 0 WHERE id = ${seenId}`);
    expect(broken).toEqual({ 'seen-keys-are-exposed': [`key ${seenId}`] });
  });

  it('whose look is gone from its timeline, by the event of the trail', async () => {
    const { shop } = await soldKeys();
    const broken = await breachesAfter(
      shop,
      `INSERT INTO key_events (key_id, from_state, to_state, document_kind, document_id, happened_at)
         SELECT ${SOLD}, 'delivered', 'delivered', 'audit', document_id, happened_at FROM key_events WHERE document_kind = 'audit'`,
    );
    expect(broken).toEqual({ 'seen-keys-are-exposed': [expect.stringMatching(/^event \d+$/)] });
  });
});

describe('verify names a line of issued.log', () => {
  it.each([
    ['in the middle', 'SELECT min(sequence) FROM issued_outbox'],
    ['at the end', 'SELECT max(sequence) FROM issued_outbox'],
  ])('that is gone from the books %s', async (_where, which) => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'k.csv', keySheet(4), trade);
    for (let times = 0; times < 3; times += 1) {
      const lines = [{ skuId: trade.skuId, quantity: 1 }];
      await shop.client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines });
    }
    const broken = await breachesAfter(shop, `DELETE FROM issued_outbox WHERE sequence = (${which})`);
    expect(broken).toEqual({ 'asked-lines-are-kept': [expect.stringMatching(/^issued.log line \d+$/)] });
  });
});
