import type { Context } from '#core/context.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { AuditEventView } from '#shared/contract/audit.contract.ts';
import type { WatchedAction } from '#shared/domain/audit/watched-actions.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { addDays, type Day, startOfDay } from '#shared/domain/time/business-time.ts';
import { type AuditListRow, listAuditActions, listAuditEvents, readTimeline } from './audit-lists.repo.ts';
import type { Outflow } from './outflows.job.ts';
import { WATCHED } from './watched-actions.ts';

interface ListInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly userId?: UserId;
  readonly action?: string;
  readonly watched?: WatchedAction;
  readonly subjectKind?: string;
  readonly subjectId?: number;
  readonly from?: Day;
  readonly to?: Day;
}

export function createAuditService() {
  return {
    list(context: Context, input: ListInput) {
      const { cursor, limit, from, to, watched, ...filter } = input;
      const { timeZone } = shopSettings(context.db);
      const found = listAuditEvents(context.db, {
        ...filter,
        acts: watched && WATCHED.filter(({ counts }) => counts === watched),
        before: cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor),
        limit: limit + 1,
        fromAt: from && startOfDay(from, timeZone),
        toAt: to && startOfDay(addDays(to, 1), timeZone),
      });
      const rows = found.slice(0, limit).map(toView);
      const last = rows.at(-1);
      return { rows, nextCursor: found.length > limit && last ? String(last.sequence) : null };
    },

    actions: (context: Context): string[] => listAuditActions(context.db),

    outflows(context: Context, input: { from: Day; to: Day }): Promise<Outflow[]> {
      const { timeZone } = shopSettings(context.db);
      const fromAt = startOfDay(input.from, timeZone);
      const toAt = startOfDay(addDays(input.to, 1), timeZone);
      return context.kernel.threads.run<Outflow[]>({ kind: 'outflows', input: { fromAt, toAt }, keys: null });
    },

    timeline: (context: Context, input: { subjectKind: string; subjectId: number }): AuditEventView[] =>
      readTimeline(context.db, input.subjectKind, input.subjectId).map(toView),
  };
}

export type AuditService = ReturnType<typeof createAuditService>;

export function toView(row: AuditListRow): AuditEventView {
  return { ...row, userId: row.userId as UserId | null, details: JSON.parse(row.details) as Record<string, unknown> };
}
