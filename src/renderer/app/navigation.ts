/** The plan of the house: which areas stand in which part of the navigation, in the order of the day's work. */
export const NAVIGATION = {
  overview: ['dashboard'],
  stock: ['inventory', 'dispense', 'imports', 'catalog', 'stockTakes'],
  buying: ['purchasing', 'replenishment', 'offers', 'suppliers', 'exchangeRates', 'sync'],
  books: ['reconciliation', 'months', 'reports'],
  house: ['audit', 'backup', 'users', 'settings'],
} as const;

export type NavGroup = keyof typeof NAVIGATION;
export type NavKey = (typeof NAVIGATION)[NavGroup][number];

/** Places in the order of the navigation, by group. */
export function navigationGroups(): readonly { group: NavGroup; keys: readonly NavKey[] }[] {
  return (Object.keys(NAVIGATION) as NavGroup[]).map((group) => ({ group, keys: NAVIGATION[group] }));
}
