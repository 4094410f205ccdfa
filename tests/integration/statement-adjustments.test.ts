import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementDifferenceId, StatementId, SupplierId } from '#shared/domain/ids.ts';
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
import { importStatement, postEntry, settle } from '#tests/support/reconcile.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

const on = (day: string) => day as Day;
const HEAD = '日期,单号,类型,金额';

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let october: StatementId;
let differenceId: StatementDifferenceId;

/** In October they charge a fee of 5 that our books do not have. */
beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  supplierId = await createSupplier(client, 'S001', { settlement: 'prepaid', creditDays: 0 });
  const payment = { kind: 'payment', amount: moneyOfUnits(100), externalNumber: 'P1' } as const;
  await postEntry(client, { ...payment, supplierId, occurredOn: on('2026-10-05') });
  const text = [HEAD, '2026-10-05,P1,充值,100', '2026-10-06,F1,手续费,5'].join('\n');
  ({ statementId: october } = await importStatement(client, {
    text,
    supplierId,
    from: '2026-10-01',
    to: '2026-10-31',
  }));
  differenceId = await markOnly(october);
});
afterEach(async () => {
  expect(brokenInvariants(shop.core)).toEqual([]);
  await closeTestShops();
});

/** Marks what is found of a statement and answers the first mark. */
async function markOnly(id: StatementId): Promise<StatementDifferenceId> {
  const { found } = await client.statements.get({ id });
  const items = found.map(({ subject, kind }) => ({ subject, kind, note: '' }));
  const { differenceIds } = await client.statements.markDifferences({ commandId: newCommandId(), id, items });
  const [only] = differenceIds;
  if (only === undefined) throw new Error('Nothing was marked.');
  return only;
}

function adjust(day: string) {
  const command = { commandId: newCommandId(), differenceId, resolution: 'adjusted', note: '' } as const;
  return client.statements.resolveDifference({ ...command, occurredOn: on(day) });
}

/** A statement of nothing but a line that comes to nothing, and where it stands. */
async function nextStatement(from: string, to: string) {
  const { statementId } = await importStatement(client, {
    text: [HEAD, `${to},,采购,0`].join('\n'),
    supplierId,
    from,
    to,
  });
  return client.statements.get({ id: statementId });
}

describe('what adjusts a difference after the days of its statement', () => {
  it('is not reversed while that statement is settled: it would have nothing left to rest on', async () => {
    await adjust('2026-11-02');
    await settle(client, october);
    const { rows } = await client.supplierAccounts.entries({ supplierId, kind: 'fee' });
    const [fee] = rows;
    if (!fee) throw new Error('The fee is not there.');
    const { number } = await client.statements.get({ id: october });
    expect(fee).toMatchObject({ settledStatementId: october, settledStatementNumber: number });
    const reversal = { id: fee.id, occurredOn: on('2026-11-03'), reason: '录错' };
    await expect(client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal })).rejects.toMatchObject({
      code: 'ENTRY_SETTLED',
      data: { number },
    });
    await client.statements.reopen({ commandId: newCommandId(), id: october, reason: '手续费不认' });
    await client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal });
    expect((await client.statements.get({ id: october })).differences).toMatchObject([{ resolution: 'open' }]);
  });

  it('explains the statements between, until its day comes', async () => {
    await adjust('2026-11-15');
    await settle(client, october);
    const between = await nextStatement('2026-11-01', '2026-11-10');
    expect(between).toMatchObject({ difference: 50_000, unexplained: 0, found: [] });
    expect(between.figures).toMatchObject({ carriedDifference: 50_000, unexplained: 0 });
    await settle(client, between.id);
    const after = await nextStatement('2026-11-11', '2026-11-20');
    expect(after.figures).toMatchObject({ carriedDifference: 0, difference: 0, unexplained: 0 });
    await settle(client, after.id);
  });

  it('is there already for a statement that does not follow at once', async () => {
    await adjust('2026-11-15');
    await settle(client, october);
    const after = await nextStatement('2026-11-11', '2026-11-20');
    expect(after.figures).toMatchObject({ carriedDifference: 0, difference: 0, unexplained: 0 });
  });
});

describe('what adjusts a difference of a statement that came after the next one was settled', () => {
  it('is an entry like any other for the statements that follow: the one between agreed without it', async () => {
    await client.statements.withdraw({ commandId: newCommandId(), id: october, reason: '还没到' });
    const between = await nextStatement('2026-11-01', '2026-11-10');
    expect(between.figures).toMatchObject({ difference: 0, unexplained: 0 });
    await settle(client, between.id);
    shop.clock.advance(1000);
    const text = [HEAD, '2026-10-05,P1,充值,100', '2026-10-06,F1,手续费,5'].join('\n');
    const days = { from: '2026-10-01', to: '2026-10-31' } as const;
    ({ statementId: october } = await importStatement(client, { text, supplierId, ...days }));
    differenceId = await markOnly(october);
    await adjust('2026-11-15');
    await settle(client, october);
    const after = await nextStatement('2026-11-11', '2026-11-20');
    expect(after.figures).toMatchObject({ difference: -50_000, unexplained: -50_000, openEntryCount: 1 });
    expect(after.found).toMatchObject([{ subject: { about: 'entry' }, amount: -50_000 }]);
    const accepted = { commandId: newCommandId(), differenceId: await markOnly(after.id), note: '' } as const;
    await client.statements.resolveDifference({ ...accepted, resolution: 'accepted' });
    await settle(client, after.id);
  });
});

describe('what adjusts a difference', () => {
  it('is not dated before its statement, whose opening it would change', async () => {
    await expect(adjust('2026-09-30')).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'occurredOn', rule: 'NOT_BEFORE_FROM', value: '2026-10-01' },
    });
    await adjust('2026-10-31');
    await settle(client, october);
  });
});

describe('a statement that says only what it ends on', () => {
  it('is held to it: what nobody can tell where from stands as a difference at the beginning', async () => {
    await client.statements.withdraw({ commandId: newCommandId(), id: october, reason: '换新版' });
    const text = [HEAD, '2026-10-05,P1,充值,100', ',,期末余额,70'].join('\n');
    const file = { text, supplierId, from: '2026-10-01', to: '2026-10-31' };
    const { statementId: id, reading } = await importStatement(client, file);
    expect(reading).toMatchObject({ openingBalance: moneyOfUnits(30), closingBalance: moneyOfUnits(-70), breaks: [] });
    const { figures, found } = await client.statements.get({ id });
    expect(figures).toMatchObject({ closingTheirs: moneyOfUnits(-70), unexplained: moneyOfUnits(30) });
    expect(found).toMatchObject([{ subject: { about: 'opening' }, amount: moneyOfUnits(30) }]);
    await expect(settle(client, id)).rejects.toMatchObject({ code: 'UNEXPLAINED_DIFFERENCE' });
  });
});
