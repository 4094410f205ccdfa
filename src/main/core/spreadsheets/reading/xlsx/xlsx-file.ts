import type { ReadTask } from '../../isolate/read-task.ts';
import { RowBatchWriter } from '../../row-batch.ts';
import { type PackedSheetSummary, SAMPLE_ROW_COUNT, type SheetVisibility } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { FormatReader } from '../format-reader.ts';
import type { ZipDirectory, ZipEntry } from '../zip/zip-directory.ts';
import { readEntry, readWholeEntry } from '../zip/zip-entry.ts';
import { isBuiltInDateFormat, isDateFormat, paddedDigits } from './number-format.ts';
import { readSharedStrings, SharedStrings } from './shared-strings.ts';
import { SheetScanner, type WorkbookFacts } from './sheet-scanner.ts';
import { createXmlDecoder } from './utf8-pieces.ts';
import { attributeOf, tagsOf } from './xml-text.ts';

/** Parts other than sheets and shared strings are small in any real workbook. */
const MAX_PART = 16 * 1024 * 1024;
const MAX_MERGED_RANGES = 1000;
const MAX_SHEETS = 1024;

interface SheetPart {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly entry: ZipEntry;
}

interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: ZipEntry | undefined;
  readonly isDateStyle: readonly boolean[];
  readonly paddedTo: readonly number[];
  readonly is1904: boolean;
}

/** xlsx and xlsm (its macros are never looked at). */
export function openXlsxFile(directory: ZipDirectory): FormatReader {
  async function facts(workbook: Workbook, course: Course): Promise<WorkbookFacts> {
    const sharedStrings = workbook.sharedStrings
      ? await readSharedStrings(directory, workbook.sharedStrings, (done) => course.moved(done))
      : new SharedStrings();
    course.startNext(workbook.sharedStrings);
    return { sharedStrings, isDateStyle: workbook.isDateStyle, paddedTo: workbook.paddedTo, is1904: workbook.is1904 };
  }

  async function scan(sheet: SheetPart, scanner: SheetScanner, course: Course, afterPiece?: () => void): Promise<void> {
    const decode = createXmlDecoder(sheet.entry.name);
    let done = 0;
    for await (const piece of readEntry(directory, sheet.entry)) {
      done += piece.length;
      scanner.push(decode(piece, false), false);
      afterPiece?.();
      await course.moved(done);
    }
    scanner.push(decode(Buffer.alloc(0), true), true);
    course.startNext(sheet.entry);
  }

  return {
    format: 'xlsx',

    async describe(task) {
      const workbook = await readWorkbook(directory);
      const course = new Course(task, [workbook.sharedStrings, ...workbook.sheets.map((sheet) => sheet.entry)]);
      const known = await facts(workbook, course);
      const sheets: PackedSheetSummary[] = [];
      for (const sheet of workbook.sheets) {
        let sample: Uint8Array | null = null;
        const writer = new RowBatchWriter((bytes) => {
          sample ??= bytes;
        }, SAMPLE_ROW_COUNT);
        const scanner = new SheetScanner(sheet.name, known, writer);
        await scan(sheet, scanner, course, () => {
          if (sample) scanner.countOnly();
        });
        writer.flush();
        sheets.push({
          name: sheet.name,
          visibility: sheet.visibility,
          rowCountEstimate: scanner.rowCount,
          hiddenRowCount: scanner.hiddenRowCount,
          mergedRanges: mergedRangesOf(scanner.tail),
          sample,
        });
      }
      return { sheets };
    },

    async readRows(name, writer, task) {
      const workbook = await readWorkbook(directory);
      const sheet = chooseSheet(workbook.sheets, name);
      const course = new Course(task, [workbook.sharedStrings, sheet.entry]);
      await scan(sheet, new SheetScanner(sheet.name, await facts(workbook, course), writer), course);
    },
  };
}

/** How far the reading of several parts is, as one course of bytes. */
class Course {
  readonly #task: ReadTask;
  readonly #total: number;
  #before = 0;

  constructor(task: ReadTask, parts: readonly (ZipEntry | undefined)[]) {
    this.#task = task;
    this.#total = parts.reduce((sum, part) => sum + (part?.size ?? 0), 0);
  }

  async moved(doneBytes: number): Promise<void> {
    const done = this.#before + doneBytes;
    this.#task.progress(done, Math.max(done, this.#total));
    await this.#task.breathe();
  }

  startNext(finished: ZipEntry | undefined): void {
    this.#before += finished?.size ?? 0;
  }
}

/** The named sheet, or the first that Excel would show. */
export function chooseSheet<Sheet extends { name: string; visibility: SheetVisibility }>(
  sheets: readonly Sheet[],
  name: string | undefined,
): Sheet {
  const found =
    name === undefined
      ? (sheets.find((sheet) => sheet.visibility === 'visible') ?? sheets[0])
      : sheets.find((sheet) => sheet.name === name);
  if (found) return found;
  throw new SheetRefusal('SHEET_NOT_FOUND', 'The workbook has no such sheet', { sheet: name });
}

