import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { closeMonth, importStatement, postEntry, settle } from '#tests/support/reconcile.ts';
import { createTestClock } from '#tests/support/test-clock.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

const on = (day: string) => day as Day;
const HEAD = '日期,单号,类型,金额';

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  supplierId = await createSupplier(client, 'S001', { settlement: 'prepaid', creditDays: 0 });
});
afterEach(async () => {
  expect(brokenInvariants(shop.core)).toEqual([]);
  await closeTestShops();
});

function pay(day: string, number: string, units = 100) {
  const payment = { kind: 'payment', amount: moneyOfUnits(units), externalNumber: number } as const;
  return postEntry(client, { ...payment, supplierId, occurredOn: on(day) });
}

/** A statement of a payment, with what the sheet says besides. */
async function statementOf(from: string, to: string, ...rows: string[]): Promise<StatementId> {
  const { statementId } = await importStatement(client, { text: [HEAD, ...rows].join('\n'), supplierId, from, to });
  return statementId;
}

async function markFound(id: StatementId) {
  const { found } = await client.statements.get({ id });
  const items = found.map(({ subject, kind }) => ({ subject, kind, note: '' }));
  const { differenceIds } = await client.statements.markDifferences({ commandId: newCommandId(), id, items });
  return differenceIds;
}

describe('statements of one supplier', () => {
  it('are settled the earliest first, and opened again the latest first', async () => {
    await pay('2026-10-05', 'P1');
    await pay('2026-11-05', 'P2');
    const first = await statementOf('2026-10-01', '2026-10-31', '2026-10-05,P1,充值,100');
    const second = await statementOf('2026-11-01', '2026-11-10', '2026-11-05,P2,充值,100');
    const numberOf = async (id: StatementId) => (await client.statements.get({ id })).number;
    await expect(settle(client, second)).rejects.toMatchObject({
      code: 'EARLIER_STATEMENT_OPEN',
      data: { number: await numberOf(first) },
    });
    await settle(client, first);
    await settle(client, second);
    const reopen = (id: StatementId) => client.statements.reopen({ commandId: newCommandId(), id, reason: '漏记' });
    await expect(reopen(first)).rejects.toMatchObject({
      code: 'LATER_STATEMENT_SETTLED',
      data: { number: await numberOf(second) },
    });
    await reopen(second);
    await reopen(first);
    await pay('2026-10-31', 'P0');
  });

  it('are opened again only while the shop has not closed their month', async () => {
    await pay('2026-10-05', 'P1');
    const id = await statementOf('2026-10-01', '2026-10-31', '2026-10-05,P1,充值,100');
    await settle(client, id);
    await closeMonth(client, '2026-10');
    const reopen = () => client.statements.reopen({ commandId: newCommandId(), id, reason: '漏记' });
    await expect(reopen()).rejects.toMatchObject({
      code: 'MONTH_CLOSED',
      data: { month: '2026-10', openMonth: '2026-11' },
    });
    const month = { month: '2026-10', reason: '漏记', includesLater: false };
    await client.periods.reopenMonth({ commandId: newCommandId(), ...month });
    await expect(client.periods.reopenMonth({ commandId: newCommandId(), ...month })).rejects.toMatchObject({
      code: 'MONTH_NOT_CLOSED',
    });
    await reopen();
    // And the month waits for it again.
    expect((await client.periods.get({ month: '2026-10' })).books).toMatchObject([
      { status: 'open', isBlocking: true },
    ]);
  });

  it('after days that none speaks of go on from our books and what was claimed before', async () => {
    await pay('2026-10-05', 'P1');
    const first = await statementOf('2026-10-01', '2026-10-31', '2026-10-05,P1,充值,100', '2026-10-06,F1,手续费,5');
    const [differenceId] = await markFound(first);
    if (differenceId === undefined) throw new Error('Nothing was found.');
    const claim = { commandId: newCommandId(), differenceId, resolution: 'claimed', note: '' } as const;
    await client.statements.resolveDifference(claim);
    await settle(client, first);
    await pay('2026-11-04', 'P2');
    await pay('2026-11-12', 'P3');
    const third = ['2026-11-11,,期初余额,195', '2026-11-12,P3,充值,100'];
    const id = await statementOf('2026-11-11', '2026-11-15', ...third);
    const { figures, found } = await client.statements.get({ id });
    expect(found).toEqual([]);
    expect(figures).toMatchObject({ carriedDifference: moneyOfUnits(5), difference: moneyOfUnits(5), unexplained: 0 });
    await settle(client, id);
  });
});

