import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';

/*
 * Keys that issued.log knows as issued, or as taken out of sale, and a restored database does not have: their import came after the
 * backup. Whoever imports the sheet again, as a restore asks for, must not come to sell them.
 */
const UNKNOWN_ISSUED = 'restore.unknownIssued';

/** Their fingerprints (base64); empty but after such a restore. */
export function unknownIssued(db: Readable): ReadonlySet<string> {
  return new Set(readSetting<string[]>(db, UNKNOWN_ISSUED) ?? []);
}

/** Remembers more of them. One that has come in again stays among them: it is found as held before it is looked for here. */
export function noteUnknownIssued(tx: WriteTx, pairs: readonly string[]): void {
  if (pairs.length > 0) writeSetting(tx, UNKNOWN_ISSUED, [...new Set([...unknownIssued(tx), ...pairs])]);
}
