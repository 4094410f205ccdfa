import { type Money, money } from '#shared/domain/money/money.ts';

/** An amount written in whole units, as people say it: 9.5 is 95 000. */
export function moneyOfUnits(units: number): Money {
  return money(Math.round(units * 10_000));
}
