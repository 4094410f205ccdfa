import type { SeededRandom } from '#core/demo/seeded-random.ts';
import type { CrashRecord } from './crash-run.ts';

/** Every kind of point at least once where there are runs enough; which occurrence is left to the seed. */
export function chosenPoints({ points }: CrashRecord, count: number, random: SeededRandom): string[] {
  const byName = Map.groupBy(points, ({ name }) => name);
  const names = [...byName.keys()];
  const offset = random.whole(0, names.length - 1);
  return Array.from({ length: count }, (_, index) => {
    const name = names[(offset + index) % names.length] ?? '';
    return `${name}:${random.whole(1, byName.get(name)?.length ?? 1)}`;
  });
}
