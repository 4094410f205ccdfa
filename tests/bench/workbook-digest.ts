import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { read, utils } from 'xlsx';
import { monthWorkbookText } from '#core/reconciliation/month-workbook-language.ts';

/** The sheet with the account's entries, by its name in the workbook. */
export const ACCOUNT_SHEET = monthWorkbookText('zh-CN').sheets.entries;

const ENTRY_COLUMNS = 16;

/** Over the values of every entry's row as a reader finds them, whatever stands above, under and beside them. */
export function accountSheetDigest(file: string): string {
  const book = read(readFileSync(file), { dense: true, sheets: ACCOUNT_SHEET });
  const sheet = book.Sheets[ACCOUNT_SHEET];
  if (!sheet) throw new Error('The workbook has no sheet with entries.');
  const hash = createHash('sha256');
  let count = 0;
  for (const row of utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, blankrows: false, defval: null })) {
    if (typeof row[3] !== 'string' || !row[3].startsWith('ZM-BENCH-')) continue;
    count += 1;
    hash.update(JSON.stringify(Array.from({ length: ENTRY_COLUMNS }, (_, index) => row[index] ?? null)));
  }
  if (count === 0) throw new Error('The workbook has no entry.');
  hash.update(String(count));
  return hash.digest('hex');
}
