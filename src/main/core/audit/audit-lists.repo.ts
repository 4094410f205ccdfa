import type { Readable } from '#core/db/connection.ts';
import { prepared, readStatement } from '#core/db/statement.ts';

export interface AuditListRow {
  readonly sequence: number;
  readonly happenedAt: number;
  readonly userId: number | null;
  readonly userName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number | null;
  readonly quantity: number;
  readonly details: string;
}

export interface AuditListFilter {
  readonly before: number;
  readonly limit: number;
  readonly userId?: number;
  readonly action?: string;
  /** Any of these actions, each of a kind where one is named. */
  readonly acts?: readonly { readonly action: string; readonly kind: string | null }[];
  readonly subjectKind?: string;
  readonly subjectId?: number;
  readonly fromAt?: number;
  readonly toAt?: number;
}

const COLUMNS = `e.sequence, e.happened_at AS happenedAt, e.user_id AS userId, COALESCE(u.name, '') AS userName, e.action,
  e.subject_kind AS subjectKind, e.subject_id AS subjectId, e.quantity, e.details`;

/** The trail, newest first, narrowed by what the filter names. */
export function listAuditEvents(db: Readable, filter: AuditListFilter): AuditListRow[] {
  const conditions = ['e.sequence < @before'];
  if (filter.userId !== undefined) conditions.push('e.user_id = @userId');
  if (filter.action !== undefined) conditions.push('e.action = @action');
  if (filter.subjectKind !== undefined) conditions.push('e.subject_kind = @subjectKind');
  if (filter.subjectId !== undefined) conditions.push('e.subject_id = @subjectId');
  if (filter.fromAt !== undefined) conditions.push('e.happened_at >= @fromAt');
  if (filter.toAt !== undefined) conditions.push('e.happened_at < @toAt');
  const { acts = [], ...plain } = filter;
  const actParams = acts.map(({ action, kind }, index) => ({ [`action${index}`]: action, [`kind${index}`]: kind }));
  if (acts.length > 0) {
    const each = acts.map(
      (_, index) =>
        `(e.action = @action${index} AND (@kind${index} IS NULL OR json_extract(e.details, '$.kind') = @kind${index}))`,
    );
    conditions.push(`(${each.join(' OR ')})`);
  }
  const sql = `SELECT ${COLUMNS} FROM audit_events e LEFT JOIN users u ON u.id = e.user_id
    WHERE ${conditions.join(' AND ')} ORDER BY e.sequence DESC LIMIT CAST(@limit AS INTEGER)`;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const params = Object.assign({}, given, ...actParams);
  return prepared(db, sql).all(params) as AuditListRow[];
}

/** Distinct actions, one step of the index each. */
const selectActions = readStatement<Record<string, never>, { action: string }>(
  `WITH RECURSIVE steps (action) AS (
     SELECT min(action) FROM audit_events
     UNION ALL
     SELECT (SELECT min(action) FROM audit_events WHERE action > steps.action) FROM steps WHERE steps.action IS NOT NULL)
   SELECT action FROM steps WHERE action IS NOT NULL`,
);

export function listAuditActions(db: Readable): string[] {
  return selectActions.all(db, {}).map(({ action }) => action);
}

const selectTimeline = readStatement<{ subjectKind: string; subjectId: number }, AuditListRow>(
  `SELECT ${COLUMNS} FROM audit_events e LEFT JOIN users u ON u.id = e.user_id
   WHERE e.subject_kind = @subjectKind AND e.subject_id = @subjectId ORDER BY e.sequence LIMIT 500`,
);

export function readTimeline(db: Readable, subjectKind: string, subjectId: number): AuditListRow[] {
  return selectTimeline.all(db, { subjectKind, subjectId });
}
