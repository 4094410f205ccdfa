import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { SkuId, StatementId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import { closeTestShops, newCommandId, openTestShop, stageFile, type TestClient } from '#tests/support/open-core.ts';
import { closeMonth, explainAll, importStatement, monthWorkbook, postEntry, settle } from '#tests/support/reconcile.ts';
import { createSku, createSupplier, importKeys, jobResult, keySheetSettings } from '#tests/support/trade-setup.ts';

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' } as const;
const on = (day: string) => day as Day;
const month = (text: string) => text as Month;

let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;

beforeEach(async () => {
  ({ client } = await openTestShop());
  supplierId = await createSupplier(client, 'S001', { settlement: 'prepaid', creditDays: 0 });
  skuId = await createSku(client, 'ST50');
  await postEntry(client, {
    supplierId,
    kind: 'payment',
    amount: moneyOfUnits(1000),
    occurredOn: on('2026-10-02'),
    externalNumber: 'P1',
  });
});
afterEach(closeTestShops);

let nextSeed = 1;
function purchase(externalNumber: string, documentOn: string, count: number) {
  nextSeed += 1;
  const fileName = `${externalNumber}.csv`;
  return importKeys(client, {
    fileName,
    bytes: keysCsv(count, nextSeed),
    supplierId,
    skuId,
    externalNumber,
    documentOn,
  });
}

const LINE_BY_LINE = [
  '日期,单号,类型,商品,数量,单价,金额,余额',
  '2026-10-02,P1,充值,,,,1000,1000',
  '2026-10-05,A001,采购,充值卡 ST50,10,47.5,475,525',
  '2026-10-12,A002,采购,充值卡 ST50,4,47.5,190,335',
  '2026-10-20,F1,手续费,,,,5,330',
].join('\n');

async function lineByLine(text = LINE_BY_LINE): Promise<StatementId> {
  await purchase('A001', '2026-10-05', 10);
  await purchase('A002', '2026-10-12', 4);
  const { statementId } = await importStatement(client, { text, supplierId, ...OCTOBER });
  return statementId;
}

/** Marks and adjusts the one difference there is. */
async function adjustOnly(id: StatementId): Promise<string | null> {
  const { found } = await client.statements.get({ id });
  expect(found).toHaveLength(1);
  const items = found.map(({ subject, kind }) => ({ subject, kind, note: '' }));
  const { differenceIds } = await client.statements.markDifferences({ commandId: newCommandId(), id, items });
  const [differenceId] = differenceIds;
  if (differenceId === undefined) throw new Error('Nothing was marked.');
  const command = { commandId: newCommandId(), differenceId, resolution: 'adjusted', note: '' } as const;
  return (await client.statements.resolveDifference(command)).adjustmentNumber;
}

const endsOn = (units: number) => ({ 期末预存余额: units, 对方期末预存余额: units, '差额（对方−我方）': 0 });

function readSheets(bytes: Buffer) {
  const workbook = XLSX.read(bytes);
  return (name: string) => {
    const sheet = workbook.Sheets[name];
    if (!sheet) throw new Error(`There is no sheet ${name}.`);
    const rows = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet, { range: 3, defval: null });
    return rows;
  };
}

