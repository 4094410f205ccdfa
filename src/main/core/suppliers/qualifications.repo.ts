import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { Qualification } from '#shared/contract/dossiers.contract.ts';
import type { AttachmentId, BrandId, QualificationId, SupplierId } from '#shared/domain/ids.ts';
import type { AttachmentType } from '#shared/domain/suppliers/attachment-content.ts';
import type { QualificationKind } from '#shared/domain/suppliers/dossier-checks.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { Author } from './dossiers.repo.ts';

export interface QualificationValues {
  readonly kind: QualificationKind;
  readonly brandId: BrandId | null;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly note: string;
  readonly attachmentId: AttachmentId | null;
}

export interface StoredQualification extends Omit<Qualification, 'issuedOn' | 'expiresOn'> {
  readonly supplierId: SupplierId;
  readonly attachmentId: AttachmentId | null;
  readonly issuedOn: Day | null;
  readonly expiresOn: Day | null;
}

export interface StoredAttachment {
  readonly id: AttachmentId;
  /** SHA-256 of the sealed bytes, and the file's name in the folder. */
  readonly fileHash: string;
  readonly sealId: string;
  readonly name: string;
  readonly mediaType: AttachmentType;
  readonly size: number;
}

const SELECT = `SELECT q.id, q.supplier_id AS supplierId, q.kind, COALESCE(b.merged_into_id, b.id) AS brandId,
    COALESCE(m.name, b.name) AS brandName, q.number, q.issuer, q.issued_on AS issuedOn, q.expires_on AS expiresOn, q.note,
    q.attachment_id AS attachmentId, a.name AS attachmentName, a.size AS attachmentSize, q.verified_at AS verifiedAt,
    COALESCE(u.name, '') AS verifiedBy, q.revision
  FROM supplier_qualifications q LEFT JOIN brands b ON b.id = q.brand_id LEFT JOIN brands m ON m.id = b.merged_into_id
  LEFT JOIN attachments a ON a.id = q.attachment_id LEFT JOIN users u ON u.id = q.verified_by`;

const selectOfSupplier = readStatement<{ supplierId: number }, StoredQualification>(
  `${SELECT} WHERE q.supplier_id = @supplierId AND q.removed_at IS NULL ORDER BY q.id`,
);
const selectOne = readStatement<{ id: number }, StoredQualification>(
  `${SELECT} WHERE q.id = @id AND q.removed_at IS NULL`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_qualifications (supplier_id, kind, brand_id, number, issuer, issued_on, expires_on, note,
     attachment_id, created_at, created_by)
   VALUES (@supplierId, @kind, @brandId, @number, @issuer, @issuedOn, @expiresOn, @note, @attachmentId, @now, @userId)`,
);
const updateRow = writeStatement<Record<string, unknown>>(
  `UPDATE supplier_qualifications SET kind = @kind, brand_id = @brandId, number = @number, issuer = @issuer,
     issued_on = @issuedOn, expires_on = @expiresOn, note = @note, attachment_id = @attachmentId, verified_at = NULL,
     verified_by = NULL, revision = revision + 1
   WHERE id = @id`,
);
const updateVerified = writeStatement<{ id: number; at: number | null; by: number | null }>(
  `UPDATE supplier_qualifications SET verified_at = @at, verified_by = @by, revision = revision + 1 WHERE id = @id`,
);
const updateRemoved = writeStatement<{ id: number; now: number }>(
  'UPDATE supplier_qualifications SET removed_at = @now, revision = revision + 1 WHERE id = @id',
);
const insertAttachmentRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO attachments (file_hash, seal_id, name, media_type, size, added_at, added_by)
   VALUES (@fileHash, @sealId, @name, @mediaType, @size, @now, @userId)`,
);
const selectAttachment = readStatement<{ id: number }, StoredAttachment>(
  `SELECT id, file_hash AS fileHash, seal_id AS sealId, name, media_type AS mediaType, size
   FROM attachments WHERE id = @id`,
);

const selectHash = readStatement<{ fileHash: string }, { id: AttachmentId }>(
  'SELECT id FROM attachments WHERE file_hash = @fileHash',
);

export function listQualifications(db: Readable, supplierId: SupplierId): StoredQualification[] {
  return selectOfSupplier.all(db, { supplierId });
}

export function findQualification(db: Readable, id: QualificationId): StoredQualification | null {
  return selectOne.get(db, { id }) ?? null;
}

export function insertQualification(
  tx: WriteTx,
  supplierId: SupplierId,
  values: QualificationValues,
  author: Author,
): QualificationId {
  return insertRow.run(tx, { supplierId, ...columnsOf(values), ...author }).lastInsertRowid as QualificationId;
}

/** What was verified was another text: the verification falls. */
export function rewriteQualification(tx: WriteTx, id: QualificationId, values: QualificationValues): void {
  updateRow.run(tx, { id, ...columnsOf(values) });
}

export function setVerified(tx: WriteTx, id: QualificationId, verified: { at: number; by: number } | null): void {
  updateVerified.run(tx, { id, at: verified?.at ?? null, by: verified?.by ?? null });
}

export function setQualificationRemoved(tx: WriteTx, id: QualificationId, now: number): void {
  updateRemoved.run(tx, { id, now });
}

export function insertAttachment(tx: WriteTx, attachment: Omit<StoredAttachment, 'id'>, author: Author): AttachmentId {
  const { fileHash, sealId, name, mediaType, size } = attachment;
  const row = { fileHash, sealId, name, mediaType, size, ...author };
  return insertAttachmentRow.run(tx, row).lastInsertRowid as AttachmentId;
}

export function findAttachment(db: Readable, id: AttachmentId): StoredAttachment | null {
  return selectAttachment.get(db, { id }) ?? null;
}

/** Whether any row names this file. */
export function isAttachmentNamed(db: Readable, fileHash: string): boolean {
  return selectHash.get(db, { fileHash }) !== undefined;
}

function columnsOf(values: QualificationValues): Record<string, unknown> {
  const { kind, brandId, number, issuer, issuedOn, expiresOn, note, attachmentId } = values;
  return { kind, brandId, number, issuer, issuedOn, expiresOn, note, attachmentId };
}
