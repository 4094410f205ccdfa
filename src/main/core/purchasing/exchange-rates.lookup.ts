import type { Readable } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { findRateOn } from './exchange-rates.repo.ts';

/*
 * Rates for other areas, inside their own read or transaction. A rate is never guessed: without one nothing is posted.
 */

/** What a currency is worth in the shop's on a day; null where it is the shop's own. Refuses with RATE_MISSING. */
export function requireExchange(db: Readable, currency: string, day: Day): ExchangeRate | null {
  const exchange = findExchange(db, currency, day);
  if (exchange === 'missing') throw new Refusal('RATE_MISSING', { currency, day });
  return exchange;
}

/** Like {@link requireExchange}, for what only shows: `missing` where no rate is known on or before the day. */
export function findExchange(db: Readable, currency: string, day: Day): ExchangeRate | null | 'missing' {
  if (currency === shopSettings(db).currency) return null;
  return findRateOn(db, currency, day) ?? 'missing';
}
