import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { closeMonth, explainAll, importStatement, monthWorkbook, postEntry, settle } from '#tests/support/reconcile.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

const on = (day: string) => day as Day;
const month = (text: string) => text as Month;

let client: TestClient;
beforeEach(async () => {
  ({ client } = await openTestShop());
});
afterEach(closeTestShops);

async function confirmBooks(text: string): Promise<void> {
  const { books } = await client.periods.get({ month: month(text) });
  for (const { supplierId, balance, isBlocking } of books) {
    if (!isBlocking) continue;
    await client.periods.confirmBalance({ commandId: newCommandId(), supplierId, month: month(text), balance });
  }
}

/** What the workbook says of the month: every cell of its sheets but the line with the day it was made. */
async function reported(text: string): Promise<Record<string, unknown[][]>> {
  const workbook = XLSX.read(await monthWorkbook(client, { month: month(text) }));
  return Object.fromEntries(
    workbook.SheetNames.map((name) => {
      const sheet = workbook.Sheets[name] ?? {};
      const rows = XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null, range: 3 });
      return [name, rows];
    }),
  );
}

function pay(supplierId: SupplierId, day: string, units: number) {
  return postEntry(client, { supplierId, kind: 'payment', amount: moneyOfUnits(units), occurredOn: on(day) });
}

describe("the shop's month", () => {
  it('closes when each book is settled, confirmed or late, and takes no documents then', async () => {
    const first = await createSupplier(client, 'S001');
    const second = await createSupplier(client, 'S002');
    await pay(first, '2026-10-05', 100);
    await pay(second, '2026-10-06', 200);
    const october = month('2026-10');
    await expect(closeMonth(client, '2026-10')).rejects.toMatchObject({ code: 'BOOKS_NOT_READY' });
    const wrong = { supplierId: first, month: october, balance: money(0) };
    await expect(client.periods.confirmBalance({ commandId: newCommandId(), ...wrong })).rejects.toMatchObject({
      code: 'BALANCE_DIFFERS',
      data: { balance: -1_000_000 },
    });
    const confirmed = { ...wrong, balance: money(-1_000_000) };
    await client.periods.confirmBalance({ commandId: newCommandId(), ...confirmed });
    await client.periods.markLate({
      commandId: newCommandId(),
      supplierId: second,
      month: october,
      reason: '对账单未到',
    });
    await closeMonth(client, '2026-10');

    expect((await client.periods.list({})).rows).toMatchObject([
      { month: '2026-11', state: 'running' },
      { month: '2026-10', state: 'closed', bookCount: 2, lateCount: 1 },
    ]);
    await expect(pay(second, '2026-10-31', 5)).rejects.toMatchObject({
      code: 'MONTH_CLOSED',
      data: { month: '2026-10', openMonth: '2026-11' },
    });
    await expect(closeMonth(client, '2026-10')).rejects.toMatchObject({ code: 'MONTH_IS_CLOSED' });
    await expect(closeMonth(client, '2026-11')).rejects.toMatchObject({ code: 'PERIOD_NOT_OVER' });
  });

  it('is opened again the latest first, with a trace', async () => {
    const supplierId = await createSupplier(client, 'S001');
    await pay(supplierId, '2026-09-05', 100);
    await pay(supplierId, '2026-10-05', 50);
    await confirmBooks('2026-09');
    await closeMonth(client, '2026-09');
    await confirmBooks('2026-10');
    await closeMonth(client, '2026-10');
    const reopening = { month: month('2026-09'), reason: '漏记' };
    await expect(client.periods.reopenMonth({ commandId: newCommandId(), ...reopening })).rejects.toMatchObject({
      code: 'LATER_MONTHS_CLOSED',
      data: { months: ['2026-10'] },
    });
    const both = { commandId: newCommandId(), ...reopening, includesLater: true };
    expect(await client.periods.reopenMonth(both)).toEqual({ months: ['2026-10', '2026-09'] });
    const { state, events } = await client.periods.get({ month: month('2026-09') });
    expect(state).toBe('reopened');
    expect(events[0]).toMatchObject({ action: 'reopenMonth', reason: '漏记', userName: '老板' });
    // The supplier's own book is still locked: it was confirmed.
    await expect(pay(supplierId, '2026-09-20', 5)).rejects.toMatchObject({ code: 'MONTH_CLOSED' });
    for (const text of ['2026-10', '2026-09']) {
      const book = { supplierId, month: month(text), reason: '漏记' };
      await client.periods.openBook({ commandId: newCommandId(), ...book });
    }
    await pay(supplierId, '2026-09-20', 5);
  });
});

