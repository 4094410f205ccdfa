import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { generateReport, REPORT_HEADER } from '../generate-report.ts';
import { workbookDigest } from '../workbook-digest.ts';

const BLOCK = 192 * 1024;
const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>';
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>';
const WORKBOOK =
  '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="明细" sheetId="1" r:id="rId1"/></sheets></workbook>';
const WORKBOOK_RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';

/** One pass: rows to XML text, text to a deflate stream, stream to the file; the directory at the end. */
export async function floor({ rows, workFolder }: BenchRun): Promise<Measurement> {
  const report = generateReport(rows);
  const file = path.join(workFolder, 'floor.xlsx');
  const startedAt = performance.now();
  await writeZip(file, [
    ['[Content_Types].xml', [CONTENT_TYPES]],
    ['_rels/.rels', [RELATIONS]],
    ['xl/workbook.xml', [WORKBOOK]],
    ['xl/_rels/workbook.xml.rels', [WORKBOOK_RELATIONS]],
    ['xl/worksheets/sheet1.xml', sheetXml(report)],
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, rows, digest: workbookDigest(file) };
}

function* sheetXml(report: ReturnType<typeof generateReport>): Generator<string> {
  let xml =
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">';
  REPORT_HEADER.forEach((text, index) => {
    xml += `<c r="${'ABCDEF'.charAt(index)}1" t="inlineStr"><is><t>${text}</t></is></c>`;
  });
  xml += '</row>';
  let row = 1;
  for (const [number, product, quantity, unitPrice, amount, day] of report) {
    row += 1;
    xml += `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${escaped(number)}</t></is></c><c r="B${row}" t="inlineStr"><is><t>${escaped(product)}</t></is></c><c r="C${row}"><v>${quantity}</v></c><c r="D${row}"><v>${decimal(unitPrice)}</v></c><c r="E${row}"><v>${decimal(amount)}</v></c><c r="F${row}"><v>${serial(day)}</v></c></row>`;
    if (xml.length < BLOCK) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData></worksheet>`;
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
