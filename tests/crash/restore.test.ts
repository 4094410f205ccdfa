import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSeededRandom } from '#core/demo/seeded-random.ts';
import { closeTestShops } from '#tests/support/open-core.ts';
import { chosenPoints } from './chosen-points.ts';
import { checkAfterCrash } from './crash-check.ts';
import { runAndKill } from './crash-run.ts';
import { prepareCrashShop, removeCrashCopies } from './crash-shop.ts';

const seed = Number(process.env.CRASH_SEED ?? 20_261_121);
const runs = Number(process.env.CRASH_RUNS ?? 10);
const random = createSeededRandom(seed);
const acts = ['dispense', 'backup', 'dispense', 'restore', 'restart', 'dispense'];

const prepared = await prepareCrashShop();
const whole = await runAndKill({ folder: prepared.copy(), shop: prepared.shop, seed, acts });
/** Every file that is written, moved or taken away from the restore being laid ready until the restored shop stands open. */
const steps = whole.points.flatMap(({ name, count, after }) =>
  after === 'restore' && /^(?:write|rename|remove)\./.test(name) ? [`${name}:${count}`] : [],
);
/** Only what comes after the backup: the rest is what kill.test.ts looks at. */
const afterBackup = { ...whole, points: whole.points.slice(Math.floor(whole.points.length / 3)) };

afterEach(removeCrashCopies);
afterAll(closeTestShops);

describe(`a restore that is killed (CRASH_SEED=${seed})`, () => {
  it('goes through when nobody kills it, and sells nothing twice', () => {
    expect(whole.errors).toBe('');
    expect(whole.hasEnded).toBe(true);
    expect(whole.acts.filter(({ answer }) => !answer)).toEqual([]);
    const seen = whole.acts.flatMap(({ name, answer }) => (name === 'dispense' ? (answer?.seen as string[]) : []));
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('has steps of both halves: laid ready, and put into its place', () => {
    expect(steps.filter((at) => at.startsWith('rename.')).length).toBeGreaterThan(3);
  });

  it.each([...steps, ...chosenPoints(afterBackup, runs, random)])(
    'at %s leaves the old shop or the restored one, and no key to be sold twice',
    async (at) => {
      const folder = prepared.copy();
      const record = await runAndKill({ folder, shop: prepared.shop, seed, acts }, { at });
      expect(record.wasKilled || record.hasEnded).toBe(true);
      const mayForget = record.acts.some(({ name }) => name === 'restore');
      expect(await checkAfterCrash(folder, record, { mayForget, sellsOut: prepared.shop })).toEqual([]);
    },
  );
});
