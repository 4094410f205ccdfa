import type { Context } from '#core/context.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { writeXlsx, type XlsxColumn } from '#core/spreadsheets/xlsx-writer.ts';
import { explainRefusal, type RefusalDetails } from '#shared/domain/spreadsheets/refusal-explanation.ts';
import { openRow } from './import-sealing.ts';
import { listRefusals, type StoredImport } from './imports.repo.ts';

/** A sheet holds as many; more refused rows than this mean that the mapping is wrong, not the rows. */
const LARGEST_WORKBOOK = 1_000_000;

const WORDS = {
  'zh-CN': { sheet: '被拒绝的行', columns: ['工作表', '行号', '列', '原因', '说明', '处理办法', '原文'] },
  en: { sheet: 'Refused rows', columns: ['Sheet', 'Row', 'Column', 'Reason', 'Details', 'What to do', 'Line'] },
} as const;

/** The refused rows of an import as a workbook, to be sent back to the supplier or mended and imported again. */
export async function refusedRowsWorkbook(context: Context, imported: StoredImport) {
  const { language, businessName, timeZone } = shopSettings(context.db);
  const keys = context.kernel.vault.keys();
  const words = WORDS[language];
  const refusals = listRefusals(context.db, imported.id, LARGEST_WORKBOOK);
  const [sheetName, row, column, reason, detail, remedy, line] = words.columns;
  const columns: XlsxColumn[] = [
    { header: sheetName, kind: 'text', width: 14 },
    { header: row, kind: 'integer', width: 8 },
    { header: column, kind: 'text', width: 14 },
    { header: reason, kind: 'text', width: 28 },
    { header: detail, kind: 'text', width: 40 },
    { header: remedy, kind: 'text', width: 44 },
    { header: line, kind: 'text', width: 60 },
  ];
  function* rows() {
    for (const refusal of refusals) {
      const text = openRow(keys, { importId: imported.id, sheet: refusal.sheet }, refusal.rowNumber, refusal.sealedRow);
      const details = JSON.parse(refusal.detail) as RefusalDetails;
      const why = explainRefusal(language, refusal.reason, details);
      yield [refusal.sheet, refusal.rowNumber, refusal.columnName, why.what, why.facts, why.remedy, text];
    }
  }
  const bytes = writeXlsx({
    title: `${imported.number} ${words.sheet}`,
    creator: businessName,
    createdAt: context.now,
    language,
    timeZone,
    sheets: [{ name: words.sheet, columns, rows: rows() }],
  });
  return { bytes, quantity: refusals.length };
}
