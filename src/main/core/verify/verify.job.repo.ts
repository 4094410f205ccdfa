import { MARK_KIND } from '#core/card-keys/key-marks.repo.ts';
import type { ReadDb } from '#core/db/connection.ts';
import { prepared } from '#core/db/statement.ts';
import type { Month } from '#shared/domain/time/business-time.ts';

/** Sealed keys with their ids, in pieces. */
export function* sealedKeys(db: ReadDb): Generator<{ id: number; sealed: Buffer; numberTail: string }> {
  const statement = prepared(
    db,
    'SELECT id, sealed, number_tail AS numberTail FROM card_keys WHERE sealed IS NOT NULL',
  );
  yield* statement.iterate() as IterableIterator<{ id: number; sealed: Buffer; numberTail: string }>;
}

/** Every column of text there is, whatever its table is for. */
export function plainColumns(db: ReadDb): { table: string; column: string }[] {
  const statement = prepared(
    db,
    `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.type = 'TEXT' ORDER BY t.name, c.cid`,
  );
  return statement.all() as { table: string; column: string }[];
}

/** What a column of text says, each text once. */
export function* plainTexts(
  db: ReadDb,
  { table, column, shortest }: { table: string; column: string; shortest: number },
): Generator<string> {
  const sql = `SELECT DISTINCT ${column} FROM ${table} WHERE length(${column}) >= ${shortest}`;
  yield* prepared(db, sql).pluck().iterate() as IterableIterator<string>;
}

/** A key whose secret has this fingerprint. */
export function keyWithSecret(db: ReadDb, mac: Buffer): number | null {
  const statement = prepared(
    db,
    `SELECT key_id FROM key_marks WHERE kind = ${MARK_KIND.secret} AND mark = ? LIMIT 1`,
  ).pluck();
  return (statement.get(mac) as number | undefined) ?? null;
}

/** What the folder of attachments must hold. */
export function namedAttachments(db: ReadDb): { id: number; fileHash: string; sealId: string }[] {
  const statement = prepared(db, 'SELECT id, file_hash AS fileHash, seal_id AS sealId FROM attachments ORDER BY id');
  return statement.all() as { id: number; fileHash: string; sealId: string }[];
}

/** Keys that stand free although their fingerprint is among `pairs`. */
export function freeKeysWithPair(db: ReadDb, pair: Buffer): number | null {
  const row = prepared(
    db,
    `SELECT k.id FROM key_pairs m JOIN card_keys k ON k.id = m.key_id JOIN batches b ON b.id = k.batch_id
       JOIN skus s ON s.id = k.sku_id
     WHERE m.pair_mac = ? AND k.state IN ('available', 'reserved') AND b.state = 'posted' AND s.uses_per_key = 1`,
  ).get(pair) as { id: number } | undefined;
  return row?.id ?? null;
}

export interface KeptClosing {
  readonly book: 'shop' | 'stock';
  readonly month: Month;
  readonly snapshot: string;
  readonly digest: string;
}

/** Closed months and settled stock that keep a record, in order. */
export function keptClosings(db: ReadDb): KeptClosing[] {
  return prepared(
    db,
    `SELECT book, month, snapshot, lower(hex(snapshot_digest)) AS digest FROM periods
     WHERE snapshot IS NOT NULL AND ((book = 'shop' AND state = 'closed') OR (book = 'stock' AND state = 'settled'))
     ORDER BY book, month`,
  ).all() as KeptClosing[];
}

/** One event of the audit trail. */
export function auditEvent(db: ReadDb, sequence: number): { sequence: number; mac: Buffer } | null {
  const statement = prepared(db, 'SELECT sequence, mac FROM audit_events WHERE sequence = ?');
  return (statement.get(sequence) as { sequence: number; mac: Buffer } | undefined) ?? null;
}

/** Anchors of the audit trail that lie outside it: the heads that backups and closings wrote down. */
export function auditAnchors(db: ReadDb): { place: string; sequence: number }[] {
  return prepared(
    db,
    "SELECT 'backup ' || id AS place, audit_sequence AS sequence FROM backups WHERE audit_sequence > 0",
  ).all() as { place: string; sequence: number }[];
}
