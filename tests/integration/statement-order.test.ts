import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobId, StatementDifferenceId, StatementId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
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
import { importSheet, jobEnd, keySheet, makeSku } from '#tests/support/trade.ts';
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
    const { revision } = await client.statements.get({ id });
    // Both wait for their turn: the statement is summed up before the entry is there.
    const lease = await shop.core.kernel.queue.lease();
    const posting = pay('2026-11-06', 'P2');
    const settling = client.statements.settle({ commandId: newCommandId(), id, revision });
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    lease.release();
    const [posted, settled] = await Promise.allSettled([posting, settling]);
    expect(posted.status).toBe('fulfilled');
    expect(settled).toMatchObject({ status: 'rejected', reason: { code: 'CHANGED_MEANWHILE' } });
    expect((await client.statements.get({ id })).state).toBe('open');
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
    // Nor is its line matched by hand: the entry that adjusts it would be left over.
    const { rows: lines } = await client.statements.lines({ id, filter: 'difference', limit: 10 });
    const { id: other } = await pay('2026-10-07', 'P7');
    const byHand = { id, lineIds: lines.map((line) => line.id), entryIds: [other] };
    await expect(client.statements.matchByHand({ ...command(), ...byHand })).rejects.toMatchObject(refused);
    const { rows } = await client.supplierAccounts.entries({ supplierId, kind: 'fee' });
    // A line that only they have keeps its kind in our books.
    expect(rows.map((row) => [row.number, row.amount])).toEqual([[number, moneyOfUnits(5)]]);
    const [fee] = rows;
    if (!fee) throw new Error('The fee is not there.');
    await client.supplierAccounts.reverse({ ...command(), id: fee.id, occurredOn: on('2026-10-31'), reason: '录错' });
    await client.statements.withdraw({ ...command(), id, reason: '换新版' });
  });

  it('confirms in one go what agrees, and what differs only where that is asked for', async () => {
    await pay('2026-10-05', 'P1');
    const id = await statementOf('2026-10-01', '2026-10-31', '2026-10-05,P1,充值,95');
    const confirm = async (includesDifferences: boolean) => {
      const wish = { id, minimumScore: 0, includesDifferences, includesRounding: false };
      return (await client.statements.confirmAll({ commandId: newCommandId(), ...wish })).confirmedCount;
    };
    expect(await confirm(false)).toBe(0);
    expect(await confirm(true)).toBe(1);
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

describe('a mark', () => {
  it('goes with what it speaks of, once that is matched by hand or the match is taken apart', async () => {
    const { id: entryId } = await pay('2026-10-05', 'P1', 90);
    const id = await statementOf('2026-10-01', '2026-10-31', '2026-10-20,P9,充值,100');
    const command = () => ({ commandId: newCommandId() });
    const settleMarks = async (differenceIds: readonly StatementDifferenceId[]) => {
      for (const differenceId of differenceIds) {
        await client.statements.resolveDifference({ ...command(), differenceId, resolution: 'accepted', note: '' });
      }
    };
    const marks = await markFound(id);
    expect(marks).toHaveLength(2);
    await settleMarks(marks);
    expect((await client.statements.get({ id })).figures).toMatchObject({ unexplained: 0, openLineCount: 0 });
    const { rows } = await client.statements.lines({ id, filter: 'all', limit: 10 });
    const lineIds = rows.map((row) => row.id);
    const { matchId } = await client.statements.matchByHand({ ...command(), id, lineIds, entryIds: [entryId] });
    // Both were explained by their marks, and would be once more by the match.
    const matched = await client.statements.get({ id });
    expect(matched.differences).toEqual([]);
    expect(matched.figures).toMatchObject({ explained: 0, unexplained: moneyOfUnits(-10) });
    await settleMarks(await markFound(id));
    expect((await client.statements.get({ id })).figures).toMatchObject({ unexplained: 0 });
    await client.statements.undoMatch({ ...command(), matchId });
    const apart = await client.statements.get({ id });
    expect(apart.differences).toEqual([]);
    expect(apart.figures).toMatchObject({ openLineCount: 1, openEntryCount: 1, explained: 0 });
  });
});

describe('what they booked in this period and we in another', () => {
  it('is called so as far as a month away, and not what only they have', async () => {
    await pay('2026-10-05', 'P1');
    await pay('2026-09-01', 'P0');
    await pay('2026-11-20', 'P2');
    const id = await statementOf(
      '2026-10-01',
      '2026-10-31',
      '2026-10-01,P0,充值,100',
      '2026-10-05,P1,充值,100',
      '2026-10-30,P2,充值,100',
      '2026-10-30,P3,充值,100',
    );
    const { found } = await client.statements.get({ id });
    expect(found.map(({ kind, place }) => [place.text, kind])).toEqual([
      ['P0', 'CROSS_PERIOD'],
      ['P2', 'CROSS_PERIOD'],
      ['P3', 'ONLY_THEIRS'],
    ]);
  });
});

describe('a month that is read while something comes into it', () => {
  /** Does something after a job thread has read the month and before what it read is written. */
  function afterReading(kind: 'collect-month' | 'collect-stock', act: () => Promise<unknown>): void {
    const { threads } = shop.core.kernel;
    const { run } = threads;
    vi.spyOn(threads, 'run').mockImplementation(async (job) => {
      const read = await run(job);
      if (job.kind === kind) await act();
      return read;
    });
  }
  const endOf = async (jobId: JobId) => (await jobEnd(client, jobId)).error;

  it('is not closed without it', async () => {
    await pay('2026-10-05', 'P1');
    const late = { commandId: newCommandId(), supplierId, month: '2026-10', reason: '对账单未到' };
    await client.periods.markLate(late);
    afterReading('collect-month', () => pay('2026-10-06', 'P2'));
    const { jobId } = await client.periods.closeMonth({ commandId: newCommandId(), month: '2026-10' });
    expect(await endOf(jobId)).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect((await client.periods.get({ month: '2026-10' })).state).toBe('open');
  });

  it('has its stock not settled without it', async () => {
    const skuId = await makeSku(client, 'CARD50', moneyOfUnits(50));
    const bring = (first: number) =>
      importSheet(client, `${first}.csv`, keySheet(2, first), { supplierId, skuId, documentOn: on('2026-10-20') });
    await bring(1);
    afterReading('collect-stock', () => bring(50));
    const { jobId } = await client.periods.settleStock({ commandId: newCommandId(), month: '2026-10' });
    expect(await endOf(jobId)).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect((await client.periods.get({ month: '2026-10' })).stock).toMatchObject({ status: 'open' });
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
