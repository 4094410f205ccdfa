import { createHash, createHmac } from 'node:crypto';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { openFloorDatabase, readVaultKeys, STOCK_SEED, shopFolder } from '../bench-shop.ts';
import { startStopwatch } from '../stopwatch.ts';
import { wantedNumbers } from '../wanted-numbers.ts';

/** Two prepared statements, by number and by secret, one text after the other. */
export async function floor({ preparedFolder, rows }: BenchRun): Promise<Measurement> {
  const folder = shopFolder(preparedFolder);
  const keys = await readVaultKeys(folder);
  const database = openFloorDatabase(folder);
  const marked = `SELECT k.id, k.state FROM key_marks m JOIN card_keys k ON k.id = m.key_id JOIN batches b ON b.id = k.batch_id
    WHERE m.mark = +? AND b.state = 'posted'`;
  // `+?` as in the program: without it SQLite plans each of them anew.
  const byNumber = database.prepare(`${marked} AND m.kind = 1`).raw();
  const bySecret = database.prepare(`${marked} AND m.kind = 2`).raw();
  const wanted = wantedNumbers(rows, STOCK_SEED);
  const found: string[] = [];
  const stop = startStopwatch();
  for (const text of wanted) {
    const rowsFound = [
      ...(byNumber.all(mac(keys.numberMac, text)) as [number, string][]),
      ...(bySecret.all(mac(keys.secretMac, text)) as [number, string][]),
    ];
    found.push(rowsFound.map(([id, state]) => `${id} ${state}`).join());
  }
  const times = stop();
  database.close();
  return { ...times, rows, digest: createHash('sha256').update(found.join('\n')).digest('hex') };
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16);
}
