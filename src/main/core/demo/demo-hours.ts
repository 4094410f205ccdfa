import type { SeededRandom } from './seeded-random.ts';

/**
 * How many of a hundred orders fall into each hour of a day, from midnight on: buyers of cards sit up late, hardly anybody buys
 * towards morning, and most come after work.
 */
const ORDERS_BY_HOUR = [
  2.2, 1.1, 0.4, 0, 0, 0, 0.2, 0.7, 1.8, 3.2, 4.2, 4.4, 5.2, 4.8, 4.1, 4.2, 4.5, 4.9, 5.7, 8.3, 11.4, 12.2, 9.9, 6.6,
] as const;
const IN_ALL = ORDERS_BY_HOUR.reduce<number>((sum, share) => sum + share, 0);
const MINUTES_AN_HOUR = 60;

/** A minute of the day at which somebody buys. */
export function minuteOfOrder(random: SeededRandom): number {
  let place = random.next() * IN_ALL;
  const hour = ORDERS_BY_HOUR.findIndex((share) => {
    place -= share;
    return place < 0;
  });
  return Math.max(0, hour) * MINUTES_AN_HOUR + random.whole(0, MINUTES_AN_HOUR - 1);
}
