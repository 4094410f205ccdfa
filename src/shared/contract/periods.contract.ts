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

/** Sums over all SKUs; quantities in keys. */
const stockFigures = z.object({
  openingQuantity: z.number(),
  openingValue: moneyAmount,
  receiptQuantity: z.number(),
  receiptValue: moneyAmount,
  issueQuantity: z.number(),
  issueValue: moneyAmount,
  closingQuantity: z.number(),
  closingValue: moneyAmount,
});
export type StockFigures = z.output<typeof stockFigures>;

/** The stock book in a month. */
const stockBook = z.object({
  status: z.enum(['open', 'reopened', 'settled']),
  reason: z.string(),
  /** As it was settled; null before, and where a later month settled this one too. */
  figures: stockFigures.nullable(),
  changedAt: z.number().nullable(),
  changedBy: z.string(),
  isBlocking: z.boolean(),
});
export type StockBook = z.output<typeof stockBook>;

/**
 * How a book stands in a month: `none` has nothing to settle, `running` is not over yet, `closed` is locked by a later month
 * or by the shop's closing without a word of its own.
 */
const cellState = z.enum(['none', 'running', 'open', 'settled', 'balance-confirmed', 'late', 'closed', 'reopened']);
export type CellState = z.output<typeof cellState>;

const gridRow = z.object({
  book: z.enum(['shop', 'stock', 'supplier']),
  supplierId: supplierId.nullable(),
  code: z.string(),
  /** The supplier's; empty for the shop and stock. */
  name: z.string(),
  currency: z.string(),
  /** One for each of the grid's months. */
  cells: z.array(
    z.object({
      state: cellState,
      /** Why it is late or was opened again. */
      reason: z.string(),
      /** At the period's end, positive is owed; null for the shop and stock. */
      balance: moneyAmount.nullable(),
      statementNumber: z.string().nullable(),
    }),
  ),
});
export type GridRow = z.output<typeof gridRow>;

const monthsGrid = z.object({
  /** The earliest first. */
  months: z.array(month),
  hasEarlier: z.boolean(),
  hasLater: z.boolean(),
  /** The shop first, then stock, then the suppliers that have anything to settle, by code. */
  rows: z.array(gridRow),
});
export type MonthsGrid = z.output<typeof monthsGrid>;

const monthEvent = z.object({
  action: z.string(),
  book: z.string(),
  name: z.string(),
  reason: z.string(),
  happenedAt: z.number(),
  userName: z.string(),
});

export const notOver = { PERIOD_NOT_OVER: { status: 409, data: z.object({ endsOn: z.string() }) } } as const;
const previousOpen = { PREVIOUS_PERIOD_OPEN: { status: 409, data: z.object({ month: z.string() }) } } as const;
const stockNotSettled = { STOCK_NOT_SETTLED: { status: 409, data: z.object({ month: z.string() }) } } as const;
/** Ledger, keys and the month before do not agree; see `kacang verify`. */
const stockBreach = { STOCK_BREACH: { status: 409, data: z.object({ count: z.number() }) } } as const;
/** These are closed too; the latest comes first. */
export const laterClosed = {
  LATER_MONTHS_CLOSED: { status: 409, data: z.object({ months: z.array(z.string()) }) },
} as const;
/** A settled statement made it so: open that again. */
const statementSettled = { STATEMENT_SETTLED: { status: 409, data: z.object({ number: z.string() }) } } as const;
const monthIsClosed = { MONTH_IS_CLOSED: { status: 409, data: z.object({ month: z.string() }) } } as const;

export const periodsContract = {
  /** The shop's months with activity, newest first. */
  list: query('reconciliation.read')
    .input(z.object({ limit: z.number().int().min(1).max(60).default(24) }))
    .output(z.object({ rows: z.array(monthRow) })),
  /** Months × books: how each stands. `until` is the last month shown; this month when left out. */
  grid: query('reconciliation.read')
    .input(z.object({ until: month.optional(), count: z.number().int().min(1).max(12).default(6) }))
    .output(monthsGrid),
  /** One month: every book and how ready it is, and what happened to it. */
  get: query('reconciliation.read')
    .input(z.object({ month }))
    .output(
      monthRow.extend({
        books: z.array(bookRow),
        /** Null while the shop has never had stock. */
        stock: stockBook.nullable(),
        events: z.array(monthEvent),
        nextToClose: month.nullable(),
        /** Closed months after this one, the latest first. */
        laterClosed: z.array(month),
      }),
    ),
  /** “No statement came, the balance was confirmed”: the book's month is locked with this balance. */
  confirmBalance: command('reconciliation.settle')
    .input(commandInput({ supplierId, month, balance: moneyAmount, note: z.string().trim().max(500).default('') }))
    .errors({
      ...monthIsClosed,
      ...statementSettled,
      /** What was confirmed is not what our account says. */
      BALANCE_DIFFERS: { status: 409, data: z.object({ balance: z.number() }) },
      /** A statement of this book month or an earlier one is open: settle or withdraw it. */
      STATEMENT_OPEN: { status: 409, data: z.object({ number: z.string() }) },
      ...notOver,
    })
    .output(z.object({ month: z.string() })),
  /** The book's statement comes later: it does not keep the month from closing. Refused once the book's month is locked. */
  markLate: command('reconciliation.settle')
    .input(commandInput({ supplierId, month, reason: reasonText }))
    .errors({ ...monthIsClosed, ...statementSettled, ...notOver })
    .output(z.object({ month: z.string() })),
  /** Takes back that a book was confirmed or late. Later months of the book come first. */
  openBook: command('periods.reopen')
    .input(commandInput({ supplierId, month, reason: reasonText }))
    .errors({ ...monthIsClosed, ...statementSettled, ...laterClosed })
    .output(z.object({ month: z.string() })),
  /**
   * Settles stock of a month: its ledger is checked against the keys and against the month before, and takes no more
   * documents. The job's result is `{month, digest}`.
   */
  settleStock: command('reconciliation.settle')
    .input(commandInput({ month }))
    .errors({ ...monthIsClosed, ...notOver, ...previousOpen, ...stockBreach, NO_STOCK: { status: 409 } })
    .output(z.object({ jobId })),
  /** Opens settled stock again, and every later month of it before where `includesLater`. */
  openStock: command('periods.reopen')
    .input(commandInput({ month, reason: reasonText, includesLater: z.boolean().default(false) }))
    .errors({ ...monthIsClosed, ...stockNotSettled, ...laterClosed })
    .output(z.object({ months: z.array(z.string()) })),
  /** Closes the shop's month with a snapshot that its reports read from then on. The job's result is `{month, digest}`. */
  closeMonth: command('periods.close')
    .input(commandInput({ month }))
    .errors({
      ...monthIsClosed,
      ...notOver,
      ...previousOpen,
      BOOKS_NOT_READY: { status: 409, data: z.object({ names: z.array(z.string()) }) },
      ...stockNotSettled,
      ...stockBreach,
    })
    .output(z.object({ jobId })),
  /** Opens a closed month again, and every later one before it where `includesLater`. */
  reopenMonth: command('periods.reopen')
    .input(commandInput({ month, reason: reasonText, includesLater: z.boolean().default(false) }))
    .errors({
      MONTH_NOT_CLOSED: { status: 409, data: z.object({ month: z.string() }) },
      ...laterClosed,
    })
    .output(z.object({ months: z.array(z.string()) })),
};

export const reportsContract = {
  /**
   * The month's workbook for one supplier or all; accounts in other currencies stand on sheets of their own. The job's result is
   * `{fileId, name}`: a file for `files.download`.
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
