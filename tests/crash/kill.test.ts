import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSeededRandom } from '#core/demo/seeded-random.ts';
import { closeTestShops } from '#tests/support/open-core.ts';
import { chosenPoints } from './chosen-points.ts';
import { checkAfterCrash } from './crash-check.ts';
import { runAndKill } from './crash-run.ts';
import { prepareCrashShop, removeCrashCopies } from './crash-shop.ts';

/** CRASH_SEED repeats a run, CRASH_RUNS makes it longer. */
const seed = Number(process.env.CRASH_SEED ?? 20_261_121);
const runs = Number(process.env.CRASH_RUNS ?? 10);
const random = createSeededRandom(seed);
const acts = ['dispense', 'import', 'settle', 'backup', 'pay', 'reclassify', 'dispense', 'add-supplier'];

const prepared = await prepareCrashShop();
/** The same work to its end tells which points there are. */
const whole = await runAndKill({ folder: prepared.copy(), shop: prepared.shop, seed, acts });

afterEach(removeCrashCopies);
afterAll(closeTestShops);

describe(`a shop that is killed (CRASH_SEED=${seed})`, () => {
  it('works through its acts when nobody kills it', () => {
    expect(whole.errors).toBe('');
    expect(whole.hasEnded).toBe(true);
    expect(whole.acts.map(({ name }) => name)).toEqual(acts);
    expect(whole.acts.filter(({ answer }) => !answer)).toEqual([]);
    const names = whole.points.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['commit.before', 'commit.after', 'append.before', 'sync.after']));
    expect(names).toEqual(expect.arrayContaining(['thread.commit.before', 'thread.rename.after', 'remove.after']));
  });

  it.each(chosenPoints(whole, runs, random))('at %s keeps what it answered, and does nothing twice', async (at) => {
    const folder = prepared.copy();
    const record = await runAndKill({ folder, shop: prepared.shop, seed, acts }, { at });
    // How often a job thread comes by a point is not quite the same each time.
    expect(record.wasKilled || record.hasEnded).toBe(true);
    expect(await checkAfterCrash(folder, record, { sellsOut: prepared.shop })).toEqual([]);
  });

  it('at any moment, again and again, keeps what it answered', async () => {
    const folder = prepared.copy();
    for (let run = 1; run <= Math.ceil(runs / 2); run += 1) {
      const afterMilliseconds = random.whole(0, 400);
      const task = { folder, shop: prepared.shop, seed: seed + run, acts };
      const record = await runAndKill(task, { afterMilliseconds });
      const problems = await checkAfterCrash(folder, record);
      expect({ run, afterMilliseconds, problems }).toEqual({ run, afterMilliseconds, problems: [] });
    }
  });
});
