import type { ReadTask } from '../../isolate/read-task.ts';
import { RowBatchWriter } from '../../row-batch.ts';
import { SAMPLE_ROW_COUNT, type SheetVisibility } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { FormatReader } from '../format-reader.ts';
import { createXmlDecoder } from '../xlsx/utf8-pieces.ts';
import type { ZipDirectory, ZipEntry } from '../zip/zip-directory.ts';
import { readEntry, readWholeEntry } from '../zip/zip-entry.ts';
import { type OdsListener, OdsScanner } from './ods-scanner.ts';

const MAX_MANIFEST = 4 * 1024 * 1024;
const MAX_MERGED_RANGES = 1000;

interface SheetInProgress {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly writer: RowBatchWriter;
  readonly mergedRanges: string[];
  sample: Uint8Array | null;
  rowCount: number;
  hiddenRowCount: number;
}

/** OpenDocument spreadsheets, as LibreOffice and WPS write them. */
export function openOdsFile(directory: ZipDirectory): FormatReader {
  const content = only(directory, 'content.xml');

  async function walk(listener: OdsListener, task: ReadTask): Promise<void> {
    await refuseEncrypted(directory);
    const scanner = new OdsScanner(listener);
    const decode = createXmlDecoder(content.name);
    let done = 0;
    for await (const piece of readEntry(directory, content)) {
      done += piece.length;
      scanner.push(decode(piece, false), false);
      task.progress(done, Math.max(done, content.size));
      await task.breathe();
    }
    scanner.push(decode(Buffer.alloc(0), true), true);
  }

  return {
    format: 'ods',

    async describe(task) {
      const sheets: SheetInProgress[] = [];
      let current: SheetInProgress | undefined;
      await walk(
        {
          startSheet(name, visibility) {
            const sheet: SheetInProgress = {
              name,
              visibility,
              mergedRanges: [],
              sample: null,
              rowCount: 0,
              hiddenRowCount: 0,
              writer: new RowBatchWriter((bytes) => {
                sheet.sample ??= bytes;
              }, SAMPLE_ROW_COUNT),
            };
            sheets.push(sheet);
            current = sheet;
            return true;
          },
          cell(kind, text) {
            if (current && !current.sample) current.writer.cell(kind, text);
          },
          endRow(rowNumber, isHidden) {
            if (!current) return;
            current.rowCount += 1;
            if (isHidden) current.hiddenRowCount += 1;
            if (!current.sample) current.writer.endRow(rowNumber, isHidden);
          },
          merged(range) {
            if (current && current.mergedRanges.length < MAX_MERGED_RANGES) current.mergedRanges.push(range);
          },
        },
        task,
      );
      if (sheets.length === 0) throw new SheetRefusal('NOT_A_SHEET', 'The document has no sheet');
      for (const sheet of sheets) sheet.writer.flush();
      return {
        sheets: sheets.map(({ writer: _, rowCount, ...sheet }) => ({ ...sheet, rowCountEstimate: rowCount })),
      };
    },

    async readRows(name, writer, task) {
      let wanted = name;
      const names: string[] = [];
      const listener: OdsListener = {
        startSheet(sheet, visibility) {
          names.push(sheet);
          if (wanted === undefined && visibility === 'visible') wanted = sheet;
          return sheet === wanted;
        },
        cell: (kind, text) => writer.cell(kind, text),
        endRow: (rowNumber, isHidden) => writer.endRow(rowNumber, isHidden),
        merged: () => undefined,
      };
      await walk(listener, task);
      if (names.length === 0) throw new SheetRefusal('NOT_A_SHEET', 'The document has no sheet');
      if (wanted === undefined) {
        // Every sheet is hidden: the first one is as good as any.
        wanted = names[0];
        await walk(listener, task);
      } else if (!names.includes(wanted)) {
        throw new SheetRefusal('SHEET_NOT_FOUND', 'The document has no such sheet', { sheet: wanted });
      }
    },
  };
}

function only(directory: ZipDirectory, name: string): ZipEntry {
  const found = directory.entries.filter((entry) => entry.name === name);
  const [entry] = found;
  if (!entry) throw new SheetRefusal('NOT_A_SHEET', 'The document has no content');
  if (found.length > 1) throw new SheetRefusal('DUPLICATE_ENTRY', 'A part is there twice', { entry: name });
  return entry;
}

async function refuseEncrypted(directory: ZipDirectory): Promise<void> {
  const entry = directory.entries.find(({ name }) => name === 'META-INF/manifest.xml');
  if (!entry) return;
  const manifest = await readWholeEntry(directory, entry, MAX_MANIFEST);
  if (manifest.includes('encryption-data')) {
    throw new SheetRefusal('ENCRYPTED', 'Encrypted OpenDocument files are not read');
  }
}
