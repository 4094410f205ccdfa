import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSeededRandom } from '#core/demo/seeded-random.ts';
import { closeTestShops } from '#tests/support/open-core.ts';
import { checkAfterCrash } from './crash-check.ts';
import { type CrashOptions, type CrashRecord, runAndKill } from './crash-run.ts';
import { newCrashFolder, prepareCrashShop, removeCrashCopies } from './crash-shop.ts';
import { cutPower, possibleCuts } from './power-cut.ts';

/** CRASH_SEED repeats a run; CRASH_CUTS is how many states of the disk each death is looked at in. */
const seed = Number(process.env.CRASH_SEED ?? 20_261_121);
const cutsPerDeath = Number(process.env.CRASH_CUTS ?? 6);
const random = createSeededRandom(seed);
const acts = ['dispense', 'pay', 'import', 'dispense', 'settle'];

const prepared = await prepareCrashShop();

afterEach(removeCrashCopies);
afterAll(closeTestShops);

/** The problems found over all cuts of one death, with the cut that shows each. */
async function problemsOfDeath(options: CrashOptions): Promise<{ record: CrashRecord; problems: string[] }> {
  const folder = prepared.copy();
  const record = await runAndKill({ folder, shop: prepared.shop, seed, acts }, options);
  const problems: string[] = [];
  for (const cut of possibleCuts(folder, record, random, cutsPerDeath)) {
    const left = newCrashFolder();
    cutPower(folder, left, cut);
    const found = await checkAfterCrash(left, record, { sellsOut: prepared.shop });
    problems.push(...found.map((problem) => `${JSON.stringify(cut)}: ${problem}`));
  }
  return { record, problems };
}

describe(`a shop whose power is cut (CRASH_SEED=${seed})`, () => {
  it.each(['append.after:1', 'sync.before:1', 'commit.before:6', 'thread.commit.after:1', 'commit.after:9'])(
    'at %s keeps what it answered, whatever of the rest reached the disk',
    async (at) => {
      const { record, problems } = await problemsOfDeath({ at });
      expect(record.wasKilled).toBe(true);
      expect(problems).toEqual([]);
    },
  );

  it('is caught losing what it answered when synchronous is NORMAL', async () => {
    const { record, problems } = await problemsOfDeath({ at: 'commit.after:9', isWeak: true });
    expect(record.acts.filter(({ answer }) => answer).length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain('an answered command is lost');
  });
});
