import type { Need, NeedReason } from './need.ts';
import type { ReplenishmentRule } from './replenishment-rule.ts';

/*
 * Keys with several uses are forecast by uses, and ruled, ordered and explained by keys.
 */

/** A rule that speaks of keys as the forecast reads it, in uses. */
export function ruleInUses(rule: ReplenishmentRule, uses: number): ReplenishmentRule {
  const { minimum, maximum, orderMultiple } = rule;
  return {
    ...rule,
    minimum: minimum === null ? null : minimum * uses,
    maximum: maximum === null ? null : maximum * uses,
    orderMultiple: orderMultiple * uses,
  };
}

/** A need in uses, by a rule of {@link ruleInUses}, in keys: its order is a whole number of them. */
export function needInKeys(need: Need, uses: number): Need {
  if (uses === 1) return need;
  return {
    ...need,
    forecast: need.forecast.map((units) => units / uses),
    daily: need.daily / uses,
    minimum: need.minimum / uses,
    projected: need.projected / uses,
    position: need.position / uses,
    maximum: need.maximum === null ? null : need.maximum / uses,
    orderMultiple: need.orderMultiple / uses,
    quantity: need.quantity / uses,
    quantityBesideLate: need.quantityBesideLate / uses,
    reasons: need.reasons.map((reason) => reasonInKeys(reason, uses)),
  };
}

/** The values of reasons that count units; days, factors and shares stay as they are. */
const UNIT_VALUES: ReadonlySet<string> = new Set([
  'last7',
  'last28',
  'last91',
  'daily',
  'units',
  'error',
  'available',
  'incoming',
  'backorders',
  'position',
  'from',
  'to',
  'multiple',
]);

function reasonInKeys(reason: NeedReason, uses: number): NeedReason {
  const values = Object.entries(reason).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'number' && UNIT_VALUES.has(name) ? value / uses : value,
  ]);
  return Object.fromEntries(values) as NeedReason;
}
