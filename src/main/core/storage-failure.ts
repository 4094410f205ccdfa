import { Refusal } from './refusal.ts';

const STORAGE_CODES =
  /^(SQLITE_FULL|SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_CORRUPT|SQLITE_NOTADB|ENOSPC|EROFS|EDQUOT|EIO)/;

/** STORAGE_FAILED where the disk is full or cannot be written, of SQLite's or the file system's own errors; else null. */
export function storageFailure(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const match = STORAGE_CODES.exec(error.code);
  return match ? new Refusal('STORAGE_FAILED', { reason: match[1] }) : null;
}
