import { readAuditHead } from '#core/audit/audit.repo.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { hasClockLeapt, isClockBehind } from '#shared/domain/time/clock-check.ts';
import { readSetting, writeSetting } from './settings.repo.ts';

const MARK_SETTING = 'clock.latestAt';
/** The mark of before a leap, kept from the first writing after it until somebody has said that the time is right. */
const LEAP_SETTING = 'clock.leaptFrom';
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
  if (mark !== null && now < mark + STEP_MILLISECONDS) return;
  const latest = latestWrittenAt(tx);
  if (hasClockLeapt(now, latest) && leapBegan(tx) === null) writeSetting(tx, LEAP_SETTING, latest);
  writeSetting(tx, MARK_SETTING, Math.max(now, latest));
}

/** The owner says that `now` is right, whatever was written at a later time or long before it: the mark starts anew. */
export function takeTimeAsRight(tx: WriteTx, now: number): void {
  writeSetting(tx, MARK_SETTING, now);
  writeSetting(tx, LEAP_SETTING, null);
}

function leapBegan(db: Readable): number | null {
  return readSetting<number | null>(db, LEAP_SETTING);
}

/** The last instant written before the clock leapt so far ahead that it has to be asked; null where it did not. */
export function clockLeaptFrom(db: Readable, now: number): number | null {
  const from = leapBegan(db) ?? latestWrittenAt(db);
  return hasClockLeapt(now, from) ? from : null;
}

export function isClockSetBack(db: Readable, now: number): boolean {
  return isClockBehind(now, latestWrittenAt(db));
}

/** Set back, or leapt ahead, and nobody has said that it is right. */
export function isClockInDoubt(db: Readable, now: number): boolean {
  return isClockSetBack(db, now) || clockLeaptFrom(db, now) !== null;
}
