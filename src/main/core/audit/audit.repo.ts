import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';

export interface AuditRow {
  readonly sequence: number;
  readonly happenedAt: number;
  readonly userId: number | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number | null;
  readonly quantity: number;
  readonly details: string;
  readonly mac: Buffer;
}

/** Where the chain ends. */
export type AuditHead = Pick<AuditRow, 'sequence' | 'mac'>;

const COLUMNS = `sequence, happened_at AS happenedAt, user_id AS userId, action, subject_kind AS subjectKind,
  subject_id AS subjectId, quantity, details, mac`;

const selectHead = readStatement<Record<string, never>, AuditRow>(
  `SELECT ${COLUMNS} FROM audit_events ORDER BY sequence DESC LIMIT 1`,
);
const insertEvent = writeStatement<Record<string, unknown>>(
  `INSERT INTO audit_events (sequence, happened_at, user_id, action, subject_kind, subject_id, quantity, details, mac)
   VALUES (@sequence, @happenedAt, @userId, @action, @subjectKind, @subjectId, @quantity, @details, @mac)`,
);
const selectAfter = readStatement<{ after: number; limit: number }, AuditRow>(
  `SELECT ${COLUMNS} FROM audit_events WHERE sequence > @after ORDER BY sequence LIMIT CAST(@limit AS INTEGER)`,
);

export function readAuditHead(db: Readable): AuditRow | null {
  return selectHead.get(db, {}) ?? null;
}

export function insertAuditEvent(tx: WriteTx, row: AuditRow): void {
  insertEvent.run(tx, { ...row });
}

/** The chain in order, in pieces, so that a long one is checked without holding it whole. */
export function readAuditEventsAfter(db: Readable, after: number, limit: number): AuditRow[] {
  return selectAfter.all(db, { after, limit });
}
