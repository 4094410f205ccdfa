import type { ReadDb } from '#core/db/connection.ts';
import { prepared } from '#core/db/statement.ts';

/** Lines of issued.log that this database itself asked for; after a restore the log has others. */
export function askedForLines(db: ReadDb): Set<number> {
  return new Set(prepared(db, 'SELECT sequence FROM issued_outbox').pluck().all() as number[]);
}

/** Lines of issued.log by their numbers, from the first to the last. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Lines that the database counted and does not have. */
export function missingLines(db: ReadDb): LineRange[] {
  const statement = prepared(
    db,
    `WITH told AS (SELECT sequence FROM issued_outbox UNION
         SELECT seq + 1 FROM sqlite_sequence WHERE name = 'issued_outbox'),
       pairs AS (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM told)
     SELECT before + 1 AS first, sequence - 1 AS last FROM pairs WHERE sequence > before + 1 ORDER BY sequence`,
  );
  return statement.all() as LineRange[];
}

/** Lines that restores found in the log and counted on after; null for a log set aside by a version that did not say how many. */
export function recoveredLines(db: ReadDb): (LineRange | null)[] {
  const statement = prepared(
    db,
    `SELECT details ->> 'firstSequence' AS first, details ->> 'lastSequence' AS last FROM audit_events
     WHERE action = 'backups.recoverIssued' OR (action = 'backups.setLogAside' AND details ->> 'isWholeShopKnown' = 0)`,
  );
  const rows = statement.all() as { first: number | null; last: number | null }[];
  return rows.map(({ first, last }) => (first === null || last === null ? null : { first, last }));
}