describe('a statement line by line', () => {
  it('goes from file to settled month to workbook, and every sum agrees', async () => {
    const id = await lineByLine();
    const read = await client.statements.get({ id });
    expect(read.reading).toMatchObject({ accepted: 4, refused: 0, breaks: [], lineTotal: -3_300_000 });
    expect(read.figures).toMatchObject({
      openingOurs: 0,
      closingOurs: -3_350_000,
      closingTheirs: -3_300_000,
      difference: 50_000,
      unexplained: 50_000,
      confirmedMatchCount: 3,
      openLineCount: 1,
      openEntryCount: 0,
    });
    await expect(settle(client, id)).rejects.toMatchObject({
      code: 'UNEXPLAINED_DIFFERENCE',
      data: { amount: 50_000 },
    });

    const number = await adjustOnly(id);
    expect(number).toMatch(/^SA-202610-/);
    expect((await client.statements.get({ id })).figures).toMatchObject({ difference: 0, unexplained: 0 });
    expect(await settle(client, id)).toMatchObject({ lockedCount: 4 });
    await closeMonth(client, '2026-10');

    const sheet = readSheets(await monthWorkbook(client, { month: month('2026-10'), supplierId }));
    expect(sheet('汇总')[0]).toMatchObject({ ...endsOn(330), 未说明: 0 });
    const entries = sheet('往来明细').filter((row) => String(row.流水号 ?? '').startsWith('SA-'));
    expect(entries).toHaveLength(4);
    const stock = sheet('进销存')[0] ?? {};
    expect(Object.values(stock)).toContain(665);
    expect(sheet('差异')).not.toHaveLength(0);
  });

  it('locks the entries it settled, and a re-opened one gives them back', async () => {
    const id = await lineByLine();
    await adjustOnly(id);
    await settle(client, id);
    const { rows } = await client.supplierAccounts.entries({ supplierId, limit: 10 });
    const payment = rows.find(({ kind }) => kind === 'payment');
    if (!payment) throw new Error('The payment is not there.');
    const reversal = { id: payment.id, occurredOn: on('2026-11-02'), reason: '录错' };
    await expect(client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal })).rejects.toMatchObject({
      code: 'ENTRY_SETTLED',
    });
    const importId = rows.find(({ kind }) => kind === 'purchase')?.importId ?? (0 as never);
    await expect(
      client.imports.undo({ commandId: newCommandId(), id: importId, reason: '录错' }),
    ).rejects.toMatchObject({
      code: 'ENTRY_SETTLED',
      data: { number: 'DZ-202610-0001' },
    });
    await expect(
      postEntry(client, { supplierId, kind: 'fee', amount: moneyOfUnits(1), occurredOn: on('2026-10-30') }),
    ).rejects.toMatchObject({ code: 'MONTH_CLOSED', data: { month: '2026-10', openMonth: '2026-11' } });
    expect(await client.statements.reopen({ commandId: newCommandId(), id, reason: '补开票' })).toMatchObject({
      unlockedCount: 4,
    });
    const { events } = await client.periods.get({ month: month('2026-10') });
    expect(events.map(({ action }) => action)).toEqual(['reopen', 'settle']);
    await client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal });
  });

  it('answers a repeated settling with the first answer, and a stale one with the revision that stands', async () => {
    const id = await lineByLine();
    const { revision } = await client.statements.get({ id });
    await adjustOnly(id);
    const stale = { commandId: newCommandId(), id, revision };
    await expect(client.statements.settle(stale)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const fresh = { commandId: newCommandId(), id, revision: (await client.statements.get({ id })).revision };
    const first = await client.statements.settle(fresh);
    expect(await client.statements.settle(fresh)).toEqual(first);
  });

  it('names the line where the running balance breaks, and takes the sheet only when that is accepted', async () => {
    const text = LINE_BY_LINE.replace('190,335', '190,340');
    await purchase('A001', '2026-10-05', 10);
    const file = { text, supplierId, ...OCTOBER };
    const breaks = [
      { check: 'running-balance', rowNumber: 4, what: 'amount', stated: 3_400_000, found: 3_350_000 },
      { check: 'running-balance', rowNumber: 5, what: 'amount', stated: 3_300_000, found: 3_350_000 },
    ];
    await expect(importStatement(client, file)).rejects.toMatchObject({ code: 'STATEMENT_BREAKS', data: { breaks } });
    expect((await client.statements.list({})).rows).toEqual([]);
    const { reading } = await importStatement(client, { ...file, acceptsBreaks: true });
    expect(reading.breaks).toHaveLength(2);
  });

  it('refuses a statement over days that another one covers, until that is withdrawn', async () => {
    const id = await lineByLine();
    const again = { text: LINE_BY_LINE, supplierId, from: '2026-10-31', to: '2026-11-15' };
    await expect(importStatement(client, again)).rejects.toMatchObject({ code: 'STATEMENT_OVERLAPS' });
    await client.statements.withdraw({ commandId: newCommandId(), id, reason: '换新版' });
    const { reading } = await importStatement(client, again);
    expect(reading.outsideCount).toBe(4);
  });

  it('matches by hand, takes a match apart and runs the passes again', async () => {
    const id = await lineByLine();
    const { rows: lines } = await client.statements.lines({ id, filter: 'confirmed' });
    const [line] = lines;
    if (!line?.matchId) throw new Error('Nothing was matched.');
    await client.statements.undoMatch({ commandId: newCommandId(), matchId: line.matchId });
    const { rows: open } = await client.statements.entries({ id, filter: 'unmatched' });
    expect(open).toHaveLength(1);
    const hand = { commandId: newCommandId(), id, lineIds: [line.id], entryIds: open.map((entry) => entry.id) };
    const { matchId } = await client.statements.matchByHand(hand);
    expect(await client.statements.matchOf({ matchId })).toMatchObject({ pass: 'hand', difference: 0 });
    const twice = { ...hand, commandId: newCommandId() };
    await expect(client.statements.matchByHand(twice)).rejects.toMatchObject({ code: 'ALREADY_MATCHED' });
  });
});

