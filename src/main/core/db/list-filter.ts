export type ArchivedFilter = 'active' | 'archived' | 'all';

/** Parameters `term0`, `term1` … of a search; the statement asks for each where a word may stand. */
export function termParameters(terms: readonly string[]): Record<string, string> {
  return Object.fromEntries(terms.map((term, index) => [`term${index}`, term]));
}

/** One condition per word, true where any of the columns contains it. Columns hold name keys, not display names. */
export function termConditions(terms: readonly string[], columns: readonly string[]): string[] {
  return terms.map((_, index) => `(${columns.map((column) => `instr(${column}, @term${index}) > 0`).join(' OR ')})`);
}
