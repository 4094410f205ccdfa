import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { NewSku } from '#shared/contract/catalog.contract.ts';
import type { NewSupplier } from '#shared/contract/suppliers.contract.ts';
import { KEY_FIELD_ROLES, type KeyFieldDefinition, type KeyFieldRole } from '#shared/domain/card-keys/key-fields.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { CommandRefusal } from './command-errors.ts';
import { newCommandId } from './find-records.ts';

/** A supplier that only has its code yet, in the shop's currency; the rest is filled in on its screen. */
export function newSupplier(code: string, currency: string): NewSupplier {
  return { code, name: code, kind: 'wholesaler', currency, settlement: 'prepaid' };
}

const FIELD_NAMES: Readonly<Record<KeyFieldRole, string>> = {
  cardNumber: '卡号',
  secret: '卡密',
  account: '账号',
  password: '密码',
  redeemLink: '兑换链接',
  other: '其他',
};
const PLAIN_ROLES: ReadonlySet<KeyFieldRole> = new Set(['cardNumber', 'account']);

/** A SKU that only has its code yet, its keys built as the sheet's columns are. */
export function newSku(
  code: string,
  currency: string,
  columns: readonly KeySheetRole[],
  names: readonly string[],
): NewSku {
  const keyFields = [...keyFieldsOf(columns), ...otherFieldsOf(columns, names)];
  if (keyFields.length === 0) {
    throw new CommandRefusal('NO_KEY_COLUMNS', 'No column of the sheet was recognised as a key: give --columns.');
  }
  return { product: { brandName: code, name: code }, code, name: code, faceCurrency: currency, keyFields };
}

export async function createSupplier(client: KacangClient, supplier: NewSupplier): Promise<SupplierId> {
  return (await client.suppliers.create({ commandId: newCommandId(), ...supplier })).id;
}

export async function createSku(client: KacangClient, sku: NewSku): Promise<SkuId> {
  return (await client.skus.create({ commandId: newCommandId(), ...sku })).id;
}

function keyFieldsOf(columns: readonly KeySheetRole[]): KeyFieldDefinition[] {
  const roles = columns.flatMap((role) => KEY_FIELD_ROLES.filter((fieldRole) => fieldRole === role));
  return [...new Set(roles)].map((role) => ({ name: FIELD_NAMES[role], role, isSecret: !PLAIN_ROLES.has(role) }));
}

/** What else belongs to each key, as the sheet calls it: a second password, a code for the second step. */
function otherFieldsOf(columns: readonly KeySheetRole[], names: readonly string[]): KeyFieldDefinition[] {
  const indexes = columns.flatMap((role, index) => (role === 'otherField' ? [index] : []));
  return indexes.map((index, place) => ({
    name: names[index] || `${FIELD_NAMES.other}${place + 1}`,
    role: 'other',
    isSecret: true,
    isOptional: true,
  }));
}
