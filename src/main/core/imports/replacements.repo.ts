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
