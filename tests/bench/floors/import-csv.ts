import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { BENCH_SHOP, copyShop, importDigest, openFloorDatabase, readVaultKeys } from '../bench-shop.ts';
import { startStopwatch } from '../stopwatch.ts';
import { createFloorKeyWriter } from './key-writing.ts';

/** Decodes in chunks, cuts lines and cells by `indexOf` and `split`, writes each row as it comes. */
export async function floor({ preparedFolder, workFolder, rows }: BenchRun): Promise<Measurement> {
  const folder = copyShop(preparedFolder, workFolder);
  const keys = await readVaultKeys(folder);
  const database = openFloorDatabase(folder);
  const stop = startStopwatch();
  const writer = createFloorKeyWriter(database, keys);
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let rowNumber = 0;
  const takeLine = (line: string): void => {
    rowNumber += 1;
    if (rowNumber > 1 && line !== '') writer.write(rowNumber, line.split(','), line);
  };
  for await (const piece of createReadStream(path.join(preparedFolder, 'keys.csv'), { highWaterMark: 1 << 20 })) {
    const text = rest + decoder.decode(piece as Buffer, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n', from)) {
      takeLine(text.slice(from, end));
      from = end + 2;
    }
    rest = text.slice(from);
  }
  takeLine(rest);
  writer.finish();
  const times = stop();
  database.close();
  return { ...times, rows, digest: importDigest(folder, BENCH_SHOP.skuId, keys) };
}
