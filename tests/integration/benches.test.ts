import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { benches } from '#tests/bench/bench-list.ts';

/** Small runs: whether floor and ours still do the same work, not how fast. `start` is left to `npm run bench`. */
const small: Readonly<Record<string, number>> = {
  'import-xlsx': 300,
  'import-csv': 500,
  lookup: 2000,
  dispense: 20,
  match: 2000,
  'export-xlsx': 500,
  reorder: 7300,
  'reorder-quality': 10,
};

describe('a benchmark', () => {
  it.each(Object.entries(small))('%s does the same work on both sides', async (name, rows) => {
    const args = [path.resolve('tests/bench/bench.ts'), name, '--rows', String(rows), '--runs', '1', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      name,
      rows,
      seconds: expect.any(Number),
      floorSeconds: expect.any(Number),
      ratio: expect.any(Number),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      peakRssMiB: expect.any(Number),
      loopDelayMaxMs: expect.any(Number),
    });
  });

  it('that is new is run here too', () => {
    expect(Object.keys(benches).sort()).toEqual([...Object.keys(small), 'start'].sort());
  });
});
