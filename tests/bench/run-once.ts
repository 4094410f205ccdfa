import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { benches } from './bench-list.ts';

/** One step of a benchmark in a process of its own: `run-once.ts NAME prepare|ours|meanwhile|floor FOLDER ROWS SEED`. */
async function main(): Promise<void> {
  const [name = '', side = '', preparedFolder = '', rowsText = '', seedText = ''] = process.argv.slice(2);
  const load = benches[name];
  if (!load) throw new Error(`No benchmark is called ${name}.`);
  const { bench } = await load();
  const rows = Number(rowsText);
  const seed = Number(seedText);
  if (side === 'prepare') {
    await bench.prepare(preparedFolder, rows, seed);
    return;
  }
  const workFolder = mkdtempSync(path.join(os.tmpdir(), 'kacang-bench-'));
  try {
    const run = { preparedFolder, workFolder, rows, seed };
    if (side === 'meanwhile') {
      process.stdout.write(`${JSON.stringify((await bench.meanwhile?.(run)) ?? {})}\n`);
      return;
    }
    const measured = side === 'floor' ? await bench.floor(run) : await bench.ours(run);
    const peakRssMiB = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(`${JSON.stringify({ ...measured, peakRssMiB })}\n`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

await main();
