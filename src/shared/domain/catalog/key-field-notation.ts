import { KEY_FIELD_ROLES, type KeyFieldDefinition, type KeyFieldRole } from '../card-keys/key-fields.ts';
import { roleOfColumnName } from '../spreadsheets/column-vocabulary.ts';

/*
 * How the fields of a SKU's keys stand in one cell of a catalogue sheet, a field a line:
 *
 *   卡号 [cardNumber] /\d{16}/
 *   *卡密 [secret] {8..20}
 *   *?邮箱密码 [other]
 *
 * `*` is secret, `?` may be missing, `[role]`, `{shortest..longest}`, `/pattern/`. People may write less: `卡号; 卡密`.
 */

/** The fields as text that {@link parseKeyFields} reads back unchanged, whatever they contain. */
export function formatKeyFields(fields: readonly KeyFieldDefinition[]): string {
  const text = fields.map(formatField).join('\n');
  const isFaithful = JSON.stringify(parseKeyFields(text)) === JSON.stringify(fields.map(ordered));
  return isFaithful ? text : JSON.stringify(fields.map(ordered));
}

/** Reads the notation, or names alone; null for text that is neither. Whether the fields can be used is checked elsewhere. */
export function parseKeyFields(text: string): KeyFieldDefinition[] | null {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (trimmed.startsWith('[{')) return parseJson(trimmed);
  const lines =
    trimmed.includes('\n') || /\[\w+\]/.test(trimmed) ? trimmed.split(/\r?\n/) : trimmed.split(/[;；,，、]/);
  const fields: KeyFieldDefinition[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const field = parseField(line.trim());
    if (!field) return null;
    fields.push(field);
  }
  return fields;
}

function formatField(field: KeyFieldDefinition): string {
  const { name, role, isSecret, isOptional, pattern, minimumLength, maximumLength } = field;
  const hasLength = minimumLength !== undefined || maximumLength !== undefined;
  return [
    `${isSecret ? '*' : ''}${isOptional ? '?' : ''}${name}`,
    `[${role}]`,
    ...(hasLength ? [`{${minimumLength ?? ''}..${maximumLength ?? ''}}`] : []),
    ...(pattern === undefined ? [] : [`/${pattern}/`]),
  ].join(' ');
}

const FIELD = /^(\*?)(\??)(.*?)(?: \[(\w+)\])?(?: \{(\d{0,5})\.\.(\d{0,5})\})?(?: \/(.*)\/)?$/su;

function parseField(line: string): KeyFieldDefinition | null {
  const [, star, mark, name = '', roleText, shortest, longest, pattern] = FIELD.exec(line) ?? [];
  if (name.trim() === '') return null;
  const role = roleText === undefined ? usualRole(name) : KEY_FIELD_ROLES.find((known) => known === roleText);
  if (role === undefined) return null;
  // A name alone leaves secrecy to what it usually is; a written role says it with the star.
  const isSecret = star === '*' || (roleText === undefined && SECRET_ROLES.has(role));
  return ordered({
    name: name.trim(),
    role,
    isSecret,
    isOptional: mark === '?' || undefined,
    pattern,
    minimumLength: shortest ? Number(shortest) : undefined,
    maximumLength: longest ? Number(longest) : undefined,
  });
}

const SECRET_ROLES: ReadonlySet<KeyFieldRole> = new Set(['secret', 'password', 'redeemLink', 'other']);

function usualRole(name: string): KeyFieldRole {
  const found = roleOfColumnName('card-keys', name)?.role;
  return KEY_FIELD_ROLES.find((role) => role === found) ?? 'other';
}

function parseJson(text: string): KeyFieldDefinition[] | null {
  try {
    const fields: unknown = JSON.parse(text);
    return Array.isArray(fields) && fields.every(isDefinition) ? fields.map(ordered) : null;
  } catch {
    return null;
  }
}

function isDefinition(value: unknown): value is KeyFieldDefinition {
  if (typeof value !== 'object' || value === null) return false;
  const { name, role, isSecret } = value as Partial<KeyFieldDefinition>;
  return typeof name === 'string' && KEY_FIELD_ROLES.some((known) => known === role) && typeof isSecret === 'boolean';
}

/** One order of the properties and none that is not set, so that two definitions can be compared as text. */
function ordered(field: KeyFieldDefinition): KeyFieldDefinition {
  const { name, role, isSecret, isOptional, pattern, minimumLength, maximumLength } = field;
  return {
    name,
    role,
    isSecret,
    ...(isOptional ? { isOptional } : {}),
    ...(pattern === undefined ? {} : { pattern }),
    ...(minimumLength === undefined ? {} : { minimumLength }),
    ...(maximumLength === undefined ? {} : { maximumLength }),
  };
}

/** Whether two lists of fields say the same. */
export function areSameKeyFields(left: readonly KeyFieldDefinition[], right: readonly KeyFieldDefinition[]): boolean {
  return JSON.stringify(left.map(ordered)) === JSON.stringify(right.map(ordered));
}
