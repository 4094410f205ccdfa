import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { CardKeyId, ImportId } from '#shared/domain/ids.ts';

const insertRow = writeStatement<{ importId: number; keyId: number; cost: number }>(
  'INSERT INTO replaced_keys (import_id, key_id, cost) VALUES (@importId, @keyId, @cost)',
);
const selectOfImport = readStatement<{ importId: number }, { keyId: CardKeyId }>(
  'SELECT key_id AS keyId FROM replaced_keys WHERE import_id = @importId AND is_undone = 0',
);
const undoOfImport = writeStatement<{ importId: number }>(
  'UPDATE replaced_keys SET is_undone = 1 WHERE import_id = @importId',
);

const selectNewKeys = readStatement<{ importId: number }, { id: CardKeyId; cost: number }>(
  `SELECT k.id, k.cost FROM batches b INDEXED BY batches_import CROSS JOIN card_keys k ON k.batch_id = b.id
   WHERE b.import_id = @importId AND b.parent_batch_id IS NULL`,
);

/** The keys that an import brought, and what each costs. */
export function readNewKeys(db: Readable, importId: ImportId): { id: CardKeyId; cost: number }[] {
  return selectNewKeys.all(db, { importId }).toSorted((one, other) => one.id - other.id);
}

export function insertReplacedKey(tx: WriteTx, replaced: { importId: ImportId; keyId: CardKeyId; cost: number }): void {
  insertRow.run(tx, replaced);
}

/** The bad keys that this replacement came for. */
export function readReplacedKeys(db: Readable, importId: ImportId): CardKeyId[] {
  return selectOfImport.all(db, { importId }).map(({ keyId }) => keyId);
}

export function undoReplacedKeys(tx: WriteTx, importId: ImportId): void {
  undoOfImport.run(tx, { importId });
}
