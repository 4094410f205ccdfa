import { afterEach, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import type { StatementReading } from '#shared/contract/reconciliation.contract.ts';
import { closeTestShops, openTestShop, stageFile } from '#tests/support/open-core.ts';
import { importSheet, makeTrade, previewSheet } from '#tests/support/trade.ts';
import { createSupplier, jobResult } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

/** A workbook with cells merged as in `A2:A4`. */
function workbookOf(rows: readonly (readonly (string | number)[])[], ...merged: readonly string[]): Buffer {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merged.map((range) => utils.decode_range(range));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '表');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

it('reads a day merged over several lines of a statement as the day of each', async () => {
  const { client } = await openTestShop();
  const supplierId = await createSupplier(client, 'S001');
  const bytes = workbookOf(
    [
      ['日期', '单号', '类型', '金额'],
      ['2026-10-05', 'A001', '采购', 475],
      ['', 'A002', '采购', 190],
      ['', 'A003', '采购', 95],
      ['2026-10-20', 'A004', '采购', 5],
      ['', 'A005', '采购', 7],
    ],
    'A2:A4',
  );
  const fileId = await stageFile(client, 's.xlsx', bytes);
  const { sheets } = await client.statements.describe({ fileId, read: {}, supplierId });
  const [sheet] = sheets;
  if (!sheet) throw new Error('there is no sheet');
  const { jobId } = await client.statements.preview({
    fileId,
    supplierId,
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: sheet.columns.map(({ proposedRole }) => proposedRole),
    from: '2026-10-01' as never,
    to: '2026-10-31' as never,
  });
  const reading = (await jobResult(client, jobId)) as StatementReading;
  expect(reading).toMatchObject({ accepted: 4, refused: 1 });
  expect(reading.refusedRows).toMatchObject([{ rowNumber: 6, reason: 'DATE_EMPTY' }]);
});

it('reads what is merged over several keys as said of each, and takes no key from a merged cell', async () => {
  const { client } = await openTestShop();
  const { supplierId, skuId } = await makeTrade(client);
  const bytes = workbookOf(
    [
      ['卡号', '卡密', '状态', '有效期'],
      ['A0000001', 'SECRET-AA01', '未使用', '2027-12-31'],
      ['A0000002', 'SECRET-AA02', '', ''],
      ['A0000003', 'SECRET-AA03', '已使用', '2028-12-31'],
      ['A0000004', 'SECRET-AA04', '', '2028-12-31'],
      ['A0000005', 'SECRET-AA05', '未使用', '2028-12-31'],
      ['', 'SECRET-AA06', '未使用', '2028-12-31'],
    ],
    'C2:C3',
    'D2:D3',
    'C4:C5',
    'A6:A7',
  );
  const summary = await previewSheet(client, 'k.xlsx', bytes, { supplierId, skuId });
  expect(summary.refusedRows.map(({ rowNumber, reason }) => [rowNumber, reason])).toEqual([
    [4, 'STATUS_NOT_SELLABLE'],
    [5, 'STATUS_NOT_SELLABLE'],
    [7, 'FIELD_MISSING'],
  ]);
  await importSheet(client, 'k.xlsx', bytes, { supplierId, skuId });
  const { rows } = await client.inventory.stock({ skuId });
  expect(rows).toMatchObject([{ available: 3 }]);
  const keys = await client.cardKeys.list({ filter: { skuId } });
  expect(keys.rows.map(({ expiresOn }) => expiresOn).toSorted()).toEqual(['2027-12-31', '2027-12-31', '2028-12-31']);
});

it('takes a unit cost or a discount merged over several keys for each, and no cost that may be their total', async () => {
  const { client } = await openTestShop();
  const { supplierId, skuId } = await makeTrade(client);
  const keys = [1, 2, 3, 4].map((key) => [`A000000${key}`, `SECRET-AA0${key}`]);
  const read = (name: string, values: readonly (string | number)[]) => {
    const rows = keys.map((key, index) => [...key, values[index] ?? '']);
    const bytes = workbookOf([['卡号', '卡密', name], ...rows], 'C2:C4');
    return previewSheet(client, 'k.xlsx', bytes, { supplierId, skuId, cost: { by: 'column' } });
  };
  const each = { accepted: 4, refused: 0, totalCost: 3 * 475_000 + 480_000 };
  expect(await read('单价', [47.5, '', '', 48])).toMatchObject(each);
  expect(await read('折扣', ['95折', '', '', '96折'])).toMatchObject(each);
  // Two cards for the face value of one are unheard of, so that it is what each costs.
  expect(await read('成本', [47.5, '', '', 48])).toMatchObject(each);
  for (const name of ['成本', '总价']) {
    const total = await read(name, [142.5, '', '', 48]);
    expect(total).toMatchObject(
      name === '成本'
        ? { accepted: 1, byReason: { COST_MERGED: 3 }, totalCost: 480_000 }
        : { accepted: 0, byReason: { COST_MISSING: 4 } },
    );
  }
});
