import i18next from 'i18next';

/** A check of the books in words; its own name where it has none yet. */
export function checkText(name: string): string {
  const key = `audit:books.checks.${name}`;
  return i18next.exists(key) ? i18next.t(key, { defaultValue: '' }) : name;
}

/** What a table of the business holds, in words. */
export function countText(table: string): string {
  const key = `audit:books.tables.${table}`;
  return i18next.exists(key) ? i18next.t(key, { defaultValue: '' }) : table;
}
