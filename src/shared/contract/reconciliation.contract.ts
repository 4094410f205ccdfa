import { z } from 'zod';
import type {
  SkuId,
  StatementDifferenceId,
  StatementLineId,
  StatementMatchId,
  SupplierEntryId,
  SupplierId,
} from '../domain/ids.ts';
import { DIFFERENCE_KINDS } from '../domain/reconciliation/differences.ts';
import { SUPPLIER_ENTRY_KINDS } from '../domain/suppliers/account-entries.ts';
import { fileId, jobId } from './files.contract.ts';
import { FILE_NOT_STAGED, readOptions, SHEET_REFUSED } from './imports.contract.ts';
import { laterClosed, notOver } from './periods.contract.ts';
import { command, commandInput, day, idOf, moneyAmount, noteText, pageInput, pageOf, query } from './procedure.ts';
import {
  kindOfAccount,
  statementFileSketch,
  statementId,
  statementReading,
  statementSettings,
} from './statement-sheets.contract.ts';

export type {
  RefusedLine,
  StatementBreak,
  StatementFileSketch,
  StatementReading,
  StatementSettings,
} from './statement-sheets.contract.ts';

const lineId = idOf<StatementLineId>();
const entryId = idOf<SupplierEntryId>();
const matchId = idOf<StatementMatchId>();
const differenceId = idOf<StatementDifferenceId>();
const supplierId = idOf<SupplierId>();
const skuId = idOf<SkuId>();
const reasonText = z.string().trim().min(1).max(500);

const statementState = z.enum(['loading', 'open', 'settled', 'withdrawn']);

const statementRow = z.object({
  id: statementId,
  number: z.string(),
  supplierId,
  supplierCode: z.string(),
  supplierName: z.string(),
  currency: z.string(),
  from: day,
  to: day,
  state: statementState,
  fileName: z.string(),
  lineCount: z.number(),
  /** Closing of theirs less closing of ours, positive: they claim more. */
  difference: moneyAmount,
  unexplained: moneyAmount,
  importedAt: z.number(),
  importedBy: z.string(),
  settledAt: z.number().nullable(),
  settledBy: z.string().nullable(),
  revision: z.number(),
});
export type StatementRow = z.output<typeof statementRow>;

/** Where a statement stands; amounts signed as in our account, differences are theirs − ours. */
export const statementFigures = z.object({
  openingOurs: moneyAmount,
  openingTheirs: moneyAmount,
  /** What stood between the books before this statement, explained then. */
  carriedDifference: moneyAmount,
  lineTotal: moneyAmount,
  entryTotal: moneyAmount,
  closingOurs: moneyAmount,
  closingTheirs: moneyAmount,
  difference: moneyAmount,
  explained: moneyAmount,
  unexplained: moneyAmount,
  lineCount: z.number(),
  entryCount: z.number(),
  confirmedLineCount: z.number(),
  proposedMatchCount: z.number(),
  confirmedMatchCount: z.number(),
  /** Lines and entries in no confirmed match and no resolved difference. */
  openLineCount: z.number(),
  openEntryCount: z.number(),
  unresolvedDifferenceCount: z.number(),
});
export type StatementFigures = z.output<typeof statementFigures>;

const differenceKind = z.enum(DIFFERENCE_KINDS);
const resolution = z.enum(['open', 'accepted', 'adjusted', 'claimed']);

/** Which row of theirs and which entry of ours a difference is about, for reading. */
const differencePlace = z.object({
  rowNumber: z.number().nullable(),
  entryNumber: z.string().nullable(),
  /** Their number, or their product. */
  text: z.string(),
});
export type DifferencePlace = z.output<typeof differencePlace>;

const recordedDifference = z.object({
  id: differenceId,
  kind: differenceKind,
  matchId: matchId.nullable(),
  lineId: lineId.nullable(),
  entryId: entryId.nullable(),
  /** What they claim beyond our books. */
  amount: moneyAmount,
  resolution,
  adjustmentEntryId: entryId.nullable(),
  adjustmentNumber: z.string().nullable(),
  note: z.string(),
  madeAt: z.number(),
  place: differencePlace,
});
export type RecordedDifferenceView = z.output<typeof recordedDifference>;

