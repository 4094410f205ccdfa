/** How one SKU is kept in stock. The first screen asks `coverDays` only; the rest has a default that fits most. */
export interface ReplenishmentRule {
  /** Days of demand that one purchase is to last, beyond what is sold until it arrives; 1 to 180. */
  readonly coverDays: number;
  /** Units that the stock is not to fall below; null: only the safety that the forecast's own error asks for. */
  readonly minimum: number | null;
  /** Units (in stock and on order) that an order never goes beyond; null: none. */
  readonly maximum: number | null;
  /** Orders are whole multiples of it; 1 for any quantity. */
  readonly orderMultiple: number;
  /** Share of days on which the SKU is to be in stock, 0.5 to 0.999. */
  readonly inStockTarget: number;
  /** Days on sale without a sale after which a SKU is dead. */
  readonly deadAfterDays: number;
  /** Days of cover above which there is too much of it; never less than twice what lead time and cover days ask for. */
  readonly overDays: number;
}

export const DEFAULT_RULE: ReplenishmentRule = {
  coverDays: 7,
  minimum: null,
  maximum: null,
  orderMultiple: 1,
  inStockTarget: 0.97,
  deadAfterDays: 60,
  overDays: 60,
};

export const MOST_COVER_DAYS = 180;

/** What is wrong with a rule, by field; empty when it can be used. `maximum` may not be below `minimum`. */
export function ruleProblems(rule: ReplenishmentRule): (keyof ReplenishmentRule)[] {
  const problems: (keyof ReplenishmentRule)[] = [];
  if (!isWhole(rule.coverDays, 1, MOST_COVER_DAYS)) problems.push('coverDays');
  if (rule.minimum !== null && !isWhole(rule.minimum, 0, MOST_UNITS)) problems.push('minimum');
  if (rule.maximum !== null && !isWhole(rule.maximum, rule.minimum ?? 0, MOST_UNITS)) problems.push('maximum');
  if (!isWhole(rule.orderMultiple, 1, MOST_UNITS)) problems.push('orderMultiple');
  if (!(rule.inStockTarget >= 0.5 && rule.inStockTarget <= 0.999)) problems.push('inStockTarget');
  if (!isWhole(rule.deadAfterDays, 7, 3650)) problems.push('deadAfterDays');
  if (!isWhole(rule.overDays, 1, 3650)) problems.push('overDays');
  return problems;
}

const MOST_UNITS = 1_000_000_000;

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

/** A quantity raised to a whole multiple. */
export function roundUpTo(quantity: number, multiple: number): number {
  return Math.ceil(quantity / multiple) * multiple;
}
