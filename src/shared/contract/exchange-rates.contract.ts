import { z } from 'zod';
import type { ExchangeRateId } from '../domain/ids.ts';
import { LARGEST_RATE } from '../domain/purchasing/exchange-rate.ts';
import { EXCHANGE_RATE_ROLES } from '../domain/spreadsheets/column-vocabulary.ts';
import { fileId } from './files.contract.ts';
import { FILE_NOT_STAGED, readOptions, SHEET_REFUSED } from './imports.contract.ts';
import { command, commandInput, day, idOf, pageInput, pageOf, query } from './procedure.ts';

export const currencyCode = z.string().regex(/^[A-Z]{3}$/);
/** The shop's currency for one unit, in 1/100 000 000. */
export const rateAmount = z.number().int().min(1).max(LARGEST_RATE);
const exchangeRateId = idOf<ExchangeRateId>();

/** A rate that was used, and the day it was entered for. */
export const usedRate = z.object({ currency: z.string(), rate: z.number(), rateOn: day });
export type UsedRate = z.output<typeof usedRate>;

const exchangeRate = z.object({
  id: exchangeRateId,
  currency: z.string(),
  rateOn: day,
  rate: z.number(),
  source: z.enum(['hand', 'import']),
  note: z.string(),
  enteredAt: z.number(),
  enteredBy: z.string(),
});
export type ExchangeRateRow = z.output<typeof exchangeRate>;

const currencyState = z.object({
  currency: z.string(),
  /** The rate that holds today; null where none is known. */
  rate: z.number().nullable(),
  rateOn: day.nullable(),
  /** The rate before it, to see where it moves. */
  previousRate: z.number().nullable(),
  /** Suppliers and offers in this currency. */
  supplierCount: z.number(),
});
export type CurrencyState = z.output<typeof currencyState>;

const sheetSettings = {
  fileId,
  read: readOptions.default({}),
  /** For rows that name no day. */
  rateOn: day,
  /** For how many units of a currency the table quotes: 100 in most banks' tables. */
  units: z.union([z.literal(1), z.literal(100), z.literal(10_000)]).default(1),
};

const sheetErrors = {
  SHEET_REFUSED,
  FILE_NOT_STAGED,
  /** No row of the sheet names a currency's and a rate's column. */
  NO_RATE_COLUMNS: { status: 422, data: z.object({ sheet: z.string() }) },
  /** More rows than such a table has; split the file. */
  TOO_MANY_ROWS: { status: 422, data: z.object({ limit: z.number() }) },
} as const;

const rateVerdict = z.object({
  rowNumber: z.number(),
  verdict: z.enum(['new', 'changed', 'same', 'refused']),
  currency: z.string(),
  rateOn: day.nullable(),
  rate: z.number().nullable(),
  /** What stands for this day now. */
  before: z.number().nullable(),
  /** What held on that day so far: the latest on or before it. A person sets the new one against it. */
  known: z.object({ rate: z.number(), rateOn: day }).nullable(),
  reason: z.string().nullable(),
  column: z.string(),
});
export type RateVerdict = z.output<typeof rateVerdict>;

const rateCounts = z.object({ new: z.number(), changed: z.number(), same: z.number(), refused: z.number() });

export const exchangeRatesContract = {
  /** Rates as they were entered, latest day first; superseded ones are left out. */
  list: query('purchasing.read')
    .input(z.object({ ...pageInput, currency: currencyCode.optional() }))
    .output(pageOf(exchangeRate)),
  /** Every currency that a supplier, an offer or a rate has, with what holds today. */
  currencies: query('purchasing.read').output(z.object({ currency: z.string(), currencies: z.array(currencyState) })),
  /** The rate used for a day: the latest on or before it. Null where none is known, and for the shop's own currency. */
  onDay: query('purchasing.read')
    .input(z.object({ currency: currencyCode, day }))
    .output(usedRate.nullable()),
  /** The last two years of one currency, oldest first. */
  history: query('purchasing.read')
    .input(z.object({ currency: currencyCode }))
    .output(z.array(z.object({ rateOn: day, rate: z.number() }))),
  /** Enters rates by hand. A day that has one already gets this one instead; documents keep the rate they were posted at. */
  enter: command('purchasing.edit')
    .input(
      commandInput({
        rates: z
          .array(z.object({ currency: currencyCode, rateOn: day, rate: rateAmount }))
          .min(1)
          .max(100),
        note: z.string().trim().max(200).default(''),
      }),
    )
    .output(z.object({ entered: z.number() })),
  /** Takes a wrong rate away. */
  withdraw: command('purchasing.edit')
    .input(commandInput({ id: exchangeRateId }))
    .output(z.object({ id: exchangeRateId })),
  /** Stages pasted text as a file. */
  stageText: command('purchasing.edit')
    .input(z.object({ name: z.string().max(100), text: z.string().max(2_000_000) }))
    .output(z.object({ fileId })),
  /** What importing a staged table would do, row by row. */
  previewSheet: query('purchasing.edit')
    .input(z.object(sheetSettings))
    .errors(sheetErrors)
    .output(
      z.object({
        sheet: z.string(),
        columns: z.array(z.object({ name: z.string(), role: z.enum(EXCHANGE_RATE_ROLES) })),
        counts: rateCounts,
        rows: z.array(rateVerdict),
      }),
    ),
  /** Imports a staged table of rates; refused rows are left out. */
  importSheet: command('purchasing.edit').input(commandInput(sheetSettings)).errors(sheetErrors).output(rateCounts),
};
