import type { KeyFieldDefinition } from './key-fields.ts';

/** Which of a SKU's fields make a key what it is; indexes into its fields, null where there is none. */
export interface IdentityFields {
  /** The card number, or the account. */
  readonly number: number | null;
  /** The secret, the password or the redeem link. */
  readonly secret: number | null;
  /** All fields that tell two keys apart: number and secret where there is one of them, else every field. */
  readonly all: readonly number[];
  /** The number is no secret itself: its tail may be shown. */
  readonly isNumberShown: boolean;
}

/** What a key's fingerprints are made of. `pair` and `loose` are length-prefixed, so that no two lists of parts read alike. */
export interface FingerprintTexts {
  readonly pair: string;
  readonly number: string | null;
  readonly secret: string | null;
  readonly loose: string;
}

export function identityFields(fields: readonly KeyFieldDefinition[]): IdentityFields {
  const number = firstWithRole(fields, ['cardNumber', 'account']);
  const secret = firstWithRole(fields, ['secret', 'password', 'redeemLink']);
  const named = [number, secret].filter((index) => index !== null);
  const all = named.length > 0 ? named : fields.map((_, index) => index);
  const isNumberShown = number !== null && fields[number]?.isSecret === false;
  return { number, secret, all, isNumberShown };
}

/**
 * The canonical texts behind a key's fingerprints. Nothing is folded but for `loose`. The parts of `pair` are sorted: a sheet
 * with number and secret in each other's columns brings the same pair.
 */
export function fingerprintTexts(identity: IdentityFields, values: readonly string[]): FingerprintTexts {
  const parts = identity.all.map((index) => values[index] ?? '').filter((value) => value !== '');
  return {
    pair: lengthPrefixed(sorted(parts)),
    number: presentText(values, identity.number),
    secret: presentText(values, identity.secret),
    loose: lengthPrefixed(sorted(parts.map(loosened))),
  };
}

/** A text without what people retype differently: case, spaces and dashes. */
export function loosened(text: string): string {
  return text.replace(/[\s\p{Pd}]+/gu, '').toLowerCase();
}

/** `3:abc2:de`: lengths are in UTF-16 units. */
export function lengthPrefixed(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  return text;
}

function sorted(parts: string[]): string[] {
  return parts.length < 2 ? parts : parts.sort();
}

function presentText(values: readonly string[], index: number | null): string | null {
  const value = index === null ? undefined : values[index];
  return value === undefined || value === '' ? null : value;
}

function firstWithRole(fields: readonly KeyFieldDefinition[], roles: readonly string[]): number | null {
  for (const role of roles) {
    const index = fields.findIndex((field) => field.role === role);
    if (index >= 0) return index;
  }
  return null;
}
