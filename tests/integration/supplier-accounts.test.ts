import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SupplierEntry } from '#shared/contract/suppliers.contract.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(closeTestShops);

type PostInput = Parameters<TestShop['client']['supplierAccounts']['post']>[0];

async function newSupplier(input: { name?: string; closingDay?: number } = {}): Promise<SupplierId> {
  const { id } = await shop.client.suppliers.create({
    commandId: newCommandId(),
    name: '星辰批发',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'prepaid',
    ...input,
  });
  return id;
}

const on = (day: string) => day as Day;
const yuan = (amount: number) => money(amount * 10_000);

function post(supplierId: SupplierId, input: Partial<Omit<PostInput, 'supplierId' | 'commandId'>> = {}) {
  return shop.client.supplierAccounts.post({
    commandId: newCommandId(),
    supplierId,
    kind: 'payment',
    amount: yuan(500),
    occurredOn: on('2026-11-03'),
    ...input,
  });
}

async function allEntries(supplierId: SupplierId, limit = 4): Promise<SupplierEntry[]> {
  const rows: SupplierEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await shop.client.supplierAccounts.entries({ supplierId, limit, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rows;
}

/** What closing a book leaves behind; the closing itself is tested with reconciliation. */
function closeMonth(book: 'supplier' | 'shop', bookId: number, month: string, state = 'closed'): Promise<void> {
  return shop.core.kernel.queue.write((tx) => {
    tx.exec(`INSERT INTO periods (book, book_id, month, state, changed_at, changed_by)
      VALUES ('${book}', ${bookId}, '${month}', '${state}', 1, 1)`);
  });
}

describe('entries', () => {
  it('are numbered, signed by their kind, and carry the balance after them in order of days', async () => {
    const id = await newSupplier();
    await post(id, { kind: 'opening', direction: 'lowers', amount: yuan(100), occurredOn: on('2026-11-01') });
    await post(id, { kind: 'fee', amount: yuan(2), occurredOn: on('2026-11-10') });
    const late = await post(id, { externalNumber: 'T-77', occurredOn: on('2026-11-05') });
    expect(late.number).toBe('SA-202611-0003');
    expect((await allEntries(id)).map(({ kind, amount, balanceAfter }) => [kind, amount, balanceAfter])).toEqual([
      ['fee', yuan(2), yuan(-598)],
      ['payment', yuan(-500), yuan(-600)],
      ['opening', yuan(-100), yuan(-100)],
    ]);
    expect(await shop.client.supplierAccounts.get({ supplierId: id })).toMatchObject({
      balance: yuan(-598),
      entryCount: 3,
      lastEntryOn: '2026-11-10',
      openFrom: null,
      month: '2026-11',
    });
    expect(await shop.client.supplierAccounts.totals()).toEqual([
      { currency: 'CNY', owed: 0, prepaid: yuan(598), accountCount: 1 },
    ]);
  });

  it('keep the account’s own balance beside them when the list is filtered', async () => {
    const id = await newSupplier();
    await post(id, { amount: yuan(10), occurredOn: on('2026-11-01') });
    await post(id, { kind: 'fee', amount: yuan(1), occurredOn: on('2026-11-02') });
    await post(id, { amount: yuan(20), occurredOn: on('2026-11-03'), remark: '十一月第二次' });
    const { rows } = await shop.client.supplierAccounts.entries({ supplierId: id, kind: 'payment' });
    expect(rows.map(({ balanceAfter }) => balanceAfter)).toEqual([yuan(-29), yuan(-10)]);
    const found = await shop.client.supplierAccounts.entries({ supplierId: id, search: '第二次' });
    expect(found.rows.map(({ balanceAfter }) => balanceAfter)).toEqual([yuan(-29)]);
  });

  it('need a side where the kind has none, and none where it has one', async () => {
    const id = await newSupplier();
    const refused = (field: string) => ({ code: 'INVALID_VALUE', data: { field } });
    await expect(post(id, { kind: 'adjustment' })).rejects.toMatchObject(refused('direction'));
    await expect(post(id, { kind: 'payment', direction: 'raises' })).rejects.toMatchObject(refused('direction'));
    await expect(post(id, { amount: yuan(0) })).rejects.toMatchObject(refused('amount'));
    await expect(post(id, { amount: yuan(-5) })).rejects.toMatchObject(refused('amount'));
    expect(await allEntries(id)).toEqual([]);
  });

  it('open an account once, and again after the opening was reversed', async () => {
    const id = await newSupplier();
    const opening = { kind: 'opening', direction: 'raises', amount: yuan(9) } as const;
    const first = await post(id, opening);
    await expect(post(id, opening)).rejects.toMatchObject({ code: 'OPENING_EXISTS', data: { number: first.number } });
    await reverse(first.id);
    await post(id, { ...opening, amount: yuan(8) });
    expect((await shop.client.supplierAccounts.get({ supplierId: id })).balance).toBe(yuan(8));
  });

  it('are posted once however often their command comes', async () => {
    const id = await newSupplier();
    const input = { commandId: newCommandId(), supplierId: id, kind: 'payment', amount: yuan(5) } as const;
    const once = await shop.client.supplierAccounts.post({ ...input, occurredOn: on('2026-11-03') });
    expect(await shop.client.supplierAccounts.post({ ...input, occurredOn: on('2026-11-03') })).toEqual(once);
    expect(await allEntries(id)).toHaveLength(1);
  });

  it('are dated a month ahead at most: 2062 is no year to pay in', async () => {
    const id = await newSupplier();
    const refusal = { code: 'INVALID_VALUE', data: { field: 'occurredOn', rule: 'TOO_FAR_AHEAD' } };
    await expect(post(id, { occurredOn: on('2062-11-03') })).rejects.toMatchObject(refusal);
    await expect(post(id, { occurredOn: on('2026-12-23') })).rejects.toMatchObject(refusal);
    expect(await allEntries(id)).toEqual([]);
    await post(id, { occurredOn: on('2026-12-22') });
    expect(await allEntries(id)).toHaveLength(1);
  });

  it('stop at what a balance can hold', async () => {
    const id = await newSupplier();
    await post(id, { amount: money(Number.MAX_SAFE_INTEGER) });
    await expect(post(id, { amount: money(1) })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { rule: 'BALANCE_TOO_LARGE' },
    });
    expect(await allEntries(id)).toHaveLength(1);
  });
});

function reverse(id: SupplierEntryId, occurredOn = on('2026-11-20')) {
  return shop.client.supplierAccounts.reverse({ commandId: newCommandId(), id, occurredOn, reason: '金额写错' });
}

describe('reversal', () => {
  it('posts the opposite and leaves the entry as it was, once', async () => {
    const id = await newSupplier();
    const payment = await post(id);
    const reversal = await reverse(payment.id);
    const [second, first] = await allEntries(id);
    expect(first).toMatchObject({ amount: yuan(-500), reversedById: reversal.id, reversedByNumber: reversal.number });
    expect(second).toMatchObject({ kind: 'payment', amount: yuan(500), reversesId: payment.id, balanceAfter: 0 });
    await expect(reverse(payment.id)).rejects.toMatchObject({
      code: 'ENTRY_REVERSED',
      data: { number: reversal.number },
    });
    await expect(reverse(reversal.id)).rejects.toMatchObject({ code: 'ENTRY_IS_REVERSAL' });
  });

  it('is not dated before its entry', async () => {
    const id = await newSupplier();
    const payment = await post(id, { occurredOn: on('2026-11-03') });
    await expect(reverse(payment.id, on('2026-11-02'))).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'occurredOn', rule: 'BEFORE_ENTRY' },
    });
    await reverse(payment.id, on('2026-11-03'));
    expect((await allEntries(id))[0]).toMatchObject({ occurredOn: '2026-11-03', balanceAfter: 0 });
  });

  it('is refused for what a settled statement holds and for what came with a document', async () => {
    const id = await newSupplier();
    const [settled, imported] = [await post(id), await post(id)];
    await shop.core.kernel.queue.write((tx) => {
      tx.exec(`INSERT INTO statements (id, number, supplier_id, from_on, to_on, state, file_name, file_digest, imported_at,
        imported_by) VALUES (5, 'ST-202611-0001', ${id}, '2026-11-01', '2026-11-30', 'settled', 'x.csv', x'00', 1, 1)`);
      tx.exec(`UPDATE supplier_entries SET settled_statement_id = 5 WHERE id = ${settled.id}`);
      tx.exec(`UPDATE supplier_entries SET import_id = 9, our_number = 'IM-202611-0001' WHERE id = ${imported.id}`);
    });
    await expect(reverse(settled.id)).rejects.toMatchObject({
      code: 'ENTRY_SETTLED',
      data: { number: 'ST-202611-0001' },
    });
    await expect(reverse(imported.id)).rejects.toMatchObject({
      code: 'ENTRY_HAS_DOCUMENT',
      data: { documentNumber: 'IM-202611-0001' },
    });
    expect(await allEntries(id)).toHaveLength(2);
  });
});

