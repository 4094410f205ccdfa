/** What a field of a key is for. Several fields of one SKU may have the role `other`; the rest at most one each. */
export const KEY_FIELD_ROLES = ['cardNumber', 'secret', 'account', 'password', 'redeemLink', 'other'] as const;
export type KeyFieldRole = (typeof KEY_FIELD_ROLES)[number];

/** One field of a SKU's keys: `卡号`, `卡密`, `账号` … in the order in which a key is delivered. */
export interface KeyFieldDefinition {
  /** As the owner calls it; unique within the SKU. */
  readonly name: string;
  readonly role: KeyFieldRole;
  /** A secret is encrypted, never shown without a recorded reveal, and never folded. */
  readonly isSecret: boolean;
  /** May be missing from a row; default false. */
  readonly isOptional?: boolean;
  /** A regular expression that the whole value must match, within the subset that {@link checkKeyPattern} allows. */
  readonly pattern?: string;
  /** In UTF-16 units, inclusive. */
  readonly minimumLength?: number;
  readonly maximumLength?: number;
}

/** The longest value of a field, in UTF-16 units. Public shops hold account lines and links up to a few hundred. */
export const LONGEST_KEY_FIELD = 4096;

/** The two fields of an ordinary card. */
export const CARD_NUMBER_AND_SECRET: readonly KeyFieldDefinition[] = [
  { name: '卡号', role: 'cardNumber', isSecret: false },
  { name: '卡密', role: 'secret', isSecret: true },
];

/** The one field of a bare code. */
export const SECRET_ONLY: readonly KeyFieldDefinition[] = [{ name: '卡密', role: 'secret', isSecret: true }];

export type KeyFieldProblem = 'too-short' | 'too-long' | 'pattern-mismatch';

/** A quick test of a value against a field's lengths and pattern; null when it fits. Throws a SyntaxError for a bad pattern. */
export function compileKeyField(definition: KeyFieldDefinition): (value: string) => KeyFieldProblem | null {
  const minimum = definition.minimumLength ?? 1;
  const maximum = Math.min(definition.maximumLength ?? LONGEST_KEY_FIELD, LONGEST_KEY_FIELD);
  const pattern = definition.pattern ? compileKeyPattern(definition.pattern) : null;
  return (value) => {
    if (value.length < minimum) return 'too-short';
    if (value.length > maximum) return 'too-long';
    return pattern && !pattern.test(value) ? 'pattern-mismatch' : null;
  };
}

/** The whole-value expression of a checked pattern; throws a SyntaxError for one that {@link checkKeyPattern} refuses. */
export function compileKeyPattern(source: string): RegExp {
  const problem = checkKeyPattern(source);
  if (problem) throw new SyntaxError(`The pattern is not allowed: ${problem}.`);
  return new RegExp(`^(?:${source})$`, 'u');
}

export type KeyPatternProblem =
  | 'empty'
  | 'too-long'
  | 'not-a-pattern'
  | 'look-around'
  | 'back-reference'
  | 'unbounded'
  | 'too-many-repeats'
  | 'too-many-choices'
  | 'nested-repeat';

const LONGEST_PATTERN = 200;
const LARGEST_REPEAT = 512;
const MOST_VARIABLE_REPEATS = 2;
const MOST_CHOICES = 12;

/**
 * Why a pattern may not be used; null when it may. Allowed are characters, classes, `\d \w \s`, groups, choices and repeats
 * `{n}`, `{n,m}`, `?` — so bounded that no value can make the test slow: at most two repeats of varying length, none of them
 * inside a repeated group, no choice inside a repeated group, no look-around, no back-reference, no `*` or `+`.
 */
export function checkKeyPattern(source: string): KeyPatternProblem | null {
  if (source === '') return 'empty';
  if (source.length > LONGEST_PATTERN) return 'too-long';
  try {
    new RegExp(`^(?:${source})$`, 'u');
  } catch {
    return 'not-a-pattern';
  }
  if (/\(\?(?!:)/.test(source)) return 'look-around';
  if (/\\[1-9k]/.test(source)) return 'back-reference';
  return checkRepeats(tokenise(source));
}

interface PatternToken {
  readonly kind: 'atom' | 'open' | 'close' | 'choice' | 'repeat';
  readonly text: string;
}

const TOKEN =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|.)|\[(?:\\.|[^\]\\])*\]|\(\?:|[()|]|\{\d+(?:,\d*)?\}\??|[*+?]\??|./gsu;

function tokenise(source: string): PatternToken[] {
  return Array.from(source.matchAll(TOKEN), ([text]) => {
    if (text === '(' || text === '(?:') return { kind: 'open', text };
    if (text === ')') return { kind: 'close', text };
    if (text === '|') return { kind: 'choice', text };
    return { kind: /^(?:\{|[*+?])/.test(text) ? 'repeat' : 'atom', text };
  });
}

function checkRepeats(tokens: readonly PatternToken[]): KeyPatternProblem | null {
  const open: { hasVariety: boolean }[] = [{ hasVariety: false }];
  let closed: { hasVariety: boolean } | null = null;
  let choices = 0;
  let variableRepeats = 0;
  for (const token of tokens) {
    const group = open.at(-1);
    if (!group) return 'not-a-pattern';
    if (token.kind === 'open') open.push({ hasVariety: false });
    if (token.kind === 'choice') {
      choices += 1;
      group.hasVariety = true;
    }
    if (token.kind === 'repeat') {
      const range = repeatRange(token.text);
      if (range.maximum > LARGEST_REPEAT) return 'unbounded';
      const isVariable = range.maximum !== range.minimum;
      if (isVariable) variableRepeats += 1;
      if (closed?.hasVariety) return 'nested-repeat';
      if (isVariable) group.hasVariety = true;
    }
    closed = token.kind === 'close' ? (open.pop() ?? null) : null;
    if (closed?.hasVariety) {
      const outer = open.at(-1);
      if (outer) outer.hasVariety = true;
    }
  }
  if (choices > MOST_CHOICES) return 'too-many-choices';
  return variableRepeats > MOST_VARIABLE_REPEATS ? 'too-many-repeats' : null;
}

function repeatRange(text: string): { minimum: number; maximum: number } {
  if (text.startsWith('*') || text.startsWith('+')) return { minimum: 0, maximum: Number.POSITIVE_INFINITY };
  if (text.startsWith('?')) return { minimum: 0, maximum: 1 };
  const [, minimum = '0', comma, maximum] = /^\{(\d+)(,)?(\d+)?\}/.exec(text) ?? [];
  const from = Number(minimum);
  return { minimum: from, maximum: comma ? (maximum ? Number(maximum) : Number.POSITIVE_INFINITY) : from };
}
