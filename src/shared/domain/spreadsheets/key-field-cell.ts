import type { KeyFieldDefinition, KeyFieldProblem } from '../card-keys/key-fields.ts';
import { mayBeGuarded, stripCellGuard } from './cell-guards.ts';
import { endsAsRounded, findIdDamage, type IdDamage, TRUE_DIGITS } from './damage.ts';
import { unguardFormula } from './formula-guard.ts';
import { findInvisibleCharacters, isInvisibleCodePoint, removeInvisibleCharacters } from './invisible-characters.ts';
import { holdsLabel, holdsWordsBesideCode } from './key-labels.ts';
import { describeSecret, type SecretDescription } from './key-pattern.ts';
import type { SheetCell } from './sheet-row.ts';
import { findWideCharacter, foldWideCharacters } from './wide-characters.ts';

export interface FieldOptions {
  /** Code points that the person, having seen them, agreed to lose. */
  readonly acceptedInvisible: ReadonlySet<number>;
  /** Full-width letters and digits in card numbers: refused until decided, folded to ASCII, or kept. Secrets are always kept. */
  readonly wideNumbers: 'refuse' | 'fold' | 'keep';
  /** A csv of ours: its apostrophes are taken off and nothing else is touched. */
  readonly isOwnExport: boolean;
  /** Words in a field (`卡号：6001 密码：8899`, `AB12（50元）`) belong to it: said by the person who has seen them. */
  readonly keepsWords?: boolean;
  /** The cell is cut from a line of text, such as a list pasted from a chat. */
  readonly isOfLine?: boolean;
}

/** How a key field may be written wrongly. */
export const FIELD_REFUSALS = [
  'FIELD_MISSING',
  'INVISIBLE_CHARACTER',
  'WIDE_CHARACTER',
  'BROKEN_CHARACTER',
  'MASKED_VALUE',
  'PLACEHOLDER_TEXT',
  'LIST_NUMBER',
  'WORDS_INSIDE',
  'DAY_FOR_KEY',
  'TOO_SHORT',
  'TOO_LONG',
  'PATTERN_MISMATCH',
] as const;
export type FieldRefusal = (typeof FIELD_REFUSALS)[number];

/** One number in a thousand of this length ends in zeros after its 15th digit by itself. */
const ODDLY_ROUND_LENGTH = TRUE_DIGITS + 3;

export const FIELD_WARNINGS = [
  'LEADING_ZEROS_MAY_BE_LOST',
  'MAY_BE_ROUNDED',
  'GUARD_REMOVED',
  'INVISIBLE_REMOVED',
  'WIDE_FOLDED',
  'WIDE_KEPT',
  'ODD_CHARACTER',
  'LINE_BREAK_INSIDE',
  'SPACE_INSIDE',
  'EXPIRY_END_OF_MONTH',
  'EXPIRY_COUNTED',
  'EXPIRY_UNLABELLED',
] as const;
export type FieldWarning = (typeof FIELD_WARNINGS)[number];

export interface RefusedField {
  readonly reason: FieldRefusal | IdDamage;
  readonly detail: Partial<SecretDescription> & {
    readonly fieldName: string;
    readonly position?: number;
    readonly codePoint?: number;
  };
}

const PROBLEMS: Record<KeyFieldProblem, FieldRefusal> = {
  'too-short': 'TOO_SHORT',
  'too-long': 'TOO_LONG',
  'pattern-mismatch': 'PATTERN_MISMATCH',
};

/** What shops deliver in place of a key while they have none (`正在发货中`); a real key is no such sentence. */
const PLACEHOLDER =
  /正在发货|发货中|等待发货|请稍[后候]|处理中|库存不足|很抱歉|联系客服|暂无|缺货|补货|稍后补发|人工发货|out of stock|please wait|contact (?:support|seller)/i;

