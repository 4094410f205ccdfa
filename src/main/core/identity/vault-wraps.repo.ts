import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { Derivation, KeyWrap } from '#core/vault/key-wrap.ts';
import type { UserId } from '#shared/domain/ids.ts';

type WrapKind = 'passphrase' | 'recovery' | 'keychain';

const selectWrap = readStatement<{ kind: string; userId: number }, { derivation: string; wrappedKey: Buffer }>(
  `SELECT derivation, wrapped_key AS wrappedKey FROM vault_wraps
   WHERE kind = @kind AND COALESCE(user_id, 0) = @userId AND is_revoked = 0`,
);
const revokeWraps = writeStatement<{ kind: string; userId: number }>(
  'UPDATE vault_wraps SET is_revoked = 1 WHERE kind = @kind AND COALESCE(user_id, 0) = @userId AND is_revoked = 0',
);
const insertWrap = writeStatement<Record<string, unknown>>(
  `INSERT INTO vault_wraps (kind, user_id, derivation, wrapped_key, created_at)
   VALUES (@kind, @userId, @derivation, @wrappedKey, @now)`,
);
const selectFailures = readStatement<{ nameKey: string }, { failedCount: number; blockedUntil: number }>(
  'SELECT failed_count AS failedCount, blocked_until AS blockedUntil FROM sign_in_failures WHERE name_key = @nameKey',
);
const upsertFailures = writeStatement<{ nameKey: string; failedCount: number; blockedUntil: number }>(
  `INSERT INTO sign_in_failures (name_key, failed_count, blocked_until) VALUES (@nameKey, @failedCount, @blockedUntil)
   ON CONFLICT (name_key) DO UPDATE SET failed_count = excluded.failed_count, blocked_until = excluded.blocked_until`,
);
const deleteFailures = writeStatement<{ nameKey: string }>('DELETE FROM sign_in_failures WHERE name_key = @nameKey');

/** The wrap in force of one way in; a recovery code belongs to the shop, `userId` null. */
export function findWrap(db: Readable, kind: WrapKind, userId: UserId | null): KeyWrap | null {
  const row = selectWrap.get(db, { kind, userId: userId ?? 0 });
  return row ? { derivation: JSON.parse(row.derivation) as Derivation, wrappedKey: row.wrappedKey } : null;
}

/** Puts a wrap in force and revokes the one before it. */
export function replaceWrap(tx: WriteTx, kind: WrapKind, userId: UserId | null, wrap: KeyWrap, now: number): void {
  revokeWraps.run(tx, { kind, userId: userId ?? 0 });
  insertWrap.run(tx, { kind, userId, derivation: JSON.stringify(wrap.derivation), wrappedKey: wrap.wrappedKey, now });
}

export function readFailures(db: Readable, nameKey: string): { failedCount: number; blockedUntil: number } {
  return selectFailures.get(db, { nameKey }) ?? { failedCount: 0, blockedUntil: 0 };
}

export function writeFailures(tx: WriteTx, nameKey: string, failedCount: number, blockedUntil: number): void {
  upsertFailures.run(tx, { nameKey, failedCount, blockedUntil });
}

export function clearFailures(tx: WriteTx, nameKey: string): void {
  deleteFailures.run(tx, { nameKey });
}