describe('a closed month', () => {
  it('takes nothing, names the first open one, and closes what lies before it too', async () => {
    const id = await newSupplier();
    await closeMonth('supplier', id, '2026-10', 'settled');
    for (const day of ['2026-10-31', '2026-08-01']) {
      await expect(post(id, { occurredOn: on(day) })).rejects.toMatchObject({
        code: 'MONTH_CLOSED',
        data: { month: day.slice(0, 7), openMonth: '2026-11' },
      });
    }
    await post(id, { occurredOn: on('2026-11-01') });
    const other = await newSupplier({ name: '另一家' });
    await post(other, { occurredOn: on('2026-10-31') });
    expect((await shop.client.supplierAccounts.get({ supplierId: id })).openFrom).toBe('2026-11-01');
  });

  it('goes by the supplier’s own closing day', async () => {
    const id = await newSupplier({ closingDay: 25 });
    await closeMonth('supplier', id, '2026-11', 'settled');
    await expect(post(id, { occurredOn: on('2026-11-25') })).rejects.toMatchObject({ code: 'MONTH_CLOSED' });
    await post(id, { occurredOn: on('2026-11-26') });
    expect((await allEntries(id))[0]?.month).toBe('2026-12');
  });

  it('of the shop closes every book; one that is late or re-opened stays open', async () => {
    const id = await newSupplier();
    await closeMonth('supplier', id, '2026-10', 'late');
    await closeMonth('shop', 0, '2026-09', 'reopened');
    await post(id, { occurredOn: on('2026-09-30') });
    await closeMonth('shop', 0, '2026-10');
    await expect(post(id, { occurredOn: on('2026-10-30') })).rejects.toMatchObject({
      code: 'MONTH_CLOSED',
      data: { openMonth: '2026-11' },
    });
  });
});

