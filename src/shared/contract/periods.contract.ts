import { z } from 'zod';
import type { StatementId, SupplierId } from '../domain/ids.ts';
import { jobId } from './files.contract.ts';
import { command, commandInput, day, idOf, moneyAmount, month, query } from './procedure.ts';

const supplierId = idOf<SupplierId>();
const reasonText = z.string().trim().min(1).max(500);

const monthRow = z.object({
  month,
  /** `running` until its last day is over. */
  state: z.enum(['running', 'open', 'closed', 'reopened']),
  bookCount: z.number(),
  /** Settled, confirmed, or late with a reason. */
  readyCount: z.number(),
  lateCount: z.number(),
  closedAt: z.number().nullable(),
  closedBy: z.string().nullable(),
});
export type MonthRow = z.output<typeof monthRow>;

/** One supplier's account in a month of its own book. */
const bookRow = z.object({
  supplierId,
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  from: day,
  to: day,
  status: z.enum(['open', 'settled', 'balance-confirmed', 'late']),
  reason: z.string(),
  /** At the period's end; positive is owed. */
  balance: moneyAmount,
  entryCount: z.number(),
  statementId: idOf<StatementId>().nullable(),
  statementNumber: z.string().nullable(),
  statementState: z.string().nullable(),
  isBlocking: z.boolean(),
});
export type BookRow = z.output<typeof bookRow>;

const monthEvent = z.object({
  action: z.string(),
  book: z.string(),
  name: z.string(),
  reason: z.string(),
  happenedAt: z.number(),
  userName: z.string(),
});

const monthIsClosed = { MONTH_IS_CLOSED: { status: 409, data: z.object({ month: z.string() }) } } as const;

export const periodsContract = {
  /** The shop's months with activity, newest first. */
  list: query('reconciliation.read')
    .input(z.object({ limit: z.number().int().min(1).max(60).default(24) }))
    .output(z.object({ rows: z.array(monthRow) })),
  /** One month: every book and how ready it is, and what happened to it. */
  get: query('reconciliation.read')
    .input(z.object({ month }))
    .output(monthRow.extend({ books: z.array(bookRow), events: z.array(monthEvent), nextToClose: month.nullable() })),
  /** “No statement came, the balance was confirmed”: the book's month is locked with this balance. */
  confirmBalance: command('reconciliation.settle')
    .input(commandInput({ supplierId, month, balance: moneyAmount, note: z.string().trim().max(500).default('') }))
    .errors({
      ...monthIsClosed,
      /** What was confirmed is not what our account says. */
      BALANCE_DIFFERS: { status: 409, data: z.object({ balance: z.number() }) },
      /** A statement of this book month is open: settle or withdraw it. */
      STATEMENT_OPEN: { status: 409, data: z.object({ number: z.string() }) },
      PERIOD_NOT_OVER: { status: 409, data: z.object({ endsOn: z.string() }) },
    })
    .output(z.object({ month: z.string() })),
  /** The book's statement comes later: it does not keep the month from closing. */
  markLate: command('reconciliation.settle')
    .input(commandInput({ supplierId, month, reason: reasonText }))
    .errors({ ...monthIsClosed, PERIOD_NOT_OVER: { status: 409, data: z.object({ endsOn: z.string() }) } })
    .output(z.object({ month: z.string() })),
  /** Takes back that a book was confirmed or late. */
  openBook: command('periods.reopen')
    .input(commandInput({ supplierId, month, reason: reasonText }))
    .errors({
      ...monthIsClosed,
      /** A settled statement made it so: open that again. */
      STATEMENT_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
    })
    .output(z.object({ month: z.string() })),
  /** Closes the shop's month with a snapshot that its reports read from then on. The job's result is `{month, digest}`. */
  closeMonth: command('periods.close')
    .input(commandInput({ month }))
    .errors({
      ...monthIsClosed,
      PERIOD_NOT_OVER: { status: 409, data: z.object({ endsOn: z.string() }) },
      PREVIOUS_PERIOD_OPEN: { status: 409, data: z.object({ month: z.string() }) },
      BOOKS_NOT_READY: { status: 409, data: z.object({ names: z.array(z.string()) }) },
      /** The stock ledger does not add up; see `kacang verify`. */
      STOCK_BREACH: { status: 409, data: z.object({ count: z.number() }) },
    })
    .output(z.object({ jobId })),
  /** Opens a closed month again, and every later one before it where `includesLater`. */
  reopenMonth: command('periods.reopen')
    .input(commandInput({ month, reason: reasonText, includesLater: z.boolean().default(false) }))
    .errors({
      MONTH_NOT_CLOSED: { status: 409, data: z.object({ month: z.string() }) },
      /** These are closed too; the latest comes first. */
      LATER_MONTHS_CLOSED: { status: 409, data: z.object({ months: z.array(z.string()) }) },
    })
    .output(z.object({ months: z.array(z.string()) })),
};

export const reportsContract = {
  /**
   * The month's workbook for one supplier or all. The job's result is `{fileId, name, leftOut}`: a file for
   * `files.download`, and the codes of suppliers whose account is in another currency.
   */
  monthlyWorkbook: command('reports.read')
    .input(
      z.object({
        month,
        supplierId: supplierId.nullable().default(null),
        /** The shop's when left out. */
        language: z.enum(['zh-CN', 'en']).optional(),
      }),
    )
    .output(z.object({ jobId })),
};