describe('a statement', () => {
  it('is settled when its last day is over where the shop is', async () => {
    await closeTestShops();
    const clock = createTestClock(Date.parse('2026-11-21T15:59:59.999Z'));
    shop = await openTestShop({ clock });
    client = shop.client;
    supplierId = await createSupplier(client, 'S001', { settlement: 'prepaid', creditDays: 0 });
    await pay('2026-11-05', 'P1');
    const id = await statementOf('2026-11-01', '2026-11-21', '2026-11-05,P1,充值,100');
    await expect(settle(client, id)).rejects.toMatchObject({
      code: 'PERIOD_NOT_OVER',
      data: { endsOn: '2026-11-21' },
    });
    clock.advance(1);
    await settle(client, id);
  });

  it('is not settled over an entry that came in while it was summed up', async () => {
    await pay('2026-11-05', 'P1');
    const id = await statementOf('2026-11-01', '2026-11-10', '2026-11-05,P1,充值,100');
    const [posted, settled] = await Promise.allSettled([pay('2026-11-06', 'P2'), settle(client, id)]);
    expect(posted.status).toBe('fulfilled');
    const { state } = await client.statements.get({ id });
    expect(settled).toMatchObject({ status: 'rejected' });
    expect(state).toBe('open');
  });

  it('with a difference that an entry adjusts is not withdrawn, nor the mark taken away or decided anew', async () => {
    await pay('2026-10-05', 'P1');
    const id = await statementOf('2026-10-01', '2026-10-31', '2026-10-05,P1,充值,100', '2026-10-06,F1,手续费,5');
    const [differenceId] = await markFound(id);
    if (differenceId === undefined) throw new Error('Nothing was found.');
    const resolve = (resolution: 'adjusted' | 'accepted') =>
      client.statements.resolveDifference({ commandId: newCommandId(), differenceId, resolution, note: '' });
    const { adjustmentNumber: number } = await resolve('adjusted');
    const refused = { code: 'DIFFERENCE_ADJUSTED', data: { number } };
    const command = () => ({ commandId: newCommandId() });
    await expect(client.statements.withdraw({ ...command(), id, reason: '换新版' })).rejects.toMatchObject(refused);
    await expect(client.statements.unmarkDifference({ ...command(), differenceId })).rejects.toMatchObject(refused);
    await expect(resolve('accepted')).rejects.toMatchObject(refused);
    await expect(resolve('adjusted')).rejects.toMatchObject(refused);
    const { rows } = await client.supplierAccounts.entries({ supplierId, kind: 'fee' });
    // A line that only they have keeps its kind in our books.
    expect(rows.map((row) => [row.number, row.amount])).toEqual([[number, moneyOfUnits(5)]]);
    const [fee] = rows;
    if (!fee) throw new Error('The fee is not there.');
    await client.supplierAccounts.reverse({ ...command(), id: fee.id, occurredOn: on('2026-10-31'), reason: '录错' });
    await client.statements.withdraw({ ...command(), id, reason: '换新版' });
  });

  it('takes by hand only entries of its own days, and marks only what comes to something', async () => {
    await pay('2026-10-05', 'P1');
    const { id: outside } = await pay('2026-11-02', 'P2');
    const id = await statementOf('2026-10-01', '2026-10-31', '2026-10-05,P9,充值,100', '2026-10-07,Z1,采购,0');
    const { rows } = await client.statements.lines({ id, filter: 'all', limit: 10 });
    const [line, nothing] = rows;
    if (!line || !nothing) throw new Error('The lines are not there.');
    const byHand = (entryIds: SupplierEntryId[]) =>
      client.statements.matchByHand({ commandId: newCommandId(), id, lineIds: [line.id], entryIds });
    await expect(byHand([outside])).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'entryIds', rule: 'WITHIN_STATEMENT' },
    });
    const items = [{ subject: { about: 'line', id: nothing.id }, kind: 'ONLY_THEIRS', note: '' } as const];
    await expect(client.statements.markDifferences({ commandId: newCommandId(), id, items })).rejects.toMatchObject({
      code: 'NO_DIFFERENCE',
    });
  });
});

describe('the first day that an account takes entries of', () => {
  it('is after its latest settled statement and after its latest confirmed month, whichever is later', async () => {
    const openFrom = async () => (await client.supplierAccounts.get({ supplierId })).openFrom;
    await pay('2026-10-05', 'P1');
    const half = await statementOf('2026-10-01', '2026-10-15', '2026-10-05,P1,充值,100');
    await settle(client, half);
    expect(await openFrom()).toBe('2026-10-16');
    const month = { supplierId, month: '2026-10', balance: moneyOfUnits(-100), note: '' };
    await client.periods.confirmBalance({ commandId: newCommandId(), ...month });
    expect(await openFrom()).toBe('2026-11-01');
    await pay('2026-11-05', 'P2');
    await settle(client, await statementOf('2026-11-01', '2026-11-10', '2026-11-05,P2,充值,100'));
    expect(await openFrom()).toBe('2026-11-11');
  });
});
