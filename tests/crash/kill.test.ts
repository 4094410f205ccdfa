import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTestShops } from '#tests/support/open-core.ts';
import { createSeededRandom } from '#tests/support/seeded-random.ts';
import { actKinds } from './acts.ts';
import { checkAfterCrash } from './crash-check.ts';
import { type CrashRecord, runAndKill } from './crash-run.ts';
import { type PreparedShop, prepareCrashShop } from './crash-shop.ts';

/** CRASH_SEED repeats a run, CRASH_RUNS makes it longer; both are said at the end. */
const seed = Number(process.env.CRASH_SEED ?? 20_261_121);
const runs = Number(process.env.CRASH_RUNS ?? 12);
const random = createSeededRandom(seed);
const acts = [...Object.keys(actKinds), ...Object.keys(actKinds)];

let prepared: PreparedShop;
let whole: CrashRecord;

beforeAll(async () => {
  prepared = await prepareCrashShop();
  whole = await runAndKill({ folder: prepared.copy(), shop: prepared.shop, seed, acts });
}, 60_000);
afterAll(closeTestShops);

describe(`a shop that is killed (CRASH_SEED=${seed})`, () => {
  it('works through its acts when nobody kills it', async () => {
    expect(whole.errors).toBe('');
    expect(whole.hasEnded).toBe(true);
    expect(whole.done.map(({ commandId }) => commandId)).toEqual(whole.begun.map(({ input }) => input.commandId));
    const names = new Set(whole.points.map(({ name }) => name));
    expect([...names]).toEqual(expect.arrayContaining(['commit.before', 'commit.after', 'thread.commit.before']));
  });

  it('at a named point keeps what it answered, and does nothing twice', async () => {
    for (const at of chosenPoints(whole, runs)) {
      const folder = prepared.copy();
      const record = await runAndKill({ folder, shop: prepared.shop, seed, acts }, { at });
      expect({ at, wasKilled: record.wasKilled }).toEqual({ at, wasKilled: true });
      expect({ at, problems: await checkAfterCrash(folder, record) }).toEqual({ at, problems: [] });
    }
  });

  it('at any moment, again and again, keeps what it answered', async () => {
    const folder = prepared.copy();
    for (let run = 0; run < Math.ceil(runs / 2); run += 1) {
      const afterMilliseconds = random.whole(0, 400);
      const record = await runAndKill(
        { folder, shop: prepared.shop, seed: seed + run + 1, acts },
        { afterMilliseconds },
      );
      expect({ run, afterMilliseconds, problems: await checkAfterCrash(folder, record) }).toEqual({
        run,
        afterMilliseconds,
        problems: [],
      });
    }
  });
});

/** Every kind of point at least once where there are runs enough; which occurrence is left to the seed. */
function chosenPoints({ points }: CrashRecord, count: number): string[] {
  const byName = Map.groupBy(points, ({ name }) => name);
  const names = [...byName.keys()];
  const offset = random.whole(0, names.length - 1);
  return Array.from({ length: count }, (_, index) => {
    const name = names[(offset + index) % names.length] ?? '';
    return `${name}:${random.whole(1, byName.get(name)?.length ?? 1)}`;
  });
}
