/** Full-width letters, digits and signs (`Ａ`, `１`, `－`) in a card number: a proposal to show, never done to a secret. */
export interface WideCharacter {
  /** Counted in characters from 1. */
  readonly position: number;
  readonly codePoint: number;
}

/** The first character of a card number that has a plain ASCII form; null when there is none. */
export function findWideCharacter(text: string): WideCharacter | null {
  let position = 0;
  for (const character of text) {
    position += 1;
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint >= 0x80 && isFoldable(character)) return { position, codePoint };
  }
  return null;
}

/** The card number with each such character in its ASCII form (NFKC); every other character stays as it is. */
export function foldWideCharacters(text: string): string {
  let folded = '';
  for (const character of text) {
    folded +=
      (character.codePointAt(0) ?? 0) >= 0x80 && isFoldable(character) ? character.normalize('NFKC') : character;
  }
  return folded;
}

function isFoldable(character: string): boolean {
  const folded = character.normalize('NFKC');
  return folded.length === 1 && folded > ' ' && folded <= '~';
}
