import type { Readable } from '#core/db/connection.ts';
import type { SheetFileDescription } from '#core/spreadsheets/sheet-source.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import { sheetToRead } from './import-planning.ts';
import { findImportsOfFile, type ImportOfFile } from './imports.repo.ts';

/**
 * Posted imports of the very same bytes and the same part of them: another sheet of a workbook, or another file of an archive,
 * is no repeat. Where an import named no entry it was the only one.
 */
export function importsOfPart(
  db: Readable,
  description: SheetFileDescription,
  read: ImportSettings['read'],
): Pick<ImportOfFile, 'id' | 'number' | 'postedAt'>[] {
  const nameOf = (sheet: string | undefined) => sheetToRead(sheet, description)?.name;
  const sheet = nameOf(read.sheet);
  return findImportsOfFile(db, Buffer.from(description.sha256, 'hex'))
    .filter(({ entry }) => entry === null || read.entry === undefined || entry === read.entry)
    .filter((earlier) => nameOf(earlier.sheet ?? undefined) === sheet)
    .map(({ id, number, postedAt }) => ({ id, number, postedAt }));
}