describe("a supplier's book", () => {
  let supplierId: SupplierId;
  const october = month('2026-10');
  const lines = ['日期,单号,类型,金额', '2026-10-05,P1,充值,100'].join('\n');
  const confirm = (text: string, units: number) =>
    client.periods.confirmBalance({
      commandId: newCommandId(),
      supplierId,
      month: month(text),
      balance: moneyOfUnits(-units),
    });
  const openBook = (text: string) =>
    client.periods.openBook({ commandId: newCommandId(), supplierId, month: month(text), reason: '漏记' });
  const late = () => client.periods.markLate({ commandId: newCommandId(), supplierId, month: october, reason: '未到' });

  async function settled(to = '2026-10-31') {
    const { statementId: id } = await importStatement(client, { text: lines, supplierId, from: '2026-10-01', to });
    await settle(client, id);
    return id;
  }

  beforeEach(async () => {
    supplierId = await createSupplier(client, 'S001', { settlement: 'prepaid', creditDays: 0 });
    const paid = { supplierId, kind: 'payment', amount: moneyOfUnits(100), externalNumber: 'P1' } as const;
    await postEntry(client, { ...paid, occurredOn: on('2026-10-05') });
  });

  it('that a statement settled is neither late nor confirmed besides, and stays locked', async () => {
    await settled();
    await expect(late()).rejects.toMatchObject({ code: 'STATEMENT_SETTLED', data: { number: 'DZ-202610-0001' } });
    await expect(confirm('2026-10', 100)).rejects.toMatchObject({ code: 'STATEMENT_SETTLED' });
    await expect(openBook('2026-10')).rejects.toMatchObject({ code: 'STATEMENT_SETTLED' });
    await expect(pay(supplierId, '2026-10-20', 5)).rejects.toMatchObject({ code: 'MONTH_CLOSED' });
  });

  it('is opened with its statement whatever the closing day became since', async () => {
    const closeOn = async (closingDay: number) => {
      const values = await client.suppliers.get({ id: supplierId });
      await client.suppliers.edit({ commandId: newCommandId(), ...values, closingDay });
    };
    await closeOn(25);
    const days = { from: '2026-09-26', to: '2026-10-25' } as const;
    const { statementId: id } = await importStatement(client, { text: lines, supplierId, ...days });
    await settle(client, id);
    await closeOn(31);
    await expect(openBook('2026-10')).rejects.toMatchObject({
      code: 'STATEMENT_SETTLED',
      data: { number: 'DZ-202610-0001' },
    });
    await client.statements.reopen({ commandId: newCommandId(), id, reason: '漏记' });
    expect((await client.periods.get({ month: october })).books).toMatchObject([{ status: 'open' }]);
    await pay(supplierId, '2026-10-20', 5);
  });

  it('that was confirmed is opened by the right to do so, not by calling it late', async () => {
    await confirm('2026-10', 100);
    await expect(late()).rejects.toMatchObject({ code: 'MONTH_IS_CLOSED', data: { month: '2026-10' } });
    await expect(pay(supplierId, '2026-10-20', 5)).rejects.toMatchObject({ code: 'MONTH_CLOSED' });
  });

  it('is opened the latest month first: an earlier one would go on taking nothing', async () => {
    await confirm('2026-09', 0);
    await confirm('2026-10', 100);
    await expect(openBook('2026-09')).rejects.toMatchObject({
      code: 'LATER_MONTHS_CLOSED',
      data: { months: ['2026-10'] },
    });
    await openBook('2026-10');
    await openBook('2026-09');
    await pay(supplierId, '2026-09-20', 5);
  });

  it('keeps a settled statement settled while a later month is confirmed, and no month over an open one', async () => {
    const { statementId: id } = await importStatement(client, {
      text: lines.replaceAll('2026-10-05', '2026-09-05'),
      supplierId,
      from: '2026-09-01',
      to: '2026-09-30',
    });
    await expect(confirm('2026-10', 100)).rejects.toMatchObject({
      code: 'STATEMENT_OPEN',
      data: { number: 'DZ-202609-0001' },
    });
    await client.statements.withdraw({ commandId: newCommandId(), id, reason: '日期不对' });
    await pay(supplierId, '2026-08-31', 7);
    const earlier = await importStatement(client, {
      text: '日期,单号,类型,金额\n2026-08-31,,充值,7',
      supplierId,
      from: '2026-08-01',
      to: '2026-08-31',
    });
    await client.statements.confirmAll({ commandId: newCommandId(), id: earlier.statementId, minimumScore: 0 });
    await settle(client, earlier.statementId);
    await confirm('2026-10', 107);
    const again = { commandId: newCommandId(), id: earlier.statementId, reason: '看错' };
    await expect(client.statements.reopen(again)).rejects.toMatchObject({
      code: 'LATER_MONTHS_CLOSED',
      data: { months: ['2026-10'] },
    });
  });

  it('is not settled before its last day is over: what is bought until then belongs to it', async () => {
    await expect(settled('2026-11-30')).rejects.toMatchObject({
      code: 'PERIOD_NOT_OVER',
      data: { endsOn: '2026-11-30' },
    });
    await pay(supplierId, '2026-11-20', 5);
  });
});

