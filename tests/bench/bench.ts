import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchLimits, Measurement } from './bench-definition.ts';
import { benches } from './bench-list.ts';
import { watchProcessTree } from './process-memory.ts';
import { WORK_DONE } from './stopwatch.ts';

/**
 * `npm run bench -- NAME [--rows N] [--json] [--runs N] [--seed S] [--check]` measures our code against its floor on
 * the same machine in the same minutes: each run in a process of its own, in the order A-B-B-A, medians compared. Equal
 * digests prove that both did the same work. The last line is JSON; with `--json` it is the only one. `--check` fails
 * where a limit is passed.
 */
interface ProcessMeasurement extends Measurement {
  readonly peakRssMiB: number;
}

type Side = 'ours' | 'floor';

const LEAST_RUNS = 5;
const RUN_ONCE = path.join(import.meta.dirname, 'run-once.ts');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      runs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const [name = ''] = positionals;
  const load = benches[name];
  if (!load) {
    console.error(`Usage: npm run bench -- NAME [--rows N] [--json]. Names: ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const { bench } = await load();
  const rows = Number(values.rows ?? bench.defaultRows);
  const runs = Number(values.runs ?? bench.runs ?? LEAST_RUNS);
  const seed = Number(values.seed);
  const say = (text: string): void => {
    if (!values.json) console.log(text);
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-bench-prepared-'));
  try {
    say(`preparing ${rows} rows`);
    await runOnce(name, 'prepare', folder, rows, seed);
    const measured: Record<Side, ProcessMeasurement[]> = { ours: [], floor: [] };
    for (const side of order(runs)) {
      const one = await runOnce(name, side, folder, rows, seed);
      if (!one) throw new Error(`The ${side} side of ${name} answered nothing.`);
      measured[side].push(one);
      say(`${side.padEnd(5)} ${one.seconds.toFixed(3)} s, ${one.peakRssMiB.toFixed(0)} MiB`);
    }
    const meanwhile = bench.meanwhile ? await runOnce(name, 'meanwhile', folder, rows, seed) : null;
    const result = summary(name, measured, (meanwhile ?? {}) as Record<string, number>);
    console.log(JSON.stringify(result));
    const problems = digestProblems(measured);
    if (values.check) problems.push(...limitProblems(result, bench.limits));
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A-B-B-A again and again, so that a machine that grows slower does so for both. */
function order(runs: number): Side[] {
  const pattern: Side[] = ['floor', 'ours', 'ours', 'floor'];
  return Array.from({ length: runs * 2 }, (_, index) => pattern[index % 4] ?? 'floor');
}

function runOnce(
  name: string,
  side: Side | 'prepare' | 'meanwhile',
  folder: string,
  rows: number,
  seed: number,
): Promise<ProcessMeasurement | null> {
  // Both sides as `npm start` runs KaCang: with its flags of Node.
  const words = [...process.execArgv, RUN_ONCE, name, side, folder, String(rows), String(seed)];
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const memory = watchProcessTree(child.pid ?? 0);
  child.on('message', (message) => {
    if (message === WORK_DONE) memory.stop();
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const treePeakMiB = memory.stop();
      if (code !== 0) return reject(new Error(`The ${side} side of ${name} ended with ${code}.`));
      const line = output.trim().split('\n').at(-1);
      if (!line) return resolve(null);
      const measured = JSON.parse(line) as ProcessMeasurement;
      resolve({ ...measured, peakRssMiB: treePeakMiB || measured.peakRssMiB });
    });
  });
}

interface Summary {
  readonly name: string;
  readonly rows: number;
  readonly seconds: number;
  readonly floorSeconds: number;
  readonly ratio: number;
  readonly cpuSeconds: number;
  readonly floorCpuSeconds: number;
  readonly digest: string;
  readonly peakRssMiB: number;
  readonly floorPeakRssMiB: number;
  readonly loopDelayMaxMs: number;
  readonly runs: number;
  readonly [figure: string]: number | string;
}

function summary(
  name: string,
  measured: Record<Side, ProcessMeasurement[]>,
  meanwhile: Readonly<Record<string, number>>,
): Summary {
  const { ours, floor } = measured;
  const seconds = median(ours.map((one) => one.seconds));
  const floorSeconds = median(floor.map((one) => one.seconds));
  const figures: Record<string, number> = {};
  for (const [figure, value] of Object.entries(meanwhile)) {
    if (typeof value === 'number' && figure !== 'peakRssMiB') figures[figure] = rounded(value, 1);
  }
  for (const one of [...ours, ...floor]) {
    for (const [figure, value] of Object.entries(one.figures ?? {})) {
      figures[figure] = rounded(Math.max(figures[figure] ?? 0, value), 4);
    }
  }
  return {
    name,
    rows: ours[0]?.rows ?? 0,
    seconds: rounded(seconds, 4),
    floorSeconds: rounded(floorSeconds, 4),
    ratio: rounded(seconds / floorSeconds, 3),
    cpuSeconds: rounded(median(ours.map((one) => one.cpuSeconds ?? 0)), 3),
    floorCpuSeconds: rounded(median(floor.map((one) => one.cpuSeconds ?? 0)), 3),
    digest: ours[0]?.digest ?? '',
    peakRssMiB: rounded(Math.max(...ours.map((one) => one.peakRssMiB)), 0),
    floorPeakRssMiB: rounded(Math.max(...floor.map((one) => one.peakRssMiB)), 0),
    loopDelayMaxMs: rounded(Math.max(...ours.map((one) => one.loopDelayMaxMs ?? 0)), 1),
    runs: ours.length,
    ...figures,
  };
}

function digestProblems(measured: Record<Side, ProcessMeasurement[]>): string[] {
  const digests = new Set([...measured.ours, ...measured.floor].map(({ digest }) => digest));
  return digests.size === 1 ? [] : [`The digests differ, so not the same work was done: ${[...digests].join(' ')}.`];
}

function limitProblems(result: Summary, limits: BenchLimits): string[] {
  const { figures = {}, ...own } = limits;
  return Object.entries({ ...own, ...figures }).flatMap(([figure, limit]) => {
    const value = Number(result[figure] ?? Number.NaN);
    return value <= limit ? [] : [`${result.name}: ${figure} is ${value}, more than ${limit}.`];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

await main();
