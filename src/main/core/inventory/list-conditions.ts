/**
 * Conditions of a list in the order of preference: the first one is served by its index, which also gives the order; the
 * others are looked at row by row (a leading `+` keeps SQLite from choosing their indexes and then sorting).
 */
export function firstByIndex(conditions: readonly (string | false)[]): string[] {
  const wanted = conditions.filter((condition) => condition !== false);
  return wanted.map((condition, index) => (index === 0 || condition.startsWith('+') ? condition : `+${condition}`));
}
