import type { ByteSource } from '#core/files/byte-source.ts';
import { EMPTY, RowBatchWriter, TEXT } from '../../row-batch.ts';
import { SAMPLE_ROW_COUNT, type SheetReadOptions } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { FormatReader } from '../format-reader.ts';
import { decodeText } from '../text/decode-text.ts';
import { detectEncoding } from '../text/detect-encoding.ts';

const MAX_HTML = 64 * 1024 * 1024;
const MAX_SPAN = 1000;
/** Stands for `<br>` until white space has been collapsed, which the page's own line ends are. */
const LINE_BREAK = '\u0001';
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  yen: '¥',
};

/** A page with tables, which web shops like to call `.xls`. All its tables are one sheet; its cells are text. */
export function openHtmlFile(source: ByteSource, options: SheetReadOptions): FormatReader {
  const detected = detectEncoding(source);
  const encoding = options.encoding ?? detected.encoding;
  if (source.size > MAX_HTML) throw new SheetRefusal('TOO_LARGE', 'The page is larger than 64 MiB');

  function* rows(): Generator<HtmlRow> {
    let html = '';
    for (const { text } of decodeText(source, encoding, encoding === detected.encoding ? detected.start : 0))
      html += text;
    yield* tableRows(html);
  }

  return {
    format: 'html',
    async describe() {
      let sample: Uint8Array | null = null;
      const writer = new RowBatchWriter((bytes) => {
        sample ??= bytes;
      }, SAMPLE_ROW_COUNT);
      let [count, hidden] = [0, 0];
      for (const row of rows()) {
        count += 1;
        if (row.isHidden) hidden += 1;
        if (!sample) writeRow(writer, row, count);
      }
      writer.flush();
      if (count === 0) throw new SheetRefusal('NOT_A_SHEET', 'The page has no table');
      return {
        encoding,
        encodingCandidates: detected.candidates,
        isEncodingAmbiguous: detected.isAmbiguous && !options.encoding,
        sheets: [
          {
            name: '',
            visibility: 'visible',
            rowCountEstimate: count,
            hiddenRowCount: hidden,
            mergedRanges: [],
            sample,
          },
        ],
      };
    },
    async readRows(_sheet, writer, task) {
      let count = 0;
      for (const row of rows()) {
        count += 1;
        writeRow(writer, row, count);
        if (count % 1000 === 0) await task.breathe();
      }
      if (count === 0) throw new SheetRefusal('NOT_A_SHEET', 'The page has no table');
    },
  };
}

interface HtmlRow {
  readonly cells: readonly string[];
  readonly isHidden: boolean;
}

function writeRow(writer: RowBatchWriter, row: HtmlRow, rowNumber: number): void {
  for (const cell of row.cells) writer.cell(cell === '' ? EMPTY : TEXT, cell);
  writer.endRow(rowNumber, row.isHidden);
}

/** Walks the tags of a page once; a row ends where the next begins, whether it was closed or not. */
function* tableRows(html: string): Generator<HtmlRow> {
  let cells: string[] | null = null;
  let isHidden = false;
  let cell: string | null = null;
  /** Cells that a wide one covers: they follow it, empty, as Excel shows them. */
  let covered = 0;
  const endCell = (): void => {
    if (cell === null) return;
    cells?.push(tidy(cell), ...new Array<string>(covered).fill(''));
    cell = null;
    covered = 0;
  };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (cell !== null) cell += html.slice(at, open < 0 ? html.length : open);
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close < 0) break;
    const tag = html.slice(open + 1, close);
    const name = /^\/?[a-zA-Z]+/.exec(tag)?.[0].toLowerCase() ?? '';
    at = close + 1;
    if (name === 'script' || name === 'style') {
      const end = html.toLowerCase().indexOf(`</${name}`, at);
      at = end < 0 ? html.length : end;
    } else if (name === 'tr' || name === '/tr' || name === '/table') {
      endCell();
      if (cells) yield { cells, isHidden };
      cells = name === 'tr' ? [] : null;
      isHidden = /display\s*:\s*none/i.test(tag);
    } else if (name === 'td' || name === 'th') {
      endCell();
      if (!cells) cells = [];
      cell = '';
      const span = Number(/colspan\s*=\s*["']?(\d+)/i.exec(tag)?.[1] ?? 1);
      covered = Math.max(0, Math.min(span, MAX_SPAN) - 1);
    } else if (name === '/td' || name === '/th') {
      endCell();
    } else if (name === 'br' && cell !== null) cell += LINE_BREAK;
  }
  endCell();
  if (cells) yield { cells, isHidden };
}

function tidy(text: string): string {
  return text
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/ ?\u0001 ?/g, '\n')
    .replace(/^[ \n]+|[ \n]+$/g, '')
    .replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,8}));/g, (whole, hex, decimal, name) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    });
}