/** Something a person may do in a month that is open. */
interface Act {
  readonly kind: 'payment' | 'fee' | 'rebate' | 'refund';
  readonly units: number;
  readonly day: number;
}
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('payment', 'fee', 'rebate', 'refund'),
  units: fc.integer({ min: 1, max: 900 }),
  day: fc.integer({ min: 1, max: 20 }),
});

async function carryOut(supplierId: SupplierId, text: string, { kind, units, day }: Act): Promise<void> {
  const occurredOn = on(`${text}-${String(day).padStart(2, '0')}`);
  await postEntry(client, { supplierId, kind, amount: moneyOfUnits(units), occurredOn });
}

describe('whatever is posted', () => {
  it('a closed month reports the same, and the next one opens with its closing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 6 }),
        fc.array(act, { minLength: 1, maxLength: 6 }),
        async (before, after) => {
          ({ client } = await openTestShop());
          const supplierId = await createSupplier(client, 'S001');
          for (const one of before) await carryOut(supplierId, '2026-10', one);
          await confirmBooks('2026-10');
          await closeMonth(client, '2026-10');
          const closed = await reported('2026-10');
          for (const one of after) {
            await carryOut(supplierId, '2026-11', one);
            await expect(carryOut(supplierId, '2026-10', one)).rejects.toMatchObject({ code: 'MONTH_CLOSED' });
          }
          expect(await reported('2026-10')).toEqual(closed);
          const [october, november] = [closed.汇总?.[1] ?? [], (await reported('2026-11')).汇总?.[1] ?? []];
          const header = closed.汇总?.[0] ?? [];
          const nextHeader = (await reported('2026-11')).汇总?.[0] ?? [];
          for (const side of ['预存余额', '欠款']) {
            expect(november[nextHeader.indexOf(`期初${side}`)]).toEqual(october[header.indexOf(`期末${side}`)]);
          }
        },
      ),
      { numRuns: 3 },
    );
  }, 60_000);

  it('every line of a statement is matched, explained or open, and what is settled leaves nothing between the books', async () => {
    const line = fc.record({
      units: fc.integer({ min: 1, max: 40 }),
      type: fc.constantFrom('充值', '手续费', '返利'),
      number: fc.integer({ min: 1, max: 12 }),
      isOurs: fc.boolean(),
      offset: fc.constantFrom(0, 0, 0, 1),
    });
    const kinds = { 充值: 'payment', 手续费: 'fee', 返利: 'rebate' } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(line, { selector: ({ number }) => number, minLength: 1, maxLength: 8 }),
        async (lines) => {
          ({ client } = await openTestShop());
          const supplierId = await createSupplier(client, 'S001', { settlement: 'prepaid', creditDays: 0 });
          for (const { units, type, number, isOurs, offset } of lines) {
            if (!isOurs) continue;
            await postEntry(client, {
              supplierId,
              kind: kinds[type],
              amount: moneyOfUnits(units + offset),
              occurredOn: on(`2026-10-${String(number + 5).padStart(2, '0')}`),
              externalNumber: `N${number}`,
            });
          }
          const rows = lines.map(
            ({ units, type, number }) => `2026-10-${String(number + 5).padStart(2, '0')},N${number},${type},${units}`,
          );
          const { statementId: id } = await importStatement(client, {
            text: ['日期,单号,类型,金额', ...rows].join('\n'),
            supplierId,
            from: '2026-10-01',
            to: '2026-10-31',
          });
          await expectWhole(id, lines.length);
          await client.statements.confirmAll({
            commandId: newCommandId(),
            id,
            minimumScore: 0,
            includesDifferences: true,
          });
          await expectWhole(id, lines.length);
          await explainAll(client, id);
          const { figures, found } = await client.statements.get({ id });
          expect(found).toEqual([]);
          expect(figures).toMatchObject({ unexplained: 0, openLineCount: 0, openEntryCount: 0 });
          await settle(client, id);
        },
      ),
      { numRuns: 5 },
    );
  }, 90_000);
});

/** The filters part the lines, and the figures tell the same as the sums of what is listed. */
async function expectWhole(id: Parameters<TestClient['statements']['get']>[0]['id'], count: number): Promise<void> {
  const { rows: all } = await client.statements.lines({ id });
  expect(all).toHaveLength(count);
  const parts = await Promise.all(
    (['unmatched', 'proposed', 'confirmed', 'difference'] as const).map((filter) =>
      client.statements.lines({ id, filter }),
    ),
  );
  expect(parts.flatMap(({ rows }) => rows.map((row) => row.id)).sort((a, b) => a - b)).toEqual(
    all.map((row) => row.id),
  );
  const { figures, found } = await client.statements.get({ id });
  const listed = all.reduce((sum, { amount }) => sum + amount, 0);
  expect(figures.lineTotal).toBe(listed as Money);
  const hasProposals = figures.proposedMatchCount > 0;
  const left = found.reduce((sum, { amount }) => sum + amount, 0);
  if (!hasProposals) expect(left).toBe(figures.unexplained as number);
}
