import type { CellObject, WorkBook } from 'xlsx';
import { BOOLEAN, DATE, EMPTY, ERROR, NUMBER, RowBatchWriter, TEXT, UNCACHED_FORMULA } from '../../row-batch.ts';
import { SAMPLE_ROW_COUNT, type SheetFormat, type SheetVisibility } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { FormatReader } from '../format-reader.ts';
import { cellName } from '../xlsx/cell-reference.ts';
import { isDateFormat, padDigits, paddedDigits, serialToIso } from '../xlsx/number-format.ts';
import { chooseSheet } from '../xlsx/xlsx-file.ts';

const VISIBILITIES: readonly SheetVisibility[] = ['visible', 'hidden', 'very-hidden'];
const MAX_MERGED_RANGES = 1000;
const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** The dense worksheets that we ask SheetJS for: rows of cells under `!data`, which its types do not know. */
interface DenseSheet {
  readonly '!data'?: readonly (readonly (CellObject | undefined)[] | undefined)[];
  readonly '!rows'?: readonly ({ hidden?: boolean } | undefined)[];
  readonly '!merges'?: readonly { s: { r: number; c: number }; e: { r: number; c: number } }[];
}

/**
 * xls, et, xlsb and the XML workbooks of 2003, through SheetJS. Its numbers are doubles: beyond 15 digits the text shows
 * 16 or 17, which the meaning layer refuses as damage.
 */
export function openWithSheetJs(bytes: Buffer, format: SheetFormat): FormatReader {
  async function open(): Promise<WorkBook> {
    const { read, set_cptable } = await import('xlsx');
    // Workbooks before 2000 keep their text in the code page of their country.
    set_cptable(await import('xlsx/dist/cpexcel.full.mjs'));
    let workbook: WorkBook;
    try {
      workbook = read(bytes, {
        type: 'buffer',
        dense: true,
        cellNF: true,
        cellText: false,
        cellHTML: false,
        cellStyles: true,
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      if (/password/i.test(message)) throw new SheetRefusal('PASSWORD_REQUIRED', 'The workbook is encrypted');
      throw new SheetRefusal('CORRUPT', 'The workbook is damaged');
    }
    if (workbook.SheetNames.length === 0) throw new SheetRefusal('NOT_A_SHEET', 'The workbook has no sheet with cells');
    return workbook;
  }

  return {
    format,

    async describe() {
      const workbook = await open();
      return {
        sheets: sheetsOf(workbook).map(({ name, visibility, sheet }) => {
          let sample: Uint8Array | null = null;
          const writer = new RowBatchWriter((packed) => {
            sample ??= packed;
          }, SAMPLE_ROW_COUNT);
          const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
          const rows = sheet['!data'] ?? [];
          let rowCount = 0;
          let hiddenRowCount = 0;
          rows.forEach((cells, row) => {
            if (!cells?.length) return;
            rowCount += 1;
            const isHidden = sheet['!rows']?.[row]?.hidden === true;
            if (isHidden) hiddenRowCount += 1;
            if (!sample) writeRow(writer, cells, row, isHidden, is1904);
          });
          writer.flush();
          const mergedRanges = (sheet['!merges'] ?? [])
            .slice(0, MAX_MERGED_RANGES)
            .map(({ s, e }) => `${cellName(s.c + 1, s.r + 1)}:${cellName(e.c + 1, e.r + 1)}`);
          return { name, visibility, rowCountEstimate: rowCount, hiddenRowCount, mergedRanges, sample };
        }),
      };
    },

    async readRows(name, writer, task) {
      const workbook = await open();
      const { sheet, name: chosen } = chooseSheet(sheetsOf(workbook), name);
      checkWidths(sheet, chosen);
      const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
      const rows = sheet['!data'] ?? [];
      for (let row = 0; row < rows.length; row += 1) {
        const cells = rows[row];
        if (cells?.length) writeRow(writer, cells, row, sheet['!rows']?.[row]?.hidden === true, is1904);
        if (row % 1000 === 0) {
          task.progress(row, rows.length);
          await task.breathe();
        }
      }
    },
  };
}

function sheetsOf(workbook: WorkBook): { name: string; visibility: SheetVisibility; sheet: DenseSheet }[] {
  return workbook.SheetNames.map((name, index) => ({
    name,
    visibility: VISIBILITIES[Number(workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0)] ?? 'visible',
    sheet: (Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : {}) as DenseSheet,
  }));
}

/** Empty cells may stand between filled ones, but a sheet of nothing else would cost minutes. */
const MAX_WIDTH_SUM = 30_000_000;

/** Refuses before anything is written when rows are few and far apart. */
function checkWidths(sheet: DenseSheet, name: string): void {
  let sum = 0;
  for (const cells of sheet['!data'] ?? []) sum += cells?.length ?? 0;
  if (sum > MAX_WIDTH_SUM) throw new SheetRefusal('TOO_LARGE', 'The cells lie too far apart', { sheet: name });
}

function writeRow(
  writer: RowBatchWriter,
  cells: readonly (CellObject | undefined)[],
  row: number,
  isHidden: boolean,
  is1904: boolean,
): void {
  for (const cell of cells) {
    if (cell) writeCell(writer, cell, is1904);
    else writer.cell(EMPTY, '');
  }
  writer.endRow(row + 1, isHidden);
}

function writeCell(writer: RowBatchWriter, cell: CellObject, is1904: boolean): void {
  const { t, v, f } = cell;
  if (t === 'e') writer.cell(ERROR, ERROR_TEXTS[Number(v)] ?? cell.w ?? '#ERROR');
  else if (v === undefined || v === null || t === 'z') writer.cell(f ? UNCACHED_FORMULA : EMPTY, '');
  else if (t === 'b') writer.cell(BOOLEAN, v ? 'TRUE' : 'FALSE');
  else if (t === 'n' && typeof v === 'number') {
    const date = typeof cell.z === 'string' && isDateFormat(cell.z) ? serialToIso(v, is1904) : null;
    if (date) writer.cell(DATE, date);
    else writer.cell(NUMBER, padDigits(String(v), paddedDigits(typeof cell.z === 'string' ? cell.z : '')));
  } else {
    const text = v instanceof Date ? v.toISOString().slice(0, 19) : String(v);
    writer.cell(text === '' ? EMPTY : TEXT, text);
  }
}
