import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { money } from '#shared/domain/money/money.ts';
import {
  appPropertiesXml,
  contentTypesXml,
  corePropertiesXml,
  type PackagedSheet,
  rootRelationsXml,
  sheetPath,
  workbookRelationsXml,
  workbookXml,
} from './xlsx-package.ts';
import {
  layOut,
  rowXml,
  type SheetLayout,
  type SheetPart,
  sheetEnding,
  sheetOpening,
  totalRowXml,
  type XlsxRow,
  type XlsxSheet,
} from './xlsx-sheet.ts';
import { stylesXml } from './xlsx-styles.ts';
import { sheetName } from './xlsx-text.ts';
import { writeZip, type ZipEntry } from './zip-writer.ts';

export type { XlsxCell, XlsxColumn, XlsxRow, XlsxSheet, XlsxValue } from './xlsx-sheet.ts';
export { CellTextTooLongError } from './xlsx-sheet.ts';
export type { XlsxKind } from './xlsx-styles.ts';

export interface XlsxDocument {
  readonly title: string;
  /** The business that made it. */
  readonly creator: string;
  /** Epoch milliseconds; also the time of the parts inside, so that equal input gives equal bytes. */
  readonly createdAt: number;
  readonly language: 'zh-CN' | 'en';
  /** The zone in which columns of kind `instant` are shown, `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly sheets: readonly XlsxSheet[];
  /** Rows a sheet may have before it continues on the next one: Excel's own limit unless a test says less. */
  readonly rowLimit?: number;
}

/** What was written, known once the stream has ended. Continuations count as sheets of their own. */
export interface XlsxSummary {
  readonly sheets: readonly { readonly name: string; readonly dataRows: number }[];
}

const EXCEL_ROW_LIMIT = 1_048_576;
const BLOCK_LENGTH = 192 * 1024;

/**
 * Writes a workbook as a stream of bytes, row by row, whatever its length. Ends with a summary of the sheets.
 * Throws {@link CellTextTooLongError} for a text Excel cannot hold and a RangeError for a sum beyond 2^53−1.
 */
export async function* writeXlsx(document: XlsxDocument): AsyncGenerator<Uint8Array, XlsxSummary, undefined> {
  const written: WrittenSheet[] = [];
  yield* writeZip(workbookEntries(document, written), { modifiedAt: document.createdAt });
  return { sheets: written.map(({ name, dataRows }) => ({ name, dataRows })) };
}

/** Writes a workbook to a stream with its back-pressure, and ends it. */
export async function writeXlsxTo(target: Writable, document: XlsxDocument): Promise<XlsxSummary> {
  let summary: XlsxSummary = { sheets: [] };
  async function* blocks(): AsyncGenerator<Uint8Array, void, undefined> {
    summary = yield* writeXlsx(document);
  }
  await pipeline(Readable.from(blocks(), { objectMode: false }), target);
  return summary;
}

