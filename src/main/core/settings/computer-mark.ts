import { createHash } from 'node:crypto';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from './settings.repo.ts';

const MARK_SETTING = 'computer.mark';

/** A computer's own name is nobody's business who gets a backup: kept is what stands for it in this shop alone. */
export function computerMark(shopId: string, computerId: string): string {
  return createHash('sha256').update(`${shopId}\n${computerId}`).digest('hex').slice(0, 32);
}

/** The computer that the shop was opened on last; null before it was first noted. */
export function notedComputer(db: Readable): string | null {
  return readSetting<string>(db, MARK_SETTING);
}

export function noteComputer(tx: WriteTx, mark: string): void {
  writeSetting(tx, MARK_SETTING, mark);
}
