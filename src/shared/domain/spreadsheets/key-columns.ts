import type { KeyFieldDefinition, KeyFieldRole } from '../card-keys/key-fields.ts';
import { type KeySheetRole, normalizeColumnName, withoutSetNumber } from './column-vocabulary.ts';
import type { KeyColumns } from './key-row-verdict.ts';

export type KeyColumnsProblem =
  | { readonly problem: 'FIELD_WITHOUT_COLUMN'; readonly fieldName: string }
  | { readonly problem: 'ROLE_TWICE'; readonly role: KeySheetRole; readonly columnIndexes: readonly number[] };

const FIELD_ROLES: ReadonlySet<string> = new Set([
  'cardNumber',
  'secret',
  'account',
  'password',
  'redeemLink',
  'otherField',
]);
const VALUE_ROLES = [
  'faceValue',
  'unitCost',
  'discount',
  'currency',
  'expiresOn',
  'batchNumber',
  'status',
  'skuText',
  'region',
  'remark',
] as const;
/** Which columns may serve a field when its own is not there: a sheet's `密码` beside `卡号` is the secret. */
export const STAND_INS: Record<KeyFieldRole, readonly KeySheetRole[]> = {
  cardNumber: ['cardNumber', 'account'],
  secret: ['secret', 'password', 'redeemLink'],
  account: ['account', 'cardNumber'],
  password: ['password', 'secret'],
  redeemLink: ['redeemLink', 'secret'],
  other: ['otherField'],
};

/** Columns that hold a part of a key. */
export function keyColumns(roles: readonly KeySheetRole[]): number[] {
  return roles.flatMap((role, index) => (FIELD_ROLES.has(role) ? [index] : []));
}

/** Turns the roles of the columns (by index) into the places of a SKU's key fields and the other values. */
export function placeKeyColumns(
  roles: readonly KeySheetRole[],
  keyFields: readonly KeyFieldDefinition[],
  names: readonly string[] = [],
): { readonly columns: KeyColumns } | KeyColumnsProblem {
  const free = new Set(keyColumns(roles));
  const fields: (number | null)[] = keyFields.map(() => null);
  const take = (fieldIndex: number, columnIndex: number | undefined) => {
    if (columnIndex === undefined || fields[fieldIndex] !== null) return;
    fields[fieldIndex] = columnIndex;
    free.delete(columnIndex);
  };
  keyFields.forEach((field, index) => {
    const wanted = normalizeColumnName(field.name);
    take(
      index,
      [...free].find((column) => normalizeColumnName(names[column] ?? '') === wanted),
    );
  });
  for (const step of [0, 1, 2]) {
    keyFields.forEach((field, index) => {
      const role = STAND_INS[field.role][step];
      if (role)
        take(
          index,
          [...free].find((column) => roles[column] === role),
        );
    });
  }
  const missing = keyFields.find((field, index) => !field.isOptional && fields[index] === null);
  if (missing) return { problem: 'FIELD_WITHOUT_COLUMN', fieldName: missing.name };
  return placeValueColumns(roles, fields);
}

/** Columns that are called as one of a key's and serve nothing: a second set of keys beside the first. */
export function columnsBeside(names: readonly string[], fields: readonly (number | null)[]): number[] {
  const taken = new Set(fields);
  const baseName = (name: string | undefined): string => withoutSetNumber(normalizeColumnName(name ?? ''));
  const wanted = new Set(fields.flatMap((index) => (index === null ? [] : [baseName(names[index])])));
  wanted.delete('');
  return names.flatMap((name, index) => (!taken.has(index) && wanted.has(baseName(name)) ? [index] : []));
}

function placeValueColumns(
  roles: readonly KeySheetRole[],
  fields: readonly (number | null)[],
): { readonly columns: KeyColumns } | KeyColumnsProblem {
  const columns: Partial<Record<(typeof VALUE_ROLES)[number], number>> = {};
  for (const role of VALUE_ROLES) {
    const columnIndexes = roles.flatMap((candidate, index) => (candidate === role ? [index] : []));
    if (columnIndexes.length > 1) return { problem: 'ROLE_TWICE', role, columnIndexes };
    if (columnIndexes[0] !== undefined) columns[role] = columnIndexes[0];
  }
  return { columns: { fields, ...columns } };
}
