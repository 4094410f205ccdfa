import path from 'node:path';
import type { FileId } from '#shared/domain/ids.ts';
import { parseMonth } from '#shared/domain/time/business-time.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command-errors.ts';
import { requireSupplier } from '../find-records.ts';
import { finishJob } from '../finish-job.ts';
import { optionalText, requiredText } from '../option-values.ts';
import { requireWritable, saveDownload } from '../save-download.ts';

/** The month's reconciliation workbook, of one supplier or of all. */
export const reportMonthly: Command = {
  name: 'report monthly',
  usage: '--data DIR --month 2026-10 [--supplier CODE] --out FILE.xlsx',
  summary: { 'zh-CN': '导出月度对账工作簿', en: "write the month's reconciliation workbook" },
  options: {
    month: { type: 'string' },
    supplier: { type: 'string' },
    language: { type: 'string' },
    out: { type: 'string' },
  },
  details: {
    'zh-CN': `  --month 月份           例如 2026-10
  --supplier 编码        只要这一个供应商(不写则全部;另币种的往来各有一组工作表)
  --language zh-CN|en    工作簿的语言(不写则用店铺语言)
  --out 文件.xlsx`,
    en: `  --month MONTH          such as 2026-10
  --supplier CODE        of this supplier only (all without it; accounts in another currency have sheets of their own)
  --language zh-CN|en    of the workbook (the shop's without it)
  --out FILE.xlsx`,
  },
  positionals: { least: 0, most: 0 },
  async run(run) {
    const { values } = run;
    const month = parseMonth(requiredText(values, 'month'));
    if (month === null)
      throw new UsageError({ 'zh-CN': '--month 是月份,例如 2026-10。', en: '--month is a month such as 2026-10.' });
    const out = path.resolve(requiredText(values, 'out'));
    if (!out.toLowerCase().endsWith('.xlsx'))
      throw new UsageError({ 'zh-CN': '--out 须以 .xlsx 结尾。', en: '--out ends with .xlsx.' });
    const language = optionalText(values, 'language') ?? undefined;
    if (language !== undefined && language !== 'zh-CN' && language !== 'en') {
      throw new UsageError({ 'zh-CN': '--language 是 zh-CN 或 en。', en: '--language is zh-CN or en.' });
    }
    requireWritable(out);
    const client = await run.openShop();
    const code = optionalText(values, 'supplier');
    const supplierId = code === null ? null : (await requireSupplier(client, code)).id;
    const { jobId } = await client.reports.monthlyWorkbook({ month, supplierId, language });
    const made = await finishJob<{ fileId: FileId; name: string }>(client, jobId, run);
    const size = await saveDownload({ client, folder: run.folder }, made.fileId, out);
    return {
      result: { month, supplier: code, out, size },
      lines: [out],
    };
  },
};