describe('invariant: a balance is the sum of its entries', () => {
  it('through any order of posts and reversals, and each row’s balance is the sum up to it', async () => {
    const operation = fc.record({
      account: fc.nat(1),
      kind: fc.constantFrom('payment', 'refund', 'rebate', 'fee', 'withdrawal', 'adjustment'),
      parts: fc.integer({ min: 1, max: 10_000_000 }),
      raises: fc.boolean(),
      dayOffset: fc.nat(40),
      reverses: fc.boolean(),
    });
    const accounts = [await newSupplier({ name: '甲' }), await newSupplier({ name: '乙' })];
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
        for (const { account, kind, parts, raises, dayOffset, reverses } of operations) {
          const supplierId = accounts[account];
          if (supplierId === undefined) continue;
          const occurredOn = addDays(on('2026-10-01'), dayOffset);
          const direction = kind === 'adjustment' ? (raises ? 'raises' : 'lowers') : undefined;
          const { id } = await post(supplierId, { kind: kind as 'fee', amount: money(parts), direction, occurredOn });
          if (reverses) await reverse(id, occurredOn);
        }
        for (const supplierId of accounts) await expectSumsAgree(supplierId);
      }),
      { numRuns: 15 },
    );
  });
});

async function expectSumsAgree(supplierId: SupplierId): Promise<void> {
  const rows = (await allEntries(supplierId, 7)).reverse();
  let sum = 0;
  for (const row of rows) {
    sum += row.amount;
    expect(row.balanceAfter).toBe(sum);
  }
  const days = rows.map(({ occurredOn }): string => occurredOn);
  expect(days).toEqual([...days].sort());
  const account = await shop.client.supplierAccounts.get({ supplierId });
  expect({ balance: account.balance, count: account.entryCount }).toEqual({
    balance: sum as Money,
    count: rows.length,
  });
}
