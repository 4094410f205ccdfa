import { type AuditHead, readAuditHead } from '#core/audit/audit.repo.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';

/** A line for issued.log as the transaction left it. */
export interface OutboxLine {
  readonly sequence: number;
  readonly kind: string;
  readonly payload: string;
}

const ANCHOR_BYTES = 8;

const selectCommand = readStatement<
  { commandId: string },
  Pick<StoredCommand, 'procedure' | 'userId' | 'inputDigest'> & { result: string }
>(
  `SELECT procedure, user_id AS userId, input_digest AS inputDigest, result FROM commands
   WHERE command_id = @commandId`,
);
const insertCommand = writeStatement<Record<string, unknown>>(
  `INSERT INTO commands (command_id, procedure, input_digest, user_id, done_at, result)
   VALUES (@commandId, @procedure, @inputDigest, @userId, @doneAt, @result)`,
);
const insertOutbox = writeStatement<{ kind: string; payload: string }>(
  'INSERT INTO issued_outbox (kind, payload) VALUES (@kind, @payload)',
);
const selectOutbox = readStatement<{ after: number }, OutboxLine>(
  'SELECT sequence, kind, payload FROM issued_outbox WHERE sequence > @after ORDER BY sequence',
);
const selectLastOutbox = readStatement<Record<string, never>, { sequence: number }>(
  "SELECT seq AS sequence FROM sqlite_sequence WHERE name = 'issued_outbox'",
);
const raiseOutbox = writeStatement<{ through: number }>(
  `INSERT INTO sqlite_sequence (name, seq) SELECT 'issued_outbox', @through
   WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'issued_outbox')`,
);
const raiseOutboxFurther = writeStatement<{ through: number }>(
  "UPDATE sqlite_sequence SET seq = max(seq, CAST(@through AS INTEGER)) WHERE name = 'issued_outbox'",
);

export interface StoredCommand {
  readonly commandId: string;
  readonly procedure: string;
  readonly inputDigest: Buffer;
  readonly userId: number | null;
  readonly doneAt: number;
  readonly result: unknown;
}

export type EarlierCommand = Pick<StoredCommand, 'procedure' | 'userId' | 'inputDigest' | 'result'>;

export function findCommand(db: Readable, commandId: string): EarlierCommand | null {
  const row = selectCommand.get(db, { commandId });
  return row ? { ...row, result: JSON.parse(row.result) } : null;
}

export function storeCommand(tx: WriteTx, command: StoredCommand): void {
  insertCommand.run(tx, { ...command, result: JSON.stringify(command.result ?? null) });
}

/**
 * Puts a line for issued.log into the transaction that it witnesses. `payload` holds keyed fingerprints, no secret. The line
 * says where the audit trail stood, so that its end cannot be cut off unnoticed; who has just written there knows it.
 */
export function queueIssued(
  tx: WriteTx,
  kind: string,
  payload: Readonly<Record<string, unknown>>,
  head: AuditHead | null = readAuditHead(tx),
): void {
  const anchor = head === null ? {} : { audit: auditAnchor(head) };
  insertOutbox.run(tx, { kind, payload: JSON.stringify({ ...payload, ...anchor }) });
}

/** An event of the audit trail in few characters: its number and the beginning of its mac. */
export function auditAnchor({ sequence, mac }: AuditHead): string {
  return `${sequence}/${mac.toString('hex', 0, ANCHOR_BYTES)}`;
}

export function readOutbox(db: Readable, after: number): OutboxLine[] {
  return selectOutbox.all(db, { after });
}

/** The sequence of the last line that the database knows to have asked for. */
export function lastOutboxSequence(db: Readable): number {
  return selectLastOutbox.get(db, {})?.sequence ?? 0;
}

/** After a restore the log knows more than the database: new lines are numbered after the log's last one. */
export function continueOutboxAfter(tx: WriteTx, through: number): void {
  raiseOutbox.run(tx, { through });
  raiseOutboxFurther.run(tx, { through });
}