/** What a difference is about: a confirmed match, one side alone, or the opening balance. */
const differenceSubject = z.discriminatedUnion('about', [
  z.object({ about: z.literal('match'), id: matchId }),
  z.object({ about: z.literal('line'), id: lineId }),
  z.object({ about: z.literal('entry'), id: entryId }),
  z.object({ about: z.literal('opening') }),
]);
export type DifferenceSubjectInput = z.output<typeof differenceSubject>;

const foundDifference = z.object({
  subject: differenceSubject,
  kind: differenceKind,
  amount: moneyAmount,
  suggested: z.enum(['accepted', 'adjusted', 'claimed']),
  place: differencePlace,
});

const sideState = z.enum(['unmatched', 'proposed', 'confirmed', 'difference']);
export type SideState = z.output<typeof sideState>;
const sideFilter = z.enum(['all', 'unmatched', 'proposed', 'confirmed', 'difference']);

const statementLineRow = z.object({
  id: lineId,
  rowNumber: z.number(),
  occurredOn: day.nullable(),
  externalNumber: z.string(),
  ourNumber: z.string(),
  productText: z.string(),
  skuId: skuId.nullable(),
  skuName: z.string().nullable(),
  quantity: z.number().nullable(),
  unitPrice: moneyAmount.nullable(),
  amount: moneyAmount,
  kind: kindOfAccount,
  balance: moneyAmount.nullable(),
  remark: z.string(),
  state: sideState,
  matchId: matchId.nullable(),
});
export type StatementLineRow = z.output<typeof statementLineRow>;

const statementEntryRow = z.object({
  id: entryId,
  number: z.string(),
  occurredOn: day,
  kind: z.enum(SUPPLIER_ENTRY_KINDS),
  externalNumber: z.string(),
  ourNumber: z.string(),
  productText: z.string(),
  quantity: z.number().nullable(),
  amount: moneyAmount,
  /** How much of it confirmed or proposed matches stand for. */
  matchedAmount: moneyAmount,
  remark: z.string(),
  state: sideState,
  /** One of its matches; a purchase of several products may have several. */
  matchId: matchId.nullable(),
});
export type StatementEntryRow = z.output<typeof statementEntryRow>;

/** Why two sides belong together, as the domain's codes with their data. */
const matchReason = z.object({ code: z.string() }).catchall(z.union([z.string(), z.number()]));

const statementMatch = z.object({
  id: matchId,
  /** 1 to 6, or `hand`. */
  pass: z.string(),
  score: z.number(),
  reasons: z.array(matchReason),
  difference: moneyAmount,
  state: z.enum(['proposed', 'confirmed']),
  lineIds: z.array(lineId),
  parts: z.array(z.object({ entryId, entryLineId: z.number().nullable(), amount: moneyAmount })),
});
export type StatementMatchView = z.output<typeof statementMatch>;

const notOpen = {
  /** A settled or withdrawn statement is not worked on. */
  STATEMENT_NOT_OPEN: { status: 409, data: z.object({ number: z.string(), state: z.string() }) },
} as const;
const alreadyMatched = {
  /** A line or an entry is in another match already. */
  ALREADY_MATCHED: { status: 409, data: z.object({ side: z.string(), id: z.number() }) },
} as const;
const differenceAdjusted = {
  /** An entry was posted for it: reverse that first. */
  DIFFERENCE_ADJUSTED: { status: 409, data: z.object({ number: z.string() }) },
} as const;
const readingErrors = {
  SHEET_REFUSED,
  FILE_NOT_STAGED,
  /** Two columns have a role that only one can have. */
  ROLE_TWICE: { status: 422, data: z.object({ role: z.string(), columnIndexes: z.array(z.number()) }) },
  /** No column says what a line comes to. */
  AMOUNT_NOT_MAPPED: { status: 422 },
  /** Another statement of this supplier covers some of these days. */
  STATEMENT_OVERLAPS: {
    status: 409,
    data: z.object({ number: z.string(), from: z.string(), to: z.string() }),
  },
} as const;

