import { isInvisibleCodePoint } from '../spreadsheets/invisible-characters.ts';

/**
 * A shop's order number as it is kept and compared: one order is served once, however its number was typed or pasted.
 * Full-width characters become usual ones; what nobody sees (chats add zero-width marks) and spaces around go. Upper and lower
 * case stay: some shops number by both.
 */
export function plainOrderNumber(text: string): string {
  const characters = [...text.normalize('NFKC')];
  return characters
    .filter((character) => !isInvisibleCodePoint(character.codePointAt(0) ?? 0))
    .join('')
    .trim();
}
