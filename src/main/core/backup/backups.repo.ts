import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { RestoreFindingDetails, RestoreFindingKind } from '#shared/domain/backup/restore-findings.ts';
import type { BackupId } from '#shared/domain/ids.ts';

export type BackupKind = 'daily' | 'quit' | 'manual' | 'before-migration' | 'before-restore';

export interface StoredBackup {
  readonly id: BackupId;
  readonly fileName: string;
  readonly place: string;
  readonly kind: BackupKind;
  readonly size: number;
  readonly auditSequence: number;
  readonly isVerified: number;
  readonly madeAt: number;
}

const COLUMNS = `id, file_name AS fileName, place, kind, size, audit_sequence AS auditSequence,
  is_verified AS isVerified, made_at AS madeAt`;
const selectBackups = readStatement<Record<string, never>, StoredBackup>(
  `SELECT ${COLUMNS} FROM backups ORDER BY id DESC LIMIT 500`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO backups (file_name, place, kind, size, digest, audit_sequence, is_verified, made_at)
   VALUES (@fileName, @place, @kind, @size, @digest, @auditSequence, 1, @madeAt)`,
);
const updatePlace = writeStatement<{ id: number; place: string }>('UPDATE backups SET place = @place WHERE id = @id');
const deleteRow = writeStatement<{ id: number }>('DELETE FROM backups WHERE id = @id');
const selectFindings = readStatement<
  Record<string, never>,
  { id: number; restoredAt: number; kind: RestoreFindingKind; details: string; isReviewed: number }
>(
  `SELECT id, restored_at AS restoredAt, kind, details, is_reviewed AS isReviewed FROM restore_findings
   ORDER BY id DESC LIMIT 500`,
);
const insertFindingRow = writeStatement<{ restoredAt: number; kind: string; details: string }>(
  'INSERT INTO restore_findings (restored_at, kind, details) VALUES (@restoredAt, @kind, @details)',
);
const reviewRow = writeStatement<{ id: number; userId: number }>(
  'UPDATE restore_findings SET is_reviewed = 1, reviewed_by = @userId WHERE id = @id',
);

const selectOpenCount = readStatement<Record<string, never>, { quantity: number }>(
  'SELECT count(*) AS quantity FROM restore_findings WHERE is_reviewed = 0',
);

export function listBackups(db: Readable): StoredBackup[] {
  return selectBackups.all(db, {});
}

/** Says where a backup lies now. */
export function moveBackup(tx: WriteTx, id: BackupId, place: string): void {
  updatePlace.run(tx, { id, place });
}

export function insertBackup(
  tx: WriteTx,
  backup: {
    fileName: string;
    place: string;
    kind: BackupKind;
    size: number;
    digest: Uint8Array;
    auditSequence: number;
    madeAt: number;
  },
): void {
  insertRow.run(tx, backup);
}

export function forgetBackup(tx: WriteTx, id: BackupId): void {
  deleteRow.run(tx, { id });
}

export function listRestoreFindings(db: Readable) {
  return selectFindings.all(db, {});
}

/** Findings that nobody has gone through yet. */
export function countOpenFindings(db: Readable): number {
  return selectOpenCount.get(db, {})?.quantity ?? 0;
}

export function insertRestoreFinding(
  tx: WriteTx,
  finding: { restoredAt: number; kind: RestoreFindingKind; details: RestoreFindingDetails },
): void {
  insertFindingRow.run(tx, { ...finding, details: JSON.stringify(finding.details) });
}

/** False where there is no such finding. */
export function reviewRestoreFinding(tx: WriteTx, id: number, userId: number): boolean {
  return reviewRow.run(tx, { id, userId }).changes === 1;
}
