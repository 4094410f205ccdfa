import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { BENCH_SHOP, copyShop, importDigest, openFloorDatabase, readVaultKeys } from '../bench-shop.ts';
import { startStopwatch } from '../stopwatch.ts';
import { createFloorKeyWriter } from './key-writing.ts';

/** Inflates two parts whole and scans them by `indexOf`: as little as this workbook needs, and no more. */
export async function floor({ preparedFolder, workFolder, rows }: BenchRun): Promise<Measurement> {
  const folder = copyShop(preparedFolder, workFolder);
  const keys = await readVaultKeys(folder);
  const database = openFloorDatabase(folder);
  const stop = startStopwatch();
  const file = readFileSync(path.join(preparedFolder, 'keys.xlsx'));
  const strings = sharedStrings(zipEntry(file, 'xl/sharedStrings.xml'));
  const writer = createFloorKeyWriter(database, keys);
  const xml = zipEntry(file, 'xl/worksheets/sheet1.xml');
  let rowNumber = 0;
  for (let at = xml.indexOf('<row '); at !== -1; at = xml.indexOf('<row ', at + 5)) {
    rowNumber += 1;
    const cells = cellsOf(xml, at, xml.indexOf('</row>', at), strings);
    if (rowNumber > 1) writer.write(rowNumber, cells, cells.join('\t'));
  }
  writer.finish();
  const times = stop();
  database.close();
  return { ...times, rows, digest: importDigest(folder, BENCH_SHOP.skuId, keys) };
}

function cellsOf(xml: string, from: number, to: number, strings: readonly string[]): string[] {
  const cells: string[] = [];
  for (let at = xml.indexOf('<c ', from); at !== -1 && at < to; at = xml.indexOf('<c ', at + 3)) {
    const valueAt = xml.indexOf('<v>', at) + 3;
    const value = xml.slice(valueAt, xml.indexOf('</v>', valueAt));
    const isShared = xml.lastIndexOf(' t="s"', valueAt) > at;
    cells.push(isShared ? (strings[Number(value)] ?? '') : value);
  }
  return cells;
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  for (let at = xml.indexOf('<t'); at !== -1; at = xml.indexOf('<t', at + 2)) {
    const from = xml.indexOf('>', at) + 1;
    strings.push(xml.slice(from, xml.indexOf('</t>', from)));
  }
  return strings;
}

function zipEntry(file: Buffer, wanted: string): string {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = file.readUInt32LE(end + 16);
  while (file.readUInt32LE(at) === 0x02014b50) {
    const nameLength = file.readUInt16LE(at + 28);
    if (file.toString('utf8', at + 46, at + 46 + nameLength) === wanted) {
      const local = file.readUInt32LE(at + 42);
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      return inflateRawSync(file.subarray(start, start + file.readUInt32LE(at + 20))).toString('utf8');
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  throw new Error(`The workbook has no ${wanted}.`);
}