describe('the days of a statement', () => {
  it('end a month from now at most: settled up to 2062 it would lock every day before', async () => {
    const file = { text: '日期,单号,类型,金额\n2026-10-05,P1,充值,100', supplierId };
    await expect(importStatement(client, { ...file, from: '2026-10-01', to: '2062-10-31' })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'to', rule: 'TOO_FAR_AHEAD', value: '2062-10-31' },
    });
    expect((await client.statements.list({ limit: 10, state: 'all' })).rows).toEqual([]);
  });
});

describe('the statements of half a month each', () => {
  it('stand with the differences of both in the workbook, and an entry of another amount is not called equal', async () => {
    await purchase('A001', '2026-10-05', 10);
    await purchase('A002', '2026-10-20', 4);
    const halves = [
      { from: '2026-10-01', to: '2026-10-15', rows: ['2026-10-02,P1,充值,1000', '2026-10-05,A001,采购,480'] },
      { from: '2026-10-16', to: '2026-10-31', rows: ['2026-10-20,A002,采购,192'] },
    ];
    for (const { rows, ...days } of halves) {
      const text = ['日期,单号,类型,金额', ...rows].join('\n');
      const { statementId: id } = await importStatement(client, { text, supplierId, ...days });
      const all = { commandId: newCommandId(), id, minimumScore: 0, includesDifferences: true };
      await client.statements.confirmAll(all);
      await explainAll(client, id);
      await settle(client, id);
    }
    const sheet = readSheets(await monthWorkbook(client, { month: month('2026-10'), supplierId }));
    const apart = sheet('差异').map((row) => [row.对方单号, row['差额（对方−我方）']]);
    expect(apart.slice(0, 2)).toEqual([
      ['A001', 5],
      ['A002', 2],
    ]);
    const matching = sheet('往来明细').flatMap((row) => (row.对方单号 ? [[row.对方单号, row.核对]] : []));
    expect(matching).toEqual([
      ['P1', '相符'],
      ['A001', '有差异'],
      ['A002', '有差异'],
    ]);
  });
});

