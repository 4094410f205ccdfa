import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from './settings.repo.ts';

const DISARMED_SETTING = 'schedules.disarmed';

/** Schedules stay quiet while this is so: the owner has to look at what a restore found first. */
export function areSchedulesDisarmed(db: Readable): boolean {
  return readSetting<boolean>(db, DISARMED_SETTING) ?? false;
}

export function setSchedulesDisarmed(tx: WriteTx, isDisarmed: boolean): void {
  writeSetting(tx, DISARMED_SETTING, isDisarmed);
}