/** Writes a workbook to a file; what was begun is removed when it fails. */
export async function writeXlsxFile(path: string, document: XlsxDocument): Promise<XlsxSummary> {
  try {
    return await writeXlsxTo(createWriteStream(path), document);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

interface WrittenSheet extends PackagedSheet {
  readonly dataRows: number;
}

async function* workbookEntries(
  document: XlsxDocument,
  written: WrittenSheet[],
): AsyncGenerator<ZipEntry, void, undefined> {
  yield { name: '_rels/.rels', content: [rootRelationsXml()] };
  yield { name: 'docProps/app.xml', content: [appPropertiesXml()] };
  yield { name: 'docProps/core.xml', content: [corePropertiesXml(document)] };
  yield { name: 'xl/styles.xml', content: [stylesXml(document.language)] };
  const taken = new Set<string>();
  for (const sheet of document.sheets) yield* sheetEntries(document, sheet, taken, written);
  yield { name: 'xl/workbook.xml', content: [workbookXml(written)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelationsXml(written.length)] };
  yield { name: '[Content_Types].xml', content: [contentTypesXml(written.length)] };
}

/** A sheet being written, across its continuations. */
interface SheetRun {
  readonly layout: SheetLayout;
  readonly rows: RowSource;
  readonly parts: SheetPart[];
  readonly sums: number[];
  readonly totalled: readonly number[];
}

async function* sheetEntries(
  document: XlsxDocument,
  sheet: XlsxSheet,
  taken: Set<string>,
  written: WrittenSheet[],
): AsyncGenerator<ZipEntry, void, undefined> {
  const totalled = sheet.columns.flatMap((column, index) => (column.isTotalled ? [index] : []));
  const run: SheetRun = {
    layout: layOut(sheet, instantSerials(document.timeZone)),
    rows: rowSource(sheet.rows),
    parts: [],
    sums: sheet.columns.map(() => 0),
    totalled,
  };
  try {
    do {
      const name = sheetName(sheet.name, taken);
      yield { name: sheetPath(written.length + 1), content: partContent(document, run, name, written.length === 0) };
      const part = run.parts.at(-1);
      if (part === undefined) return;
      const { headerRow, lastColumn } = run.layout;
      const filterRange = sheet.hasAutoFilter ? `A${headerRow}:${lastColumn}${part.lastRow}` : null;
      written.push({ name, headerRow, filterRange, dataRows: part.lastRow - headerRow });
    } while (!(await run.rows.isAtEnd()));
  } finally {
    await run.rows.close();
  }
}

async function* partContent(
  document: XlsxDocument,
  run: SheetRun,
  name: string,
  isFirstSheet: boolean,
): AsyncGenerator<string, void, undefined> {
  const { layout, rows } = run;
  const { sheet, headerRow } = layout;
  const closingCount = sheet.closingRows?.length ?? 0;
  // Room is kept on every part for the total, an empty row and the closing lines, since any part may be the last.
  const lastRowForData = (document.rowLimit ?? EXCEL_ROW_LIMIT) - 1 - (closingCount > 0 ? closingCount + 1 : 0);
  if (lastRowForData <= headerRow) throw new RangeError('The row limit leaves no room for data.');
  let block = sheetOpening(layout, isFirstSheet);
  let rowNumber = headerRow;
  while (rowNumber < lastRowForData) {
    const next = rows.next();
    const row = next instanceof Promise ? await next : next;
    if (row === null) break;
    rowNumber += 1;
    block += rowXml(layout, row, rowNumber);
    if (run.totalled.length > 0) addUp(run, row);
    if (block.length < BLOCK_LENGTH) continue;
    yield block;
    block = '';
  }
  run.parts.push({ name, firstRow: headerRow + 1, lastRow: rowNumber });
  const isLast = await rows.isAtEnd();
  const lastDataRow = rowNumber;
  if (isLast && run.totalled.length > 0) {
    rowNumber += 1;
    block += totalRowXml(layout, run.parts, run.sums, rowNumber);
  }
  const pageLabel = document.language === 'zh-CN' ? '第 &P 页，共 &N 页' : 'Page &P of &N';
  const closingRows = isLast ? (sheet.closingRows ?? []) : [];
  yield block + sheetEnding(layout, { lastDataRow, closingFrom: rowNumber + 2, closingRows, pageLabel });
}

function addUp(run: SheetRun, row: XlsxRow): void {
  for (const index of run.totalled) {
    const cell = row[index];
    const value = typeof cell === 'object' && cell !== null ? cell.value : cell;
    if (typeof value !== 'number') continue;
    const sum = (run.sums[index] ?? 0) + value;
    const kind = run.layout.columns[index]?.kind;
    run.sums[index] = kind === 'money' || kind === 'unit-price' ? money(sum) : sum;
  }
}

/** Rows one at a time with a look ahead; without a promise per row where the source has none. */
interface RowSource {
  next(): XlsxRow | null | Promise<XlsxRow | null>;
  isAtEnd(): Promise<boolean>;
  close(): Promise<void>;
}

function rowSource(rows: XlsxSheet['rows']): RowSource {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let held: XlsxRow | null = null;
  let isDone = false;
  function take(result: IteratorResult<XlsxRow>): XlsxRow | null {
    if (!result.done) return result.value;
    isDone = true;
    return null;
  }
  function next(): XlsxRow | null | Promise<XlsxRow | null> {
    if (isDone) return null;
    if (held !== null) {
      const row = held;
      held = null;
      return row;
    }
    const result = iterator.next();
    return result instanceof Promise ? result.then(take) : take(result as IteratorResult<XlsxRow>);
  }
  return {
    next,
    async isAtEnd() {
      held ??= await next();
      return held === null;
    },
    async close() {
      if (!isDone) await iterator.return?.();
      isDone = true;
    },
  };
}

const QUARTER_HOUR = 900_000;
const EPOCH_SERIAL = 25_569;

/**
 * Excel's count of days of a moment's wall clock. Asking Intl for each is slow; a zone's offset only ever changes on a
 * quarter of an hour, so one question serves all moments of it.
 */
function instantSerials(timeZone: string): (instant: number) => string {
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsets = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_HOUR);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const parts = new Map(formatter.formatToParts(quarter * QUARTER_HOUR).map(({ type, value }) => [type, +value]));
      const [year = 0, month = 1, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
        (type) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0,
      );
      offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter * QUARTER_HOUR;
      offsets.set(quarter, offset);
    }
    // Whole seconds: a count of days cannot hold milliseconds exactly, and Excel would round some up.
    const seconds = Math.floor((instant + offset) / 1000);
    return String(EPOCH_SERIAL + seconds / 86_400);
  };
}
