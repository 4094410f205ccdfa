import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';

/*
 * Folders, inside the data folder, whose issued.log a restore moved aside and nobody has read yet: that takes the vault's key.
 */
const LOGS_ASIDE = 'restore.logsAside';

export function logsToRead(db: Readable): readonly string[] {
  return readSetting<string[]>(db, LOGS_ASIDE) ?? [];
}

export function noteLogAside(tx: WriteTx, folder: string): void {
  writeSetting(tx, LOGS_ASIDE, [...new Set([...logsToRead(tx), folder])]);
}

export function forgetLogAside(tx: WriteTx, folder: string): void {
  writeSetting(
    tx,
    LOGS_ASIDE,
    logsToRead(tx).filter((name) => name !== folder),
  );
}
