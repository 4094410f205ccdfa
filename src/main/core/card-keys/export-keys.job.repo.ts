import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';

export interface ExportedKeyRow {
  readonly skuId: number;
  readonly skuCode: string;
  readonly cost: number;
  readonly expiresOn: string;
  readonly batchLabel: string;
  readonly sealed: Buffer | null;
}

const selectKey = readStatement<{ id: number }, ExportedKeyRow>(
  `SELECT k.sku_id AS skuId, s.code AS skuCode, k.cost, k.expires_on AS expiresOn, b.label AS batchLabel, k.sealed
   FROM card_keys k JOIN skus s ON s.id = k.sku_id JOIN batches b ON b.id = k.batch_id WHERE k.id = @id`,
);
const selectFields = readStatement<{ skuId: number }, { keyFields: string }>(
  'SELECT key_fields AS keyFields FROM skus WHERE id = @skuId',
);

export function findExportedKey(db: Readable, id: CardKeyId): ExportedKeyRow | null {
  return selectKey.get(db, { id }) ?? null;
}

export function readExportedSku(db: Readable, skuId: number): readonly KeyFieldDefinition[] {
  const row = selectFields.get(db, { skuId });
  return row ? (JSON.parse(row.keyFields) as KeyFieldDefinition[]) : [];
}
