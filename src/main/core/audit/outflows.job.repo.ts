import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';

const sumOutflows = readStatement<
  { action: string; fromAt: number; toAt: number },
  { userId: number | null; userName: string; reason: string | null; acts: number; quantity: number }
>(
  `SELECT e.user_id AS userId, COALESCE(u.name, '') AS userName, json_extract(e.details, '$.kind') AS reason,
     count(*) AS acts, sum(e.quantity) AS quantity
   FROM audit_events e LEFT JOIN users u ON u.id = e.user_id
   WHERE e.action = @action AND e.happened_at >= @fromAt AND e.happened_at < @toAt GROUP BY e.user_id, reason`,
);

/** Acts and keys of one action in a span of time, by person and kind. */
export function sumActs(db: ReadDb, action: string, fromAt: number, toAt: number) {
  return sumOutflows.all(db, { action, fromAt, toAt });
}
