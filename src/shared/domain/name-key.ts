/**
 * What a name or code is compared and found by: width and case do not count, spaces count once. `ＡＢ　12` and `ab 12` are
 * the same name. Never used on a card secret.
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

const MOST_TERMS = 5;

/** What a person typed into a search field as separate words, each of which must be found. */
export function searchTerms(text: string): string[] {
  return nameKey(text).split(' ').filter(Boolean).slice(0, MOST_TERMS);
}
