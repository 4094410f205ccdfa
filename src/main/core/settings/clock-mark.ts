import { readAuditHead } from '#core/audit/audit.repo.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { isClockBehind } from '#shared/domain/time/clock-check.ts';
import { readSetting, writeSetting } from './settings.repo.ts';

const MARK_SETTING = 'clock.latestAt';
/** The mark is moved once a second at most: a second is far below what counts as set back. */
const STEP_MILLISECONDS = 1000;

/** The latest instant that the shop has written anything at; a clock before it was set back. 0 in a new shop. */
export function latestWrittenAt(db: Readable): number {
  // A shop of before the mark has its audit trail to go by.
  return readSetting<number>(db, MARK_SETTING) ?? readAuditHead(db)?.happenedAt ?? 0;
}

/** Moves the mark forward inside the transaction that writes at `now`; never back. */
export function noteTime(tx: WriteTx, now: number): void {
  const mark = readSetting<number>(tx, MARK_SETTING);
  if (mark === null || now >= mark + STEP_MILLISECONDS)
    writeSetting(tx, MARK_SETTING, Math.max(now, latestWrittenAt(tx)));
}

/** The owner says that `now` is right and what was written later is not: the mark starts anew from here. */
export function takeTimeAsRight(tx: WriteTx, now: number): void {
  writeSetting(tx, MARK_SETTING, now);
}

export function isClockSetBack(db: Readable, now: number): boolean {
  return isClockBehind(now, latestWrittenAt(db));
}
