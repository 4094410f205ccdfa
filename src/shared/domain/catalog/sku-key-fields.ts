import {
  checkKeyPattern,
  type KeyFieldDefinition,
  type KeyPatternProblem,
  LONGEST_KEY_FIELD,
} from '../card-keys/key-fields.ts';
import { nameKey } from '../name-key.ts';

/** How a SKU reaches the buyer: 卡密, 直充, 兑换链接. */
export const DELIVERY_KINDS = ['card-key', 'top-up', 'redeem-link'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export const MOST_KEY_FIELDS = 12;
const LONGEST_FIELD_NAME = 30;

export type KeyFieldsRule =
  | 'no-fields'
  | 'too-many-fields'
  | 'name-missing'
  | 'name-too-long'
  | 'name-twice'
  | 'role-twice'
  | 'nothing-required'
  | 'length-range'
  | `pattern-${KeyPatternProblem}`;

export interface KeyFieldsProblem {
  /** The field that breaks the rule, from 0; null when it is about all of them. */
  readonly index: number | null;
  readonly rule: KeyFieldsRule;
}

/**
 * What is wrong with a SKU's fields; empty when they can be used. A top-up has no key and may have no field. At least one
 * field must be required, or an empty row would be a key.
 */
export function checkKeyFields(fields: readonly KeyFieldDefinition[], delivery: DeliveryKind): KeyFieldsProblem[] {
  if (fields.length === 0) return delivery === 'top-up' ? [] : [{ index: null, rule: 'no-fields' }];
  if (fields.length > MOST_KEY_FIELDS) return [{ index: null, rule: 'too-many-fields' }];
  const problems: KeyFieldsProblem[] = [];
  if (fields.every(({ isOptional }) => isOptional)) problems.push({ index: null, rule: 'nothing-required' });
  const names = new Set<string>();
  const roles = new Set<string>();
  for (const [index, field] of fields.entries()) {
    const rule = nameRule(field, names) ?? roleRule(field, roles) ?? shapeRule(field);
    if (rule) problems.push({ index, rule });
    names.add(nameKey(field.name));
    roles.add(field.role);
  }
  return problems;
}

function nameRule({ name }: KeyFieldDefinition, taken: ReadonlySet<string>): KeyFieldsRule | null {
  if (name.trim() === '') return 'name-missing';
  if (name.length > LONGEST_FIELD_NAME) return 'name-too-long';
  return taken.has(nameKey(name)) ? 'name-twice' : null;
}

function roleRule({ role }: KeyFieldDefinition, taken: ReadonlySet<string>): KeyFieldsRule | null {
  return role !== 'other' && taken.has(role) ? 'role-twice' : null;
}

function shapeRule(field: KeyFieldDefinition): KeyFieldsRule | null {
  const { minimumLength = 1, maximumLength = LONGEST_KEY_FIELD, pattern } = field;
  if (minimumLength < 1 || maximumLength > LONGEST_KEY_FIELD || minimumLength > maximumLength) return 'length-range';
  const problem = pattern === undefined ? null : checkKeyPattern(pattern);
  return problem && `pattern-${problem}`;
}

/** What decides how a key is stored and found again, and so stays as it is once the SKU has keys. */
export type FixedPart = 'field-count' | 'field-order' | 'field-secrecy' | 'uses-per-key' | 'delivery-kind';

export interface KeyLayout {
  readonly keyFields: readonly KeyFieldDefinition[];
  readonly usesPerKey: number;
  readonly deliveryKind: DeliveryKind;
}

/**
 * Which fixed parts a change would touch; empty when it is only about names, patterns, lengths and optional fields. Keys are
 * sealed field by field in order and found by fingerprints of number and secret, so that moving a role would lose them.
 */
export function fixedPartsTouched(before: KeyLayout, after: KeyLayout): FixedPart[] {
  const touched = new Set<FixedPart>();
  if (before.deliveryKind !== after.deliveryKind) touched.add('delivery-kind');
  if (before.usesPerKey !== after.usesPerKey) touched.add('uses-per-key');
  if (before.keyFields.length !== after.keyFields.length) touched.add('field-count');
  for (const [index, field] of before.keyFields.entries()) {
    const other = after.keyFields[index];
    if (!other) continue;
    if (field.role !== other.role) touched.add('field-order');
    if (field.isSecret !== other.isSecret) touched.add('field-secrecy');
  }
  return [...touched];
}
