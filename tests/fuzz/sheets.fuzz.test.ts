import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ISOLATE_LIMITS } from '#core/spreadsheets/isolate/isolate-pool.ts';
import { SheetRefusal } from '#core/spreadsheets/sheet-source.ts';
import { openSheetBench, type SheetBench } from '#tests/support/sheet-reading.ts';
import { type SheetSeed, workbookSeeds } from '#tests/support/sheet-seeds.ts';

/** How many mutated files are read, and from which seed; `FUZZ_COUNT=50000` on demand. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 2000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_901);
const FIXTURES = ['sheets', 'bills'].map((folder) => new URL(`../fixtures/${folder}/`, import.meta.url));
/** Bigger originals only cost time. */
const MAX_SEED_BYTES = 64 * 1024;

let bench: SheetBench;
beforeAll(async () => {
  bench = await openSheetBench({ limits: { ...DEFAULT_ISOLATE_LIMITS, stallMs: 3000 } });
});
afterAll(() => bench.close());

describe('mutated files', () => {
  it(`end in rows or a refusal: ${COUNT} files, FUZZ_SEED=${SEED}`, {
    timeout: Math.max(150_000, COUNT * 75),
  }, async () => {
    const random = mulberry32(SEED);
    const originals = [...(await fixtureBytes()), ...workbookSeeds()];
    const outcomes: Record<string, number> = {};
    for (let index = 0; index < COUNT; index += 1) {
      const original = originals[index % originals.length];
      if (!original) throw new Error('No originals to mutate');
      const id = await bench.stage(original.wrap(mutate(original.bytes, random)));
      const outcome = await outcomeOf(id, `file ${index} of seed ${SEED}`);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      await bench.spool.discard(id);
    }
    process.stdout.write(`${JSON.stringify(outcomes)}\n`);
    expect(outcomes.rows).toBeGreaterThan(0);
    // Damage was found as well, else the mutations would prove nothing.
    expect(Object.keys(outcomes).length).toBeGreaterThan(3);
    const good = await bench.stage(Buffer.from('卡号,卡密\n1,A\n'));
    expect(await bench.rowsOf(good)).toHaveLength(2);
  });
});

async function outcomeOf(id: string, which: string): Promise<string> {
  try {
    const rows = await bench.rowsOf(id);
    for (const [index, row] of rows.entries()) {
      const previous = rows[index - 1]?.rowNumber ?? 0;
      if (row.rowNumber <= previous) throw new Error(`${which}: row numbers do not rise`);
    }
    return 'rows';
  } catch (error) {
    if (error instanceof SheetRefusal) return error.code;
    throw new Error(`${which} ended in something else`, { cause: error });
  }
}

async function fixtureBytes(): Promise<SheetSeed[]> {
  const files: SheetSeed[] = [];
  for (const folder of FIXTURES) {
    for (const name of (await readdir(folder)).sort()) {
      const bytes = await readFile(new URL(encodeURIComponent(name), folder));
      if (bytes.length <= MAX_SEED_BYTES) files.push({ bytes, wrap: (mutated) => mutated });
    }
  }
  return files;
}

/** Flips, cuts, doubles, overwrites: what disks, mail programs and attackers do. */
function mutate(original: Buffer, random: () => number): Buffer {
  let bytes = Buffer.from(original);
  const at = (): number => Math.floor(random() * bytes.length);
  for (let count = 1 + Math.floor(random() * 4); count > 0 && bytes.length > 0; count -= 1) {
    const place = at();
    switch (Math.floor(random() * 7)) {
      case 0:
        bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
        break;
      case 1:
        bytes[place] = Math.floor(random() * 256);
        break;
      case 2:
        bytes = bytes.subarray(0, place);
        break;
      case 3: {
        const piece = bytes.subarray(place, place + Math.floor(random() * 200));
        bytes = Buffer.concat([bytes.subarray(0, place), piece, piece, bytes.subarray(place)]);
        break;
      }
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + Math.floor(random() * 50))]);
        break;
      case 5:
        bytes.fill(
          INTERESTING[Math.floor(random() * INTERESTING.length)] ?? 0,
          place,
          Math.min(bytes.length, place + 4),
        );
        break;
      default: {
        const token = TOKENS[Math.floor(random() * TOKENS.length)] ?? '';
        bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from(token), bytes.subarray(place)]);
      }
    }
  }
  return bytes;
}

const INTERESTING = [0, 0xff, 0x7f, 0x80, 0x22];
const TOKENS = [
  '"',
  '\0',
  '\r',
  '<row r="1048577">',
  '</c>',
  '<c r="ZZZ1"/>',
  '&#x110000;',
  '----',
  'PK\x05\x06',
  '\ufeff',
];

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
