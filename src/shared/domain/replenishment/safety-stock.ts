import { type DemandForecast, sumOf } from './demand-forecast.ts';
import { type LeadTime, leadTimeSpread } from './lead-time.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { ReplenishmentRule } from './replenishment-rule.ts';

/** Units kept against the forecast's own error. */
export interface SafetyStock {
  /** Standard deviation, in units, of the demand until the end of the forecast day. */
  readonly spread: number;
  readonly deviations: number;
  /** `deviations × spread`, up to the next whole unit. */
  readonly units: number;
}

/** An order that runs out at its end is out for about so many days. */
const DAYS_OUT = 0.9;

/**
 * How many standard deviations the in-stock target asks for. A purchase lasts `coverDays`, and only at its end the SKU
 * can run out, for about 0.9 days (measured on generated demand): with a target of 97 % and 7 days, (1 − 0.97) × 7 ÷
 * 0.9 = 23 of 100 purchases may, which is 0.73 deviations. Never below 0.
 */
export function safetyDeviations({ inStockTarget, coverDays }: Pick<ReplenishmentRule, 'inStockTarget' | 'coverDays'>) {
  const mayRunOut = ((1 - inStockTarget) * coverDays) / DAYS_OUT;
  return mayRunOut >= 0.5 ? 0 : -normalQuantile(mayRunOut);
}

/**
 * The spread over `reach` days is made of three: each day's own error, the error of the speed itself (which all days
 * share), and the lead time's spread at that speed.
 */
export function safetyStock(
  { units, error, speed, replacements }: DemandForecast,
  reach: number,
  rule: ReplenishmentRule,
  leadTime: LeadTime,
): SafetyStock {
  const demand = sumOf(units, 0, reach);
  // In usual days: a day of a season that sells twice as much counts as two.
  const days = speed.daily > 0 ? (demand - replacements * reach) / speed.daily : reach;
  const late = (leadTimeSpread(leadTime) * demand) / reach;
  const spread = Math.sqrt(days * error + days * days * error * speed.uncertainty + late * late);
  const deviations = safetyDeviations(rule);
  return { spread, deviations, units: Math.ceil(deviations * spread - 1e-9) };
}