describe('the differences of the workbook', () => {
  const columns = [
    '对方单号',
    '我方单号',
    '对方数量',
    '我方数量',
    '对方金额',
    '我方金额',
    '差额（对方−我方）',
  ] as const;
  async function differences() {
    const sheet = readSheets(await monthWorkbook(client, { month: month('2026-10'), supplierId }));
    return sheet('差异')
      .filter((row) => row.差异 !== null && row.供应商编号 === 'S001')
      .map((row) => columns.map((column) => row[column]));
  }

  /** Imports a statement, matches all that is open on both sides as one, and explains the rest; answers our side of it. */
  async function matchAllAsOne(text: readonly string[]) {
    const { statementId: id } = await importStatement(client, { text: text.join('\n'), supplierId, ...OCTOBER });
    const { rows: lines } = await client.statements.lines({ id, filter: 'unmatched' });
    const { rows: entries } = await client.statements.entries({ id, filter: 'unmatched' });
    const ids = { lineIds: lines.map((line) => line.id), entryIds: entries.map((entry) => entry.id) };
    await client.statements.matchByHand({ commandId: newCommandId(), id, ...ids });
    await explainAll(client, id);
    return entries;
  }

  it('of one line for several receipts say what all of them come to', async () => {
    await purchase('A001', '2026-10-05', 10);
    await purchase('A002', '2026-10-12', 4);
    const text = [
      '日期,单号,类型,商品,数量,金额',
      '2026-10-02,P1,充值,,,1000',
      '2026-10-31,H9,采购,充值卡 ST50,14,672',
    ];
    const entries = await matchAllAsOne(text);
    const [first] = entries;
    expect(await differences()).toEqual([['H9', `${first?.number} +1`, 14, 14, 672, 665, 7]]);
  });

  it('of several lines for one receipt say what all of them come to', async () => {
    await purchase('A001', '2026-10-05', 10);
    const text = ['日期,单号,类型,商品,数量,金额', '2026-10-02,P1,充值,,,1000']
      .concat('2026-10-05,B1,采购,充值卡 ST50,6,285')
      .concat('2026-10-06,B2,采购,充值卡 ST50,3,142.5');
    const entries = await matchAllAsOne(text);
    expect(await differences()).toEqual([['B1 +1', entries[0]?.number, 9, 10, 427.5, 475, -47.5]]);
  });

  it('of what only one side has say that side', async () => {
    await purchase('A001', '2026-10-05', 10);
    const text = [
      '日期,单号,类型,商品,数量,金额',
      '2026-10-02,P1,充值,,,1000',
      '2026-10-06,B2,采购,没有的卡,3,99',
    ].join('\n');
    const { statementId: id } = await importStatement(client, { text, supplierId, ...OCTOBER });
    const { rows: entries } = await client.statements.entries({ id, filter: 'unmatched' });
    await explainAll(client, id);
    expect(await differences()).toEqual([
      ['B2', null, 3, null, 99, null, 99],
      ['A001', entries[0]?.number, null, 10, null, 475, -475],
    ]);
  });
});

describe("the workbook's entries", () => {
  it('that were taken back within the month are called so, and nothing of them is open', async () => {
    const wrong = { supplierId, kind: 'payment', amount: moneyOfUnits(90), occurredOn: on('2026-10-08') } as const;
    const { id: entryId } = await postEntry(client, wrong);
    const undo = { commandId: newCommandId(), id: entryId, occurredOn: on('2026-10-09'), reason: '金额写错' };
    await client.supplierAccounts.reverse(undo);
    const text = '日期,单号,类型,金额\n2026-10-02,P1,充值,1000';
    const { statementId: id } = await importStatement(client, { text, supplierId, ...OCTOBER });
    await settle(client, id);
    const sheet = readSheets(await monthWorkbook(client, { month: month('2026-10'), supplierId }));
    const matching = sheet('往来明细').flatMap((row) => (row.核对 ? [row.核对] : []));
    expect(matching).toEqual(['相符', '已冲销', '已冲销']);
  });
});

