import { z } from 'zod';
import { WATCHED_ACTIONS } from '../domain/audit/watched-actions.ts';
import type { UserId } from '../domain/ids.ts';
import { day, idOf, pageInput, pageOf, query } from './procedure.ts';

export const auditEvent = z.object({
  sequence: z.number(),
  happenedAt: z.number(),
  userId: idOf<UserId>().nullable(),
  /** Empty for the shop's own schedules. */
  userName: z.string(),
  /** The procedure, `deliveries.dispense`. */
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.number().nullable(),
  /** Keys it touched. */
  quantity: z.number(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEventView = z.output<typeof auditEvent>;

export const auditFilter = {
  userId: idOf<UserId>().optional(),
  action: z.string().max(80).optional(),
  /** The acts behind a figure of `outflows`. */
  watched: z.enum(WATCHED_ACTIONS).optional(),
  subjectKind: z.string().max(40).optional(),
  subjectId: z.number().int().optional(),
  from: day.optional(),
  to: day.optional(),
};

export const auditContract = {
  /** The trail, newest first. */
  list: query('audit.read')
    .input(z.object({ ...pageInput, ...auditFilter }))
    .output(pageOf(auditEvent)),
  /** Every action that occurs, for the filter. */
  actions: query('audit.read').output(z.array(z.string())),
  /** Reveals, copies, exports and outflows that are no sale, by person, in a span of days: acts and keys. */
  outflows: query('audit.read')
    .input(z.object({ from: day, to: day }))
    .output(
      z.array(
        z.object({
          userId: idOf<UserId>().nullable(),
          userName: z.string(),
          action: z.enum(WATCHED_ACTIONS),
          acts: z.number(),
          quantity: z.number(),
        }),
      ),
    ),
  /** Events of one thing, oldest first: its timeline. */
  timeline: query('audit.read')
    .input(z.object({ subjectKind: z.string().max(40), subjectId: z.number().int() }))
    .output(z.array(auditEvent)),
};