/** `1. `, `2、`, `(3) ` or `4.8888…` before a key pasted from a list: it would be sold with it; or `1.` alone, which is none. */
const LIST_NUMBER = /^[(（]?\d{1,5}(?:[.．](?:[ \t\u3000]|$|[0-9A-Za-z-]{8,}$)|、|[)）][ \t\u3000])/;

/** `2027-12-31` where a number or secret should be: the columns are shifted. A password may be somebody's birthday. */
const DAY_TEXT = /^20\d{2}(?:[-/]\d{1,2}[-/]\d{1,2}|年\d{1,2}月\d{1,2}日)(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const MAY_BE_BIRTHDAY: ReadonlySet<string> = new Set(['password', 'other']);

/**
 * Reads one key field of a row: the text as the key holds it, or why it cannot be one. Warnings are added to `warnings`.
 * A secret keeps every character of its own; only marks put around it are taken off.
 */
export function readKeyField(
  cell: SheetCell,
  definition: KeyFieldDefinition,
  check: (value: string) => KeyFieldProblem | null,
  options: FieldOptions,
  warnings: FieldWarning[],
): string | RefusedField {
  if (options.isOwnExport) return finish(unguardFormula(cell.text), definition, check);
  let text = cell.text;
  if (text !== '' && mayBeGuarded(text)) {
    const stripped = stripCellGuard(text);
    if (stripped.guards.some((guard) => guard === 'apostrophe' || guard === 'backtick'))
      warn(warnings, 'GUARD_REMOVED');
    text = stripped.text;
  }
  const flags = scan(text);
  if (cell.kind !== 'text' || (flags & MAY_BE_DAMAGED) !== 0) {
    if (isListed(text, options)) return refuse('LIST_NUMBER', definition, text);
    const damage = findIdDamage(cell.kind, text);
    if (damage) return refuse(damage, definition, text);
    if (cell.kind === 'number') warn(warnings, 'LEADING_ZEROS_MAY_BE_LOST');
  }
  if (text.length >= ODDLY_ROUND_LENGTH && endsAsRounded(text)) warn(warnings, 'MAY_BE_ROUNDED');
  if ((flags & (MAY_BE_NAMED | UNUSUAL)) !== 0 && !options.keepsWords && holdsWords(text, definition)) {
    return refuse('WORDS_INSIDE', definition, text);
  }
  if ((flags & UNUSUAL) !== 0) {
    const cleaned = readUnusualText(text, definition, options, warnings);
    if (typeof cleaned !== 'string') return cleaned;
    text = cleaned;
  }
  if (text.charCodeAt(0) === 0x32 && !MAY_BE_BIRTHDAY.has(definition.role) && DAY_TEXT.test(text)) {
    return refuse('DAY_FOR_KEY', definition, text);
  }
  if ((flags & MAY_BE_MASKED) !== 0 && text.includes('****')) return refuse('MASKED_VALUE', definition, text);
  return finish(text, definition, check);
}

function finish(
  text: string,
  definition: KeyFieldDefinition,
  check: (value: string) => KeyFieldProblem | null,
): string | RefusedField {
  if (text === '') return definition.isOptional ? '' : refuse('FIELD_MISSING', definition, text);
  const problem = check(text);
  return problem ? refuse(PROBLEMS[problem], definition, text) : text;
}

/** A SKU with a pattern says by it what its keys look like; an account may have a Chinese name. */
function holdsWords(text: string, { role, pattern }: KeyFieldDefinition): boolean {
  if (pattern !== undefined) return false;
  return holdsLabel(text) || (IS_CODE.has(role) && holdsWordsBesideCode(text));
}

const IS_CODE: ReadonlySet<string> = new Set(['cardNumber', 'secret', 'redeemLink']);

const UNUSUAL = 1;
const MAY_BE_DAMAGED = 2;
const MAY_BE_MASKED = 4;
const MAY_BE_NAMED = 8;

/**
 * One pass over the ordinary key. `UNUSUAL`: something but printable ASCII, a space, or the beginning of `_x000D_`;
 * `MAY_BE_DAMAGED`: holds a sign that a damaged number or a formula error must have; `MAY_BE_MASKED`: holds `*`; `MAY_BE_NAMED`:
 * holds `:`, `=` or `]`, as stands behind the name of a part.
 */
function scan(text: string): number {
  let flags = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x39 && code < 0x7f) {
      if (code === 0x45 || code === 0x65) flags |= MAY_BE_DAMAGED;
      else if (code === 0x3a || code === 0x3d || code === 0x5d) flags |= MAY_BE_NAMED;
      else if (code === 0x5f && text.charCodeAt(index + 1) === 0x78) flags |= UNUSUAL;
    } else if (code < 0x30 || code > 0x39) {
      if (code <= 0x20 || code >= 0x7f) flags |= UNUSUAL;
      else if (code === 0x23 || code === 0x2e) flags |= MAY_BE_DAMAGED;
      else if (code === 0x2a) flags |= MAY_BE_MASKED;
    }
  }
  return flags;
}

