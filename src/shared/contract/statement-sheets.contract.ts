import { z } from 'zod';
import type { SkuId, StatementId, SupplierId } from '../domain/ids.ts';
import { STATEMENT_ROLES } from '../domain/spreadsheets/column-vocabulary.ts';
import { SUPPLIER_ENTRY_KINDS } from '../domain/suppliers/account-entries.ts';
import { fileSketch, plainSheetSketch } from './file-sketch.contract.ts';
import { fileId } from './files.contract.ts';
import { readOptions } from './imports.contract.ts';
import { day, idOf, moneyAmount } from './procedure.ts';

export const statementId = idOf<StatementId>();
const supplierId = idOf<SupplierId>();
const skuId = idOf<SkuId>();
/** What a line or an entry is about; `other` is a kind that the sheet did not tell. */
export const kindOfAccount = z.enum([...SUPPLIER_ENTRY_KINDS, 'other']);

/** What a column of a statement can hold. */
export const statementRole = z.enum(STATEMENT_ROLES);
/** What the sign of a lone amount column means; see the domain's `AmountConvention`. */
export const amountConvention = z.enum(['unsigned', 'balance-effect', 'debt-effect']);

const statementSheetSketch = plainSheetSketch.extend({
  headerRowNumber: z.number().nullable(),
  headerSignature: z.string(),
  columns: z.array(
    z.object({
      index: z.number(),
      name: z.string(),
      examples: z.array(z.string()),
      proposedRole: statementRole,
      /** 0 to 100. */
      confidence: z.number(),
      reasons: z.array(z.string()),
      /** Where nothing in the sheet tells whether amounts are without a discount or refund: what a person chooses between. */
      choices: z.array(statementRole),
    }),
  ),
  proposedConvention: amountConvention,
  /** First and last day among the rows looked at. */
  firstOn: day.nullable(),
  lastOn: day.nullable(),
  /** Their names of products with the SKU each is known as. */
  productTexts: z.array(
    z.object({ text: z.string(), count: z.number(), skuId: skuId.nullable(), skuName: z.string().nullable() }),
  ),
  /** What was said of this supplier's statements with the same header; null as convention where nobody said what a minus means. */
  remembered: z
    .object({ columns: z.array(statementRole), usedCount: z.number(), convention: amountConvention.nullable() })
    .nullable(),
});

export const statementFileSketch = fileSketch.extend({
  sheets: z.array(statementSheetSketch),
  /** Statements read from the very same bytes. */
  earlierStatements: z.array(z.object({ id: statementId, number: z.string() })),
});
export type StatementFileSketch = z.output<typeof statementFileSketch>;

/** Everything the reading of a statement needs; the dry run and the import take the same. */
export const statementSettings = z.object({
  fileId,
  read: readOptions.default({}),
  supplierId,
  headerRowNumber: z.number().int().min(1).nullable(),
  headerSignature: z.string().max(2000).default(''),
  /** The role of each column, from column A on. */
  columns: z.array(statementRole).min(1).max(200),
  convention: amountConvention.default('unsigned'),
  /** A person said so, and it was not only proposed: it is remembered with the columns. */
  isConventionChosen: z.boolean().default(false),
  includesHiddenRows: z.boolean().default(false),
  /** What the statement covers, both days included. */
  from: day,
  to: day,
  /** As they state them, positive is owed by us; null: from the sheet's own lines, or unknown. */
  openingBalance: moneyAmount.nullable().default(null),
  closingBalance: moneyAmount.nullable().default(null),
  /** Which SKU a product text of theirs is; what is not named here is found by what was remembered, code or name. */
  assignments: z
    .array(z.object({ text: z.string().max(400), skuId }))
    .max(500)
    .default([]),
});
export type StatementSettings = z.output<typeof statementSettings>;

/** Where a statement contradicts itself. Amounts signed as the statement writes them. */
const statementBreak = z.object({
  check: z.enum(['running-balance', 'control-total', 'column-total', 'closing-balance', 'opening-balance']),
  rowNumber: z.number().nullable(),
  label: z.string(),
  /** Stated and counted are amounts, or numbers of lines. */
  what: z.enum(['amount', 'count']),
  stated: z.number(),
  found: z.number(),
});
export type StatementBreak = z.output<typeof statementBreak>;

/** A row that was not read; the domain's `explainStatementRefusal` says its reason in words. */
const refusedLine = z.object({
  sheet: z.string().default(''),
  rowNumber: z.number(),
  /** `C12`; null where the whole row is meant. */
  cell: z.string().nullable().default(null),
  /** The column's name in the header. */
  column: z.string(),
  reason: z.string(),
});
export type RefusedLine = z.output<typeof refusedLine>;

export const statementReading = z.object({
  rows: z.number(),
  accepted: z.number(),
  refused: z.number(),
  skipped: z.record(z.string(), z.number()),
  byReason: z.record(z.string(), z.number()),
  warnings: z.record(z.string(), z.number()),
  /** Signed as in our account: positive raises what we owe. */
  lineTotal: moneyAmount,
  byKind: z.array(z.object({ kind: kindOfAccount, count: z.number(), amount: moneyAmount })),
  firstOn: day.nullable(),
  lastOn: day.nullable(),
  /** Lines dated outside from–to. */
  outsideCount: z.number(),
  openingBalance: moneyAmount.nullable(),
  closingBalance: moneyAmount.nullable(),
  unknownProducts: z.array(z.object({ text: z.string(), count: z.number() })),
  breaks: z.array(statementBreak),
  /** The first 200. */
  refusedRows: z.array(refusedLine),
});
export type StatementReading = z.output<typeof statementReading>;
