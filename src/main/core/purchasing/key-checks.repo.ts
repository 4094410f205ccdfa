import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, KeyCheckId, SkuId } from '#shared/domain/ids.ts';

export type CheckResult = 'good' | 'bad';
export type CheckState = 'open' | 'released' | 'claimed' | 'abandoned';

export interface StoredCheck {
  readonly id: KeyCheckId;
  readonly number: string;
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly skuId: SkuId;
  readonly skuName: string;
  readonly consumesKey: number;
  readonly state: CheckState;
  readonly note: string;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly endedAt: number | null;
  readonly endedBy: string;
}

export interface StoredCheckKey {
  readonly keyId: CardKeyId;
  readonly tail: string;
  readonly state: KeyState;
  readonly isSeen: number;
  readonly result: CheckResult | null;
}

const CHECK = `SELECT c.id, c.number, c.batch_id AS batchId, b.number AS batchNumber, b.sku_id AS skuId,
    sku_title(p.name, k.name) AS skuName, c.consumes_key AS consumesKey, c.state, c.note, c.started_at AS startedAt,
    COALESCE(s.name, '') AS startedBy, c.ended_at AS endedAt, COALESCE(e.name, '') AS endedBy
  FROM key_checks c JOIN batches b ON b.id = c.batch_id JOIN skus k ON k.id = b.sku_id
    JOIN products p ON p.id = k.product_id LEFT JOIN users s ON s.id = c.started_by LEFT JOIN users e ON e.id = c.ended_by`;

const selectCheck = readStatement<{ id: number }, StoredCheck>(`${CHECK} WHERE c.id = @id`);
const selectOfBatch = readStatement<{ batchId: number }, StoredCheck>(
  `${CHECK} WHERE c.batch_id = @batchId ORDER BY c.id DESC LIMIT 20`,
);
const selectKeys = readStatement<{ checkId: number }, StoredCheckKey>(
  `SELECT c.key_id AS keyId, k.number_tail AS tail, k.state, k.is_exposed AS isSeen, c.result
   FROM key_check_keys c JOIN card_keys k ON k.id = c.key_id WHERE c.check_id = @checkId ORDER BY c.key_id`,
);
const selectRule = readStatement<{ skuId: number }, { consumesKey: number }>(
  'SELECT consumes_key AS consumesKey FROM sku_check_rules WHERE sku_id = @skuId',
);
const upsertRule = writeStatement<{ skuId: number; consumesKey: number }>(
  `INSERT INTO sku_check_rules (sku_id, consumes_key) VALUES (@skuId, @consumesKey)
   ON CONFLICT (sku_id) DO UPDATE SET consumes_key = excluded.consumes_key`,
);
const insertCheckRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO key_checks (number, batch_id, consumes_key, state, started_at, started_by)
   VALUES (@number, @batchId, @consumesKey, 'open', @startedAt, @startedBy)`,
);
const insertKeyRow = writeStatement<{ checkId: number; keyId: number }>(
  'INSERT INTO key_check_keys (check_id, key_id) VALUES (@checkId, @keyId)',
);
const updateResult = writeStatement<{ checkId: number; keyId: number; result: string; at: number }>(
  `UPDATE key_check_keys SET result = @result, recorded_at = @at WHERE check_id = @checkId AND key_id = @keyId`,
);
const updateEnded = writeStatement<{ id: number; state: string; note: string; at: number; by: number | null }>(
  `UPDATE key_checks SET state = @state, note = @note, ended_at = @at, ended_by = @by WHERE id = @id AND state = 'open'`,
);

export function findCheck(db: Readable, id: KeyCheckId): StoredCheck | null {
  return selectCheck.get(db, { id }) ?? null;
}

/** The last twenty checks of a batch, newest first. */
export function readChecksOfBatch(db: Readable, batchId: BatchId): StoredCheck[] {
  return selectOfBatch.all(db, { batchId });
}

export function readCheckKeys(db: Readable, checkId: KeyCheckId): StoredCheckKey[] {
  return selectKeys.all(db, { checkId });
}

/** Whether a check of this SKU used the key up the last time; null when nobody has said. */
export function findCheckRule(db: Readable, skuId: SkuId): boolean | null {
  const row = selectRule.get(db, { skuId });
  return row ? row.consumesKey === 1 : null;
}

export function rememberCheckRule(tx: WriteTx, skuId: SkuId, consumesKey: boolean): void {
  upsertRule.run(tx, { skuId, consumesKey: Number(consumesKey) });
}

export function insertCheck(
  tx: WriteTx,
  check: { number: string; batchId: BatchId; consumesKey: boolean; startedAt: number; startedBy: number },
  keyIds: readonly CardKeyId[],
): KeyCheckId {
  const id = insertCheckRow.run(tx, { ...check, consumesKey: Number(check.consumesKey) }).lastInsertRowid as KeyCheckId;
  for (const keyId of keyIds) insertKeyRow.run(tx, { checkId: id, keyId });
  return id;
}

/** False when the key is no part of the check. */
export function setCheckResult(
  tx: WriteTx,
  checkId: KeyCheckId,
  change: { keyId: CardKeyId; result: CheckResult; at: number },
): boolean {
  return updateResult.run(tx, { checkId, ...change }).changes === 1;
}

export function endCheck(
  tx: WriteTx,
  end: { id: KeyCheckId; state: Exclude<CheckState, 'open'>; note: string; at: number; by: number | null },
): boolean {
  return updateEnded.run(tx, end).changes === 1;
}
