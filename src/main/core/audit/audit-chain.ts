import type { Readable, WriteTx } from '#core/db/connection.ts';
import { hmac } from '#core/vault/vault-keys.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { type AuditHead, type AuditRow, insertAuditEvent, readAuditEventsAfter, readAuditHead } from './audit.repo.ts';

/** One thing someone did. `details` holds names, counts and numbers: never a secret. */
export interface AuditEntry {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId?: number | null;
  /** How many keys it touched, where that is the point. */
  readonly quantity?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditAuthor {
  readonly userId: UserId | null;
  readonly now: number;
  readonly auditKey: Buffer;
}

/** Appends to the keyed hash chain: each mac covers the one before and every column of the row. Answers the chain's new end. */
export function recordAudit(tx: WriteTx, author: AuditAuthor, entry: AuditEntry): AuditHead {
  const head = readAuditHead(tx);
  const row = {
    sequence: (head?.sequence ?? 0) + 1,
    happenedAt: author.now,
    userId: author.userId,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId ?? null,
    quantity: entry.quantity ?? 0,
    details: JSON.stringify(entry.details ?? {}),
  };
  const mac = auditMac(author.auditKey, head?.mac ?? null, row);
  insertAuditEvent(tx, { ...row, mac });
  return { sequence: row.sequence, mac };
}

/** The first event whose mac does not follow from the chain, or null when the chain is whole. */
export function findAuditBreak(db: Readable, auditKey: Buffer): number | null {
  let previous: AuditRow | null = null;
  for (;;) {
    const rows: AuditRow[] = readAuditEventsAfter(db, previous?.sequence ?? 0, 2000);
    if (rows.length === 0) return null;
    for (const row of rows) {
      const expected = auditMac(auditKey, previous?.mac ?? null, row);
      if (row.sequence !== (previous?.sequence ?? 0) + 1 || !expected.equals(row.mac)) return row.sequence;
      previous = row;
    }
  }
}

function auditMac(key: Buffer, previousMac: Buffer | null, row: Omit<AuditRow, 'mac'>): Buffer {
  return hmac(
    key,
    previousMac ?? Buffer.alloc(0),
    JSON.stringify([
      row.sequence,
      row.happenedAt,
      row.userId,
      row.action,
      row.subjectKind,
      row.subjectId,
      row.quantity,
      row.details,
    ]),
  );
}