function readUnusualText(
  original: string,
  definition: KeyFieldDefinition,
  options: FieldOptions,
  warnings: FieldWarning[],
): string | RefusedField {
  let text = original;
  const broken = positionOf(text, (code) => code === 0xfffd || (code >= 0xd800 && code <= 0xdfff));
  if (broken) return refuse('BROKEN_CHARACTER', definition, text, broken);
  const invisible = findInvisibleCharacters(text);
  const refused = invisible.find(({ codePoint }) => !options.acceptedInvisible.has(codePoint));
  if (refused) return refuse('INVISIBLE_CHARACTER', definition, text, refused);
  if (invisible.length > 0) {
    warn(warnings, 'INVISIBLE_REMOVED');
    text = stripCellGuard(removeInvisibleCharacters(text, options.acceptedInvisible)).text;
  }
  if (isListed(text, options)) return refuse('LIST_NUMBER', definition, text);
  if (PLACEHOLDER.test(text)) return refuse('PLACEHOLDER_TEXT', definition, text);
  const wide = findWideCharacter(text);
  if (wide && definition.isSecret) warn(warnings, 'WIDE_KEPT');
  if (wide && !definition.isSecret) {
    if (options.wideNumbers === 'refuse') return refuse('WIDE_CHARACTER', definition, text, wide);
    warn(warnings, options.wideNumbers === 'fold' ? 'WIDE_FOLDED' : 'WIDE_KEPT');
    if (options.wideNumbers === 'fold') text = foldWideCharacters(text);
  }
  if (/[\r\n]/.test(text)) warn(warnings, 'LINE_BREAK_INSIDE');
  if (/[ \t]/.test(text)) warn(warnings, 'SPACE_INSIDE');
  if (positionOf(text, (code) => code > 0x7e && !isInvisibleCodePoint(code))) warn(warnings, 'ODD_CHARACTER');
  return text;
}

function isListed(text: string, { isOfLine }: FieldOptions): boolean {
  return isOfLine === true && LIST_NUMBER.test(text);
}

function positionOf(
  text: string,
  isMeant: (codePoint: number) => boolean,
): { position: number; codePoint: number } | null {
  let position = 0;
  for (const character of text) {
    position += 1;
    const codePoint = character.codePointAt(0) ?? 0;
    if (isMeant(codePoint)) return { position, codePoint };
  }
  return null;
}

function warn(warnings: FieldWarning[], warning: FieldWarning): void {
  if (!warnings.includes(warning)) warnings.push(warning);
}

function refuse(
  reason: FieldRefusal | IdDamage,
  definition: KeyFieldDefinition,
  text: string,
  place?: { readonly position: number; readonly codePoint: number },
): RefusedField {
  return {
    reason,
    detail: {
      fieldName: definition.name,
      ...describeSecret(text),
      ...(place ? { position: place.position, codePoint: place.codePoint } : {}),
    },
  };
}
