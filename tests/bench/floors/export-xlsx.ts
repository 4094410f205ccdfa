import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { crc32, createDeflateRaw } from 'node:zlib';
import Database from 'better-sqlite3';
import { monthWorkbookText } from '#core/reconciliation/month-workbook-language.ts';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { shopFolder } from '../bench-shop.ts';
import { ACCOUNT } from '../prepare-account.ts';
import { startStopwatch } from '../stopwatch.ts';
import { ACCOUNT_SHEET, accountSheetDigest } from '../workbook-digest.ts';

const BLOCK = 192 * 1024;
const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>';
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>';
const WORKBOOK = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${ACCOUNT_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const WORKBOOK_RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';

/** One query in the order of the sheet, rows to XML text, text to a deflate stream, stream to the file. */
export async function floor({ preparedFolder, workFolder, rows }: BenchRun): Promise<Measurement> {
  const database = new Database(path.join(shopFolder(preparedFolder), 'kacang.db'), { readonly: true });
  const file = path.join(workFolder, 'floor.xlsx');
  const stop = startStopwatch();
  await writeZip(file, [
    ['[Content_Types].xml', [CONTENT_TYPES]],
    ['_rels/.rels', [RELATIONS]],
    ['xl/workbook.xml', [WORKBOOK]],
    ['xl/_rels/workbook.xml.rels', [WORKBOOK_RELATIONS]],
    ['xl/worksheets/sheet1.xml', sheetXml(database)],
  ]);
  const times = stop();
  database.close();
  return { ...times, rows, digest: accountSheetDigest(file) };
}

interface EntryRow {
  readonly occurredOn: string;
  readonly number: string;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly amount: number;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly product: string;
}

const ENTRIES = `SELECT e.occurred_on AS occurredOn, e.number, e.external_number AS externalNumber, e.our_number AS ourNumber, e.amount,
    l.quantity, l.unit_price AS unitPrice,
    CASE WHEN instr(k.name, p.name) > 0 THEN k.name ELSE p.name || ' ' || k.name END AS product
  FROM supplier_entries e JOIN supplier_entry_lines l ON l.entry_id = e.id JOIN skus k ON k.id = l.sku_id
    JOIN products p ON p.id = k.product_id
  WHERE e.supplier_id = ? AND e.month = ? ORDER BY e.occurred_on, e.id`;

function* sheetXml(database: Database.Database): Generator<string> {
  const text = monthWorkbookText('zh-CN');
  const { supplierId, month } = ACCOUNT;
  const supplier = database.prepare('SELECT code, name FROM suppliers WHERE id = ?').get(supplierId) as {
    code: string;
    name: string;
  };
  const kind = escaped(text.kinds.purchase);
  const side = escaped(text.sides.owed);
  const matching = escaped(text.matchings.open);
  let balance = 0;
  let row = 0;
  let xml =
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  for (const entry of database.prepare(ENTRIES).iterate(supplierId, month) as IterableIterator<EntryRow>) {
    row += 1;
    balance += entry.amount;
    xml += `<row r="${row}">${textCell('A', row, supplier.code)}${textCell('B', row, supplier.name)}<c r="C${row}"><v>${serial(entry.occurredOn)}</v></c>${textCell('D', row, entry.number)}${textCell('E', row, kind)}${textCell('F', row, entry.externalNumber)}${textCell('G', row, entry.ourNumber)}${textCell('H', row, entry.product)}<c r="I${row}"><v>${entry.quantity}</v></c><c r="J${row}"><v>${decimal(entry.unitPrice)}</v></c><c r="K${row}"><v>${decimal(entry.amount)}</v></c>${textCell('M', row, side)}<c r="N${row}"><v>${decimal(balance)}</v></c>${textCell('O', row, matching)}</row>`;
    if (xml.length < BLOCK) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData></worksheet>`;
}

function textCell(column: string, row: number, text: string): string {
  return text === '' ? '' : `<c r="${column}${row}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function decimal(tenThousandths: number): string {
  const rest = tenThousandths % 10_000;
  const whole = (tenThousandths - rest) / 10_000;
  return rest === 0 ? `${whole}` : `${whole}.${String(rest).padStart(4, '0')}`.replace(/0+$/, '');
}

/** Days since 30 December 1899. */
function serial(day: string): number {
  return Date.parse(day) / 86_400_000 + 25_569;
}

async function writeZip(file: string, entries: [string, Iterable<string>][]): Promise<void> {
  const out = createWriteStream(file);
  const directory: Buffer[] = [];
  let offset = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  };
  for (const [name, content] of entries) {
    const start = offset;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    // Sizes follow the data; names are UTF-8.
    head.writeUInt16LE(0x0808, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    await write(Buffer.concat([head, Buffer.from(name)]));
    const dataStart = offset;
    const deflate = createDeflateRaw();
    let crc = 0;
    let size = 0;
    const feeding = (async () => {
      for (const text of content) {
        const bytes = Buffer.from(text);
        crc = crc32(bytes, crc);
        size += bytes.length;
        if (!deflate.write(bytes)) await new Promise<void>((resolve) => deflate.once('drain', () => resolve()));
      }
      deflate.end();
    })();
    for await (const piece of deflate) await write(piece);
    await feeding;
    const packed = offset - dataStart;
    const trailer = Buffer.alloc(16);
    trailer.writeUInt32LE(0x08074b50);
    trailer.writeUInt32LE(crc, 4);
    trailer.writeUInt32LE(packed, 8);
    trailer.writeUInt32LE(size, 12);
    await write(trailer);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50);
    record.writeUInt16LE(0x0808, 8);
    record.writeUInt16LE(8, 10);
    record.writeUInt32LE(crc, 16);
    record.writeUInt32LE(packed, 20);
    record.writeUInt32LE(size, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE(start, 42);
    directory.push(record, Buffer.from(name));
  }
  const directoryStart = offset;
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(directoryStart, 16);
  await write(Buffer.concat([records, end]));
  await new Promise<void>((resolve, reject) => {
    out.on('error', reject);
    out.end(() => resolve());
  });
}
