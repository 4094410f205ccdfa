import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { Permission } from '../domain/identity/rights.ts';
import type { CommandId } from '../domain/ids.ts';
import { type Money, money } from '../domain/money/money.ts';
import { type Day, type Month, parseDay, parseMonth } from '../domain/time/business-time.ts';
import type { ValueRule } from '../domain/value-rules.ts';

export interface ProcedureMeta {
  /** What the one permission middleware asks of the caller. */
  readonly permission: Permission;
  /** A command changes something and carries a command id; a query does not; a stream goes on until it is cancelled. */
  readonly kind: 'query' | 'command' | 'stream';
  /** Answers even while the window is locked. */
  readonly worksWhileLocked?: boolean;
  /** Answers even where the shop's database cannot be opened. */
  readonly worksWhileDamaged?: boolean;
}

/** Errors that any procedure may answer with, besides its own. */
export const commonErrors = {
  /** Nobody is signed in. */
  SIGN_IN_NEEDED: { status: 401 },
  /** The window is locked: unlock it and try again. Nothing was done. */
  WINDOW_LOCKED: { status: 423 },
  /** The vault's keys were dropped: unlock with a passphrase and try again. Nothing was done. */
  VAULT_LOCKED: { status: 423 },
  /** The person has not the right that the procedure asks for. */
  PERMISSION_DENIED: { status: 403, data: z.object({ right: z.string() }) },
  /** The person's limit for today does not cover this many keys. */
  DAILY_LIMIT_REACHED: {
    status: 429,
    data: z.object({ right: z.string(), limit: z.number(), used: z.number(), wanted: z.number() }),
  },
  /** The shop is not set up yet, or already is. */
  SHOP_STATE: { status: 409, data: z.object({ isSetUp: z.boolean() }) },
  /** What was named does not exist (any more). */
  NOT_FOUND: { status: 404, data: z.object({ kind: z.string(), id: z.union([z.number(), z.string()]) }) },
  /** A value breaks a rule of the trade; `field` names where and `rule` (of `domain/value-rules`) what. */
  INVALID_VALUE: { status: 422, data: z.object({ field: z.string(), rule: z.string(), value: z.string().optional() }) },
  /** Someone changed it since it was read; `revision` is the one that stands now. */
  CHANGED_MEANWHILE: { status: 409, data: z.object({ kind: z.string(), revision: z.number() }) },
  /** The same command id came with another input. */
  COMMAND_ID_REUSED: { status: 409 },
  /** The month is closed for this book; `openMonth` is the first one that takes documents. */
  MONTH_CLOSED: { status: 409, data: z.object({ month: z.string(), openMonth: z.string() }) },
  /** A settled statement has this day of a supplier's account; `openFrom` is the first day that takes entries. */
  DAY_SETTLED: { status: 409, data: z.object({ number: z.string(), day: z.string(), openFrom: z.string() }) },
  /** A restore lies ready: close KaCang and start it again. Nothing was done. */
  RESTART_NEEDED: { status: 503 },
  /** The shop's database cannot be opened: only a backup can be brought back. Nothing was done. */
  SHOP_DAMAGED: { status: 503, data: z.object({ reason: z.string() }) },
  /** The disk is full or cannot be written; nothing was changed. */
  STORAGE_FAILED: { status: 507, data: z.object({ reason: z.string() }) },
  /** It was carried out, and issued.log could not take what was issued: the same command id answers once the disk has room. */
  ISSUED_LOG_FAILED: { status: 507, data: z.object({ reason: z.string() }) },
} as const;

const base = oc.$meta<ProcedureMeta>({ permission: 'users.manage', kind: 'query' }).errors(commonErrors);

type ProcedureOptions = Pick<ProcedureMeta, 'worksWhileLocked' | 'worksWhileDamaged'>;

/** A procedure that only reads. */
export function query(permission: Permission, options: ProcedureOptions = {}) {
  return base.meta({ permission, kind: 'query', ...options });
}

/** A procedure that changes something; its input is made with {@link commandInput}. */
export function command(permission: Permission, options: ProcedureOptions = {}) {
  return base.meta({ permission, kind: 'command', ...options });
}

/** A procedure whose answer is a stream of events. */
export function stream(permission: Permission, options: ProcedureOptions = {}) {
  return base.meta({ permission, kind: 'stream', ...options });
}

/** A branded id: a whole number above zero. */
export function idOf<Id extends number>() {
  return z
    .number()
    .int()
    .positive()
    .transform((value) => value as Id);
}

export const commandId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/)
  .transform((value) => value as CommandId);

/** The input of a command: its own fields and the id under which it is carried out at most once. */
export function commandInput<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.object({ commandId, ...shape });
}

/** An amount in 1/10 000 of the currency's unit. */
export const moneyAmount = z
  .number()
  .int()
  .transform((value): Money => money(value));

/** The rule is named in the refusal, so that people are told it in words. */
export const amountAboveZero = moneyAmount.refine((amount) => amount > 0, {
  error: 'ABOVE_ZERO' satisfies ValueRule,
});
export const amountNotNegative = moneyAmount.refine((amount) => amount >= 0, {
  error: 'NOT_NEGATIVE' satisfies ValueRule,
});

/**
 * What keys cost us, or what that lets be worked out; null for those without `accounts.read`. Reports and the books of a month are
 * about costs: the rights to reports and to reconciliation show them in those, whatever the right to accounts says.
 */
export const costAmount = moneyAmount.nullable();

export const day = z.string().transform((text, issues): Day => {
  const parsed = parseDay(text);
  if (parsed) return parsed;
  issues.addIssue({ code: 'custom', message: 'DAY_EXPECTED' });
  return z.NEVER;
});

export const month = z.string().transform((text, issues): Month => {
  const parsed = parseMonth(text);
  if (parsed) return parsed;
  issues.addIssue({ code: 'custom', message: 'MONTH_EXPECTED' });
  return z.NEVER;
});

/** A name a person types: trimmed, 1 to 80 characters, no control characters. */
export const shortName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u);

/** Free text a person types, up to 2 000 characters. */
export const noteText = z.string().max(2000).default('');

/** A page of a keyset list: rows after `cursor`, at most `limit`. */
export const pageInput = {
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(500).default(100),
};

export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), nextCursor: z.string().nullable() });
}