export const statementsContract = {
  /** Looks at a staged statement: sheets, columns and what each seems to hold, with examples. */
  describe: query('reconciliation.work')
    .input(z.object({ fileId, read: readOptions.default({}), supplierId: supplierId.optional() }))
    .errors({ SHEET_REFUSED, FILE_NOT_STAGED })
    .output(statementFileSketch),
  /** The dry run. The job's result is a {@link statementReading}. */
  preview: command('reconciliation.work').input(statementSettings).errors(readingErrors).output(z.object({ jobId })),
  /**
   * Every row that these settings do not read, as a workbook with place, reason and remedy beside what the row says. The
   * job's result is `{fileId, name}`: a file for `files.download`.
   */
  exportRefused: command('reconciliation.work')
    .input(z.object({ settings: statementSettings, language: z.enum(['zh-CN', 'en']).optional() }))
    .errors(readingErrors)
    .output(z.object({ jobId })),
  /**
   * Reads the statement in and runs the passes. The job's result is `{statementId, reading}`. A job that fails leaves nothing
   * behind.
   */
  import: command('reconciliation.work')
    .input(commandInput({ settings: statementSettings, acceptsBreaks: z.boolean().default(false) }))
    .errors({
      ...readingErrors,
      /** How the job fails: the sheet contradicts itself and `acceptsBreaks` is not said. */
      STATEMENT_BREAKS: { status: 422, data: statementReading.pick({ breaks: true }) },
      /** How the job fails: not one line can be read. */
      STATEMENT_EMPTY: { status: 422, data: statementReading },
    })
    .output(z.object({ statementId, jobId: jobId.nullable() })),
  /** Newest period first. */
  list: query('reconciliation.read')
    .input(
      z.object({
        ...pageInput,
        supplierId: supplierId.optional(),
        state: z.enum(['open', 'settled', 'all']).default('all'),
      }),
    )
    .output(pageOf(statementRow)),
  /** One statement with its figures, recorded differences, and those (up to 500) that nobody has marked yet. */
  get: query('reconciliation.read')
    .input(z.object({ id: statementId }))
    .output(
      statementRow.extend({
        figures: statementFigures,
        reading: statementReading.nullable(),
        openingBalance: moneyAmount.nullable(),
        closingBalance: moneyAmount.nullable(),
        differences: z.array(recordedDifference),
        found: z.array(foundDifference),
      }),
    ),
  /** Their side, in the order of the sheet. */
  lines: query('reconciliation.read')
    .input(z.object({ ...pageInput, id: statementId, filter: sideFilter.default('all') }))
    .output(pageOf(statementLineRow)),
  /** Our side: the account's entries of the statement's days, without those that a reversal in the same days undid. */
  entries: query('reconciliation.read')
    .input(z.object({ ...pageInput, id: statementId, filter: sideFilter.default('all') }))
    .output(pageOf(statementEntryRow)),
  /** One match with both sides' ids and its reasons. */
  matchOf: query('reconciliation.read').input(z.object({ matchId })).output(statementMatch),
  /** Runs the passes over what is open; earlier proposals are made anew. The job's result is `{confirmed, proposed}`. */
  match: command('reconciliation.work')
    .input(commandInput({ id: statementId }))
    .errors(notOpen)
    .output(z.object({ jobId })),
  confirmMatch: command('reconciliation.work')
    .input(commandInput({ matchId }))
    .errors(notOpen)
    .output(z.object({ matchId })),
  /** Confirms every proposal of at least this score (0 to 100) that leaves no difference, or only rounding (0.01), or any, as is said. */
  confirmAll: command('reconciliation.work')
    .input(
      commandInput({
        id: statementId,
        minimumScore: z.number().int().min(0).max(100),
        includesDifferences: z.boolean().default(false),
        includesRounding: z.boolean().default(false),
      }),
    )
    .errors(notOpen)
    .output(z.object({ confirmedCount: z.number() })),
  /** Takes a match apart, proposed or confirmed, with the differences marked on it. */
  undoMatch: command('reconciliation.work')
    .input(commandInput({ matchId }))
    .errors({ ...notOpen, ...differenceAdjusted })
    .output(z.object({ matchId })),
  /** A confirmed match of what a person says belongs together. */
  matchByHand: command('reconciliation.work')
    .input(
      commandInput({
        id: statementId,
        lineIds: z.array(lineId).min(1).max(2000),
        entryIds: z.array(entryId).min(1).max(2000),
      }),
    )
    .errors({ ...notOpen, ...alreadyMatched, ...differenceAdjusted })
    .output(z.object({ matchId })),
  /** Marks differences with their kind, each accepted at once where it says so; what is marked already takes the new kind. */
  markDifferences: command('reconciliation.work')
    .input(
      commandInput({
        id: statementId,
        items: z
          .array(
            z.object({
              subject: differenceSubject,
              kind: differenceKind,
              note: noteText,
              isAccepted: z.boolean().default(false),
            }),
          )
          .min(1)
          .max(500),
      }),
    )
    .errors({
      ...notOpen,
      ...alreadyMatched,
      /** There is nothing between the two sides of it. */
      NO_DIFFERENCE: { status: 409 },
    })
    .output(z.object({ differenceIds: z.array(differenceId) })),
  /** Takes the mark off a difference that no adjustment was posted for. */
  unmarkDifference: command('reconciliation.work')
    .input(commandInput({ differenceId }))
    .errors({ ...notOpen, ...differenceAdjusted })
    .output(z.object({ differenceId })),
  /**
   * Ends a difference: it stands as accepted, is claimed from the supplier, or our account takes an adjustment entry of its
   * amount on `occurredOn` (refused with MONTH_CLOSED in a closed month). `open` takes an acceptance or claim back.
   */
  resolveDifference: command('reconciliation.work')
    .input(
      commandInput({
        differenceId,
        resolution,
        occurredOn: day.optional(),
        note: noteText,
      }),
    )
    .errors({ ...notOpen, ...differenceAdjusted })
    .output(z.object({ differenceId, adjustmentNumber: z.string().nullable() })),
  /** Settles the statement and locks its entries; a book month that ends in it is settled with it. */
  settle: command('reconciliation.settle')
    .input(commandInput({ id: statementId, revision: z.number().int() }))
    .errors({
      ...notOpen,
      /** Theirs less ours, as far as no resolved difference explains it. */
      UNEXPLAINED_DIFFERENCE: { status: 409, data: z.object({ amount: z.number() }) },
      /** Something is neither matched nor explained, or a marked difference waits for its resolution. */
      STATEMENT_UNFINISHED: {
        status: 409,
        data: z.object({ openLines: z.number(), openEntries: z.number(), unresolvedDifferences: z.number() }),
      },
      /** An earlier statement of the supplier is not settled. */
      EARLIER_STATEMENT_OPEN: { status: 409, data: z.object({ number: z.string() }) },
      /** Settling locks days that are not over yet. */
      ...notOver,
    })
    .output(z.object({ id: statementId, lockedCount: z.number() })),
  /** Opens a settled statement again. Later ones and confirmed months of the supplier first; a closed month of the shop first. */
  reopen: command('periods.reopen')
    .input(commandInput({ id: statementId, reason: reasonText }))
    .errors({
      ...notOpen,
      LATER_STATEMENT_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
      ...laterClosed,
    })
    .output(z.object({ id: statementId, unlockedCount: z.number() })),
  /** Withdraws an open statement with its matches and marks, so that a corrected one can come. */
  withdraw: command('reconciliation.work')
    .input(commandInput({ id: statementId, reason: reasonText }))
    .errors({ ...notOpen, ...differenceAdjusted })
    .output(z.object({ id: statementId })),
};