describe('a statement rounded to the cent', () => {
  it('is confirmed and accepted in one go each, and settled; who accepted it is on the trail', async () => {
    const rows: string[] = [];
    for (const [day, count] of [
      ['2026-10-05', 3],
      ['2026-10-06', 7],
    ] as const) {
      nextSeed += 1;
      const number = `R${count}`;
      const sheet = { fileName: `${number}.csv`, supplierId, skuId, externalNumber: number, documentOn: day };
      const fileId = await stageFile(client, sheet.fileName, keysCsv(count, nextSeed));
      const settings = { ...keySheetSettings(sheet, fileId), cost: { by: 'unit', unitCost: money(468_333) } } as const;
      const { jobId } = await client.imports.post({ commandId: newCommandId(), settings });
      if (jobId === null) throw new Error('The import has no job.');
      await jobResult(client, jobId);
      rows.push(`${day},${number},采购,${(count * 46.8333).toFixed(2)}`);
    }
    const text = ['日期,单号,类型,金额', '2026-10-02,P1,充值,1000', ...rows].join('\n');
    const { statementId: id } = await importStatement(client, { text, supplierId, ...OCTOBER });
    const sure = { commandId: newCommandId(), id, minimumScore: 80, includesRounding: true };
    expect(await client.statements.confirmAll(sure)).toEqual({ confirmedCount: 2 });
    const { found } = await client.statements.get({ id });
    expect(found.map(({ kind }) => kind)).toEqual(['ROUNDING', 'ROUNDING']);
    const items = found.map(({ subject, kind }) => ({ subject, kind, note: '', isAccepted: true }));
    await client.statements.markDifferences({ commandId: newCommandId(), id, items });
    await settle(client, id);
    const { rows: acts } = await client.audit.list({ limit: 5, action: 'statements.resolveDifference' });
    const details = { number: 'DZ-202610-0001', supplierCode: 'S001', resolution: 'accepted', amount: 1 - 31 };
    expect(acts).toMatchObject([{ userName: '老板', quantity: 2, details }]);
  });
});

describe('a statement whose returns alone have a minus', () => {
  it('comes to what the types say: payments lower what we owe, returns too', async () => {
    await purchase('A001', '2026-10-05', 10);
    const text = [
      '日期,单号,类型,金额',
      '2026-10-02,P1,充值,1000',
      '2026-10-05,A001,采购,475',
      '2026-10-09,R1,退货,-47.5',
      '2026-10-10,R2,采购,-9.5',
    ].join('\n');
    const { statementId: id, reading } = await importStatement(client, { text, supplierId, ...OCTOBER });
    expect(reading.lineTotal).toBe(moneyOfUnits(475 - 1000 - 47.5 - 9.5));
    const { rows } = await client.statements.lines({ id });
    expect(rows.map(({ kind, amount, state }) => [kind, amount / 10_000, state])).toEqual([
      ['payment', -1000, 'confirmed'],
      ['purchase', 475, 'confirmed'],
      ['refund', -47.5, 'unmatched'],
      ['refund', -9.5, 'unmatched'],
    ]);
  });
});

describe('a statement with a column of its own for what they charge', () => {
  it.each([
    [['2026-10-05,A001,采购,,475', '2026-10-09,R1,退款,,-47.5'], 427.5],
    [['2026-10-05,A001,,,475', '2026-10-09,A001,,,(47.50)'], 427.5],
    // An export that writes every expense with its minus.
    [['2026-10-05,A001,,,-475', '2026-10-09,A002,,,-47.5'], 522.5],
    [['2026-10-05,A001,采购,,-475', '2026-10-09,R1,退款,47.5,'], 427.5],
    [['2026-10-05,A001,采购,,-475', '2026-10-09,R1,采购,,47.5'], 522.5],
  ])('takes what stands in it in red as gone back: %j', async (rows, total) => {
    const text = ['日期,单号,类型,收入,支出', ...rows].join('\n');
    const { reading } = await importStatement(client, { text, supplierId, ...OCTOBER });
    expect(reading).toMatchObject({ accepted: 2, lineTotal: moneyOfUnits(total) });
  });
});

