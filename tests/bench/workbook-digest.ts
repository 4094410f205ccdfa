import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { read, utils } from 'xlsx';

/** Over the values of a workbook's first sheet as a reader finds them, whatever their styles; dates as Excel counts them. */
export function workbookDigest(file: string): string {
  const book = read(readFileSync(file), { dense: true, cellStyles: false });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet) throw new Error('The workbook has no sheet.');
  const hash = createHash('sha256');
  for (const row of utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, blankrows: false })) {
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