function mergedRangesOf(tail: string): string[] {
  return tagsOf(tail, 'mergeCell')
    .slice(0, MAX_MERGED_RANGES)
    .map((tag) => attributeOf(tag, 'ref') ?? '')
    .filter((range) => range !== '');
}

async function readWorkbook(directory: ZipDirectory): Promise<Workbook> {
  const parts = partsByName(directory);
  const text = async (name: string): Promise<string> => {
    const entry = parts.get(name.toLowerCase());
    if (!entry) return '';
    const bytes = await readWholeEntry(directory, entry, MAX_PART);
    return createXmlDecoder(name)(bytes, true);
  };
  const rootRelations = relationsOf(await text('_rels/.rels'), '');
  const workbookName =
    rootRelations.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const folder = workbookName.includes('/') ? workbookName.slice(0, workbookName.lastIndexOf('/') + 1) : '';
  const xml = await text(workbookName);
  if (xml === '') throw new SheetRefusal('CORRUPT', 'The workbook has no workbook part');
  const relations = relationsOf(await text(`${folder}_rels/${workbookName.slice(folder.length)}.rels`), folder);

  const sheets: SheetPart[] = [];
  for (const tag of tagsOf(xml, 'sheet').slice(0, MAX_SHEETS)) {
    const id = attributeOf(tag, '(?:[\\w.-]+:)?id');
    const relation = relations.find((candidate) => candidate.id === id);
    if (relation && relation.type !== 'worksheet') continue;
    const name = attributeOf(tag, 'name') ?? '';
    const entry = relation && parts.get(relation.target.toLowerCase());
    if (!entry) throw new SheetRefusal('CORRUPT', 'A sheet of the workbook is missing', { sheet: name });
    sheets.push({ name, visibility: visibilityOf(attributeOf(tag, 'state')), entry });
  }
  if (sheets.length === 0) throw new SheetRefusal('NOT_A_SHEET', 'The workbook has no sheet with cells');
  const named = (type: string, fallback: string): string =>
    relations.find((relation) => relation.type === type)?.target ?? `${folder}${fallback}`;
  const properties = tagsOf(xml, 'workbookPr')[0] ?? '';
  return {
    sheets,
    sharedStrings: parts.get(named('sharedStrings', 'sharedStrings.xml').toLowerCase()),
    ...numberStylesOf(await text(named('styles', 'styles.xml'))),
    is1904: /^(?:1|true|on)$/.test(attributeOf(properties, 'date1904') ?? ''),
  };
}

/** Two parts of one name: which one counts would be a guess, and one of them may be there to deceive. */
function partsByName(directory: ZipDirectory): Map<string, ZipEntry> {
  const parts = new Map<string, ZipEntry>();
  for (const entry of directory.entries) {
    const name = entry.name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
    if (parts.has(name))
      throw new SheetRefusal('DUPLICATE_ENTRY', 'The workbook holds a part twice', { entry: entry.name });
    parts.set(name, entry);
  }
  return parts;
}

interface Relation {
  readonly id: string;
  /** Last segment of the type's URI: `worksheet`, `styles`, … */
  readonly type: string;
  readonly target: string;
}

function relationsOf(xml: string, folder: string): Relation[] {
  return tagsOf(xml, 'Relationship').map((tag) => {
    const target = attributeOf(tag, 'Target') ?? '';
    return {
      id: attributeOf(tag, 'Id') ?? '',
      type: (attributeOf(tag, 'Type') ?? '').replace(/^.*\//, ''),
      target: target.startsWith('/') ? target.slice(1) : resolve(folder, target),
    };
  });
}

function resolve(folder: string, target: string): string {
  const segments: string[] = folder.split('/').filter((segment) => segment !== '');
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function visibilityOf(state: string | undefined): SheetVisibility {
  return state === 'hidden' ? 'hidden' : state === 'veryHidden' ? 'very-hidden' : 'visible';
}

function numberStylesOf(xml: string): { isDateStyle: boolean[]; paddedTo: number[] } {
  const custom = new Map<number, string>();
  for (const tag of tagsOf(xml, 'numFmt')) {
    custom.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
  }
  const cellFormats = /<(?:[\w.-]+:)?cellXfs[\s>][\s\S]*?<\/(?:[\w.-]+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  const ids = tagsOf(cellFormats, 'xf').map((tag) => Number(attributeOf(tag, 'numFmtId') ?? 0));
  const patterns = ids.map((id) => custom.get(id));
  return {
    isDateStyle: patterns.map((pattern, index) =>
      pattern === undefined ? isBuiltInDateFormat(ids[index] ?? 0) : isDateFormat(pattern),
    ),
    paddedTo: patterns.map((pattern) => paddedDigits(pattern ?? '')),
  };
}
