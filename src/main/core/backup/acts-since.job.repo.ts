import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';

const selectActs = readStatement<{ sequence: number }, { action: string; acts: number; quantity: number }>(
  `SELECT action, count(*) AS acts, sum(quantity) AS quantity FROM audit_events
   WHERE sequence > @sequence AND action NOT IN ('sessions.signIn', 'backups.make') GROUP BY action
   ORDER BY acts DESC, action`,
);

/** Acts after one of the trail, by kind, the most first. */
export function sumActsAfter(db: ReadDb, sequence: number) {
  return selectActs.all(db, { sequence });
}
