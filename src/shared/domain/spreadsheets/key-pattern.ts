import { isInvisibleCodePoint } from './invisible-characters.ts';

/** What may be said of a secret in a message, a preview or a log: never a character of it that carries meaning. */
export interface SecretDescription {
  /** In characters (code points). */
  readonly length: number;
  /** See {@link describeShape}. */
  readonly shape: string;
  /** The first character outside plain ASCII, position from 1. */
  readonly oddCharacter?: { readonly position: number; readonly codePoint: number };
}

const JOINERS = new Set(['-', ' ', '_', '.', '/', ':', '|']);
const LONGEST_SHAPE = 48;

/** The kinds of characters that a shape tells apart. */
export type CharacterClass = 'A' | 'a' | 'D' | 'X' | 'H' | 'S' | 'I' | 'O';

/**
 * The build of a text without the text: runs of a class with their length, joiners as they are. `A` upper case letters,
 * `a` lower case, `D` digits, `X` these mixed, `H` Chinese characters, `S` other signs, `I` invisible, `O` other.
 * `ABCDE-12345` is `A5-D5`; `AB12CD34EF56` is `X12`.
 */
export function describeShape(text: string): string {
  let shape = '';
  let runClass: CharacterClass | null = null;
  let runLength = 0;
  const endRun = () => {
    if (runClass) shape += runClass + runLength;
    runClass = null;
    runLength = 0;
  };
  for (const character of text) {
    if (shape.length > LONGEST_SHAPE) return `${shape.slice(0, LONGEST_SHAPE)}…`;
    if (JOINERS.has(character)) {
      endRun();
      shape += character;
      continue;
    }
    const next = mergeClasses(runClass, classOf(character));
    if (!next) endRun();
    runClass = next ?? classOf(character);
    runLength += 1;
  }
  endRun();
  return shape;
}

export function describeSecret(text: string): SecretDescription {
  let length = 0;
  let oddCharacter: SecretDescription['oddCharacter'];
  for (const character of text) {
    length += 1;
    const codePoint = character.codePointAt(0) ?? 0;
    if (!oddCharacter && (codePoint < 0x20 || codePoint > 0x7e)) oddCharacter = { position: length, codePoint };
  }
  const shape = describeShape(text);
  return oddCharacter ? { length, shape, oddCharacter } : { length, shape };
}

function classOf(character: string): CharacterClass {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x30 && code <= 0x39) return 'D';
  if (code >= 0x41 && code <= 0x5a) return 'A';
  if (code >= 0x61 && code <= 0x7a) return 'a';
  if (isInvisibleCodePoint(code) || code < 0x20) return 'I';
  if (code < 0x7f) return 'S';
  return code >= 0x3400 && code <= 0x9fff ? 'H' : 'O';
}

/** The class of a run that goes on with `next`, or null when a new run starts. Letters and digits melt into `X`. */
function mergeClasses(run: CharacterClass | null, next: CharacterClass): CharacterClass | null {
  if (run === null || run === next) return next;
  const isWord = (value: CharacterClass) => value === 'A' || value === 'a' || value === 'D' || value === 'X';
  return isWord(run) && isWord(next) ? 'X' : null;
}
