import { afterEach, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { FileId } from '#shared/domain/ids.ts';
import { closeTestShops, openTestShop, readDownload } from '#tests/support/open-core.ts';
import { statementSettings } from '#tests/support/reconcile.ts';
import { createSupplier, jobResult } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

it('the rows of a statement that were not read come back as a sheet with place, reason and remedy', async () => {
  const { client } = await openTestShop();
  const supplierId = await createSupplier(client, 'S001');
  const text = [
    '日期,单号,类型,金额',
    '2026-10-05,A1,采购,100',
    '2026-10-06,A2,采购,已退款',
    '10-06,A3,采购,五十',
  ].join('\n');
  const settings = await statementSettings(client, { text, supplierId, from: '2026-10-01', to: '2026-10-31' });
  const preview = await client.statements.preview(settings);
  expect(await jobResult(client, preview.jobId)).toMatchObject({ accepted: 1, refused: 2 });

  for (const [language, reason] of [
    ['zh-CN', '只写了“已退款”，没有金额'],
    ['en', 'The cell says “refunded” without an amount'],
  ] as const) {
    const { jobId } = await client.statements.exportRefused({ settings, language });
    const { fileId, name } = (await jobResult(client, jobId)) as { fileId: FileId; name: string };
    expect(name).toBe('statement-refused.xlsx');
    const workbook = XLSX.read(await readDownload(client, fileId));
    const rows = XLSX.utils.sheet_to_json<unknown[]>(workbook.Sheets[workbook.SheetNames[0] ?? ''] ?? {}, {
      header: 1,
    });
    const refused = rows.find((row) => row[4] === reason);
    expect(refused?.slice(1, 4)).toEqual([3, 'D3', '金额']);
    expect(refused?.slice(6)).toEqual(['2026-10-06', 'A2', '采购', '已退款']);
    expect(rows.filter((row) => typeof row[1] === 'number')).toHaveLength(2);
  }
});
