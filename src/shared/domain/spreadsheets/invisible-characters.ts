/**
 * Characters that a person cannot see in a cell, yet make two numbers different: zero-width and direction marks, special
 * spaces, control characters, and the text `_x000D_` that a workbook writes for a carriage return.
 */
export interface InvisibleCharacter {
  /** Counted in characters (code points) from 1, as a person would count. */
  readonly position: number;
  readonly codePoint: number;
  /** True for the seven letters `_x000D_` that stand for one character. */
  readonly isEscape: boolean;
}

const ESCAPE_PATTERN = /^_x(00[01][0-9A-Fa-f]|200[B-Fb-f]|FEFF|feff|00A0|00a0)_/;

/** True for a code point that shows nothing or only a gap. Plain space, TAB and line feed are not among them. */
export function isInvisibleCodePoint(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d;
  if (code < 0x7f) return false;
  if (code <= 0xa0 || code === 0xad) return true;
  if (code < 0x115f) return false;
  return (
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x1680 ||
    code === 0x180e ||
    code === 0x3000 ||
    code === 0x3164 ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}

/** Every invisible character of a text, in order. */
export function findInvisibleCharacters(text: string): InvisibleCharacter[] {
  const found: InvisibleCharacter[] = [];
  visitCharacters(text, (character, position, codePoint, isEscape) => {
    if (isEscape || isInvisibleCodePoint(codePoint)) found.push({ position, codePoint, isEscape });
    return character;
  });
  return found;
}

/** The text without those invisible characters whose code points a person has accepted to lose; the others stay. */
export function removeInvisibleCharacters(text: string, accepted: ReadonlySet<number>): string {
  if (accepted.size === 0) return text;
  return visitCharacters(text, (character, _position, codePoint, isEscape) =>
    (isEscape || isInvisibleCodePoint(codePoint)) && accepted.has(codePoint) ? '' : character,
  );
}

/** `U+200B`, for messages. */
export function formatCodePoint(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

function visitCharacters(
  text: string,
  visit: (character: string, position: number, codePoint: number, isEscape: boolean) => string,
): string {
  let kept = '';
  let position = 0;
  for (let index = 0; index < text.length; ) {
    position += 1;
    const spelled = text[index] === '_' ? ESCAPE_PATTERN.exec(text.slice(index, index + 7)) : null;
    const codePoint = spelled ? Number.parseInt(spelled[1] ?? '0', 16) : (text.codePointAt(index) ?? 0);
    const character = spelled ? spelled[0] : String.fromCodePoint(codePoint);
    kept += visit(text.slice(index, index + character.length), position, codePoint, spelled !== null);
    index += character.length;
  }
  return kept;
}