describe('a statement with one line per product', () => {
  const text = ['商品,数量,单价,金额', '充值卡 ST50,14,47.5,665', '合计,14,,665'].join('\n');

  it('finds its receipts by SKU, price and sum, and proposes them', async () => {
    await purchase('', '2026-10-05', 10);
    await purchase('', '2026-10-12', 4);
    const { statementId: id, reading } = await importStatement(client, {
      text,
      supplierId,
      ...OCTOBER,
      changes: { openingBalance: moneyOfUnits(-1000) },
    });
    expect(reading).toMatchObject({ accepted: 1, unknownProducts: [], skipped: { summary: 1 }, breaks: [] });
    const { figures, found } = await client.statements.get({ id });
    expect(figures).toMatchObject({ proposedMatchCount: 1, confirmedMatchCount: 0, difference: 0 });
    const [line] = (await client.statements.lines({ id })).rows;
    const match = await client.statements.matchOf({ matchId: line?.matchId ?? (0 as never) });
    expect(match).toMatchObject({ pass: '4', difference: 0, parts: [{}, {}] });
    expect(match.reasons.map(({ code }) => code)).toContain('SAME_SKU_AND_PRICE');
    // The payment was made in the month, and their opening balance holds it already.
    expect(found.map(({ subject, kind }) => [subject.about, kind])).toEqual([
      ['opening', 'AMOUNT'],
      ['entry', 'ONLY_OURS'],
    ]);
    const confirm = { commandId: newCommandId(), id, minimumScore: 80 };
    expect(await client.statements.confirmAll(confirm)).toEqual({ confirmedCount: 1 });
    await expect(settle(client, id)).rejects.toMatchObject({ code: 'STATEMENT_UNFINISHED' });
    const items = found.map(({ subject, kind }) => ({ subject, kind, note: '期初已含充值' }));
    const { differenceIds } = await client.statements.markDifferences({ commandId: newCommandId(), id, items });
    for (const differenceId of differenceIds) {
      const accept = { commandId: newCommandId(), differenceId, resolution: 'accepted', note: '' } as const;
      await client.statements.resolveDifference(accept);
    }
    await settle(client, id);
    await closeMonth(client, '2026-10');
    const sheet = readSheets(await monthWorkbook(client, { month: month('2026-10') }));
    expect(sheet('汇总')[0]).toMatchObject(endsOn(335));
    const apart = sheet('差异').map((row) => [row.商品, row['差额（对方−我方）']]);
    expect(apart.slice(0, 2)).toEqual([
      ['期初余额', -1000],
      [null, 1000],
    ]);
  });

  it('finds one receipt of a SKU at two prices by each of them, and what went back at one by it', async () => {
    const keys = keysCsv(5, 77).toString().trim().split('\n');
    const costs = ['单价', '47.5', '46', '47.5', '46', '47.5'];
    const bytes = Buffer.from(keys.map((line, index) => `${line.trim()},${costs[index]}`).join('\n'));
    const sheet = { fileName: 'two-prices.csv', supplierId, skuId, documentOn: '2026-10-05' };
    const settings = keySheetSettings(sheet, await stageFile(client, sheet.fileName, bytes));
    const { jobId } = await client.imports.post({
      commandId: newCommandId(),
      settings: { ...settings, columns: [...settings.columns, 'unitCost'], cost: { by: 'column' } },
    });
    if (jobId === null) throw new Error('The import has no job.');
    await jobResult(client, jobId);
    const [batch] = (await client.inventory.batches({ skuId })).rows;
    if (!batch) throw new Error('The import has no batch.');
    const { rows: entries } = await client.supplierAccounts.entries({ supplierId, kind: 'purchase' });
    const { lines } = await client.supplierAccounts.entry({ id: entries[0]?.id ?? (0 as never) });
    expect(lines).toMatchObject([
      { skuId, quantity: 3, unitPrice: moneyOfUnits(47.5), amount: moneyOfUnits(142.5) },
      { skuId, quantity: 2, unitPrice: moneyOfUnits(46), amount: moneyOfUnits(92) },
    ]);
    const { statementId: id } = await importStatement(client, {
      text: ['商品,数量,单价,金额', '充值卡 ST50,3,47.5,142.5', '充值卡 ST50,2,46,92'].join('\n'),
      supplierId,
      ...OCTOBER,
    });
    const reasons: string[][] = [];
    for (const { matchId } of (await client.statements.lines({ id })).rows) {
      const match = await client.statements.matchOf({ matchId: matchId ?? (0 as never) });
      reasons.push([match.pass, ...match.reasons.map(({ code }) => code)]);
      expect(match).toMatchObject({ difference: 0, parts: [{}] });
    }
    expect(reasons).toEqual([
      ['4', 'SAME_SKU_AND_PRICE', 'SAME_AMOUNT', 'SAME_QUANTITY'],
      ['4', 'SAME_SKU_AND_PRICE', 'SAME_AMOUNT', 'SAME_QUANTITY'],
    ]);
    await client.supplierReturns.post({
      commandId: newCommandId(),
      batchId: batch.id,
      quantity: 5,
      credit: null,
      reason: '全退',
      note: '',
    });
    const refund = (await client.supplierAccounts.entries({ supplierId, kind: 'refund' })).rows[0];
    expect((await client.supplierAccounts.entry({ id: refund?.id ?? (0 as never) })).lines).toMatchObject([
      { quantity: -3, unitPrice: moneyOfUnits(47.5), amount: moneyOfUnits(-142.5) },
      { quantity: -2, unitPrice: moneyOfUnits(46), amount: moneyOfUnits(-92) },
    ]);
  });

  it('finds what was bought as a SKU that has been merged since, by either name', async () => {
    const oldSku = await createSku(client, 'ST50B', { salePrice: moneyOfUnits(50) });
    for (const [fileName, sku, count] of [
      ['old.csv', oldSku, 3],
      ['new.csv', skuId, 4],
      ['again.csv', skuId, 2],
    ] as const) {
      nextSeed += 1;
      await importKeys(client, {
        fileName,
        bytes: keysCsv(count, nextSeed),
        supplierId,
        skuId: sku,
        documentOn: '2026-10-05',
      });
    }
    const lines = [{ skuId: oldSku, quantity: 3, orderTotal: moneyOfUnits(150) }];
    await client.deliveries.dispense({ commandId: newCommandId(), lines });
    await client.skus.merge({ commandId: newCommandId(), id: oldSku, intoId: skuId });
    const rows = ['充值卡 ST50,6,47.5,285', '充值卡 ST50B,3,47.5,142.5'];
    const { statementId: id, reading } = await importStatement(client, {
      text: ['商品,数量,单价,金额', ...rows].join('\n'),
      supplierId,
      ...OCTOBER,
    });
    expect(reading.unknownProducts).toEqual([]);
    const [first, second] = (await client.statements.lines({ id })).rows;
    expect(second).toMatchObject({ skuId, matchId: first?.matchId });
    const match = await client.statements.matchOf({ matchId: first?.matchId ?? (0 as never) });
    expect(match).toMatchObject({ pass: '4', difference: 0, parts: [{}, {}, {}] });
  });

  it('asks for the SKU of a product nobody knows, and remembers the answer', async () => {
    await purchase('', '2026-10-05', 14);
    const unknown = text.replace('充值卡 ST50', '斯蒂姆五十');
    const file = { text: unknown, supplierId, ...OCTOBER };
    const first = await importStatement(client, file);
    expect(first.reading.unknownProducts).toEqual([{ text: '斯蒂姆五十', count: 1 }]);
    await client.statements.withdraw({ commandId: newCommandId(), id: first.statementId, reason: '认品名' });
    const assignments = [{ text: '斯蒂姆五十', skuId }];
    const second = await importStatement(client, { ...file, changes: { assignments } });
    expect(second.reading.unknownProducts).toEqual([]);
    await client.statements.withdraw({ commandId: newCommandId(), id: second.statementId, reason: '再来' });
    const third = await importStatement(client, file);
    expect(third.reading.unknownProducts).toEqual([]);
  });
});
