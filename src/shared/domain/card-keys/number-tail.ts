const LONGEST_TAIL = 4;

/**
 * The part of a card number that may be shown: its last characters, at most a quarter of its length and at most 4. Empty for
 * numbers shorter than 4 characters.
 */
export function numberTail(number: string): string {
  const length = Math.min(LONGEST_TAIL, Math.floor(number.length / 4));
  return length === 0 ? '' : number.slice(-length);
}
