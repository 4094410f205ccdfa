import { z } from 'zod';
import { cardKeysContract } from './card-keys.contract.ts';
import { jobId } from './files.contract.ts';
import { importsContract } from './imports.contract.ts';
import { inventoryContract, reservationsContract } from './inventory.contract.ts';
import { priceCorrectionsContract } from './price-corrections.contract.ts';
import { command, commandInput } from './procedure.ts';
import { statementsContract } from './reconciliation.contract.ts';
import { replenishmentContract } from './replenishment.contract.ts';
import { deliveriesContract } from './sales.contract.ts';
import { stockTakesContract } from './stock-takes.contract.ts';
import { supplierMoneyContract } from './supplier-money.contract.ts';
import { supplierAccountsContract, suppliersContract } from './suppliers.contract.ts';

/** The input of a list's own procedure; where a page of it would begin and end does not matter here. */
function filterOf<Schema extends z.ZodType>(procedure: { '~orpc': { inputSchema?: Schema } }): Schema {
  const schema = procedure['~orpc'].inputSchema;
  if (!schema) throw new Error('A list without an input cannot be exported.');
  return schema;
}

/** A list as its screen asks for it. */
export const exportedList = z.discriminatedUnion('list', [
  z.object({ list: z.literal('stock'), filter: filterOf(inventoryContract.stock) }),
  z.object({ list: z.literal('batches'), filter: filterOf(inventoryContract.batches) }),
  z.object({ list: z.literal('movements'), filter: filterOf(inventoryContract.movements) }),
  z.object({ list: z.literal('documents'), filter: filterOf(inventoryContract.documents) }),
  z.object({ list: z.literal('delivered'), filter: filterOf(inventoryContract.deliveredOf) }),
  z.object({ list: z.literal('keys'), filter: filterOf(cardKeysContract.list) }),
  z.object({ list: z.literal('foundKeys'), filter: filterOf(cardKeysContract.find) }),
  z.object({ list: z.literal('reservations'), filter: filterOf(reservationsContract.list) }),
  z.object({ list: z.literal('stockTakes'), filter: filterOf(stockTakesContract.list) }),
  z.object({ list: z.literal('findings'), filter: filterOf(stockTakesContract.findings) }),
  z.object({ list: z.literal('imports'), filter: filterOf(importsContract.list) }),
  z.object({ list: z.literal('entries'), filter: filterOf(supplierAccountsContract.entries) }),
  z.object({ list: z.literal('priceCorrections'), filter: filterOf(priceCorrectionsContract.list) }),
  z.object({ list: z.literal('correctedKeys'), filter: filterOf(priceCorrectionsContract.keys) }),
  z.object({ list: z.literal('supplierMoney'), filter: filterOf(supplierMoneyContract.overview) }),
  z.object({ list: z.literal('dues'), filter: filterOf(supplierMoneyContract.dues) }),
  z.object({ list: z.literal('rebates'), filter: filterOf(supplierMoneyContract.rebates) }),
  z.object({ list: z.literal('exchangeResults'), filter: filterOf(supplierMoneyContract.exchangeResults) }),
  z.object({ list: z.literal('deliveries'), filter: filterOf(deliveriesContract.list) }),
  z.object({ list: z.literal('statements'), filter: filterOf(statementsContract.list) }),
  z.object({ list: z.literal('suppliers'), filter: filterOf(suppliersContract.list) }),
  z.object({ list: z.literal('accounts'), filter: filterOf(supplierAccountsContract.list) }),
  z.object({ list: z.literal('reorderLines'), filter: filterOf(replenishmentContract.plan) }),
]);
export type ExportedList = z.output<typeof exportedList>;

/** A column as the screen shows it: its name, and where in a row of the list its value stands. */
export const exportedColumn = z.object({
  header: z.string().min(1).max(80),
  /** Dotted names; the first place that holds something counts. Of a list inside a row, every value. */
  paths: z
    .array(z.string().regex(/^[A-Za-z]+(?:\.[A-Za-z][A-Za-z0-9-]*)*$/))
    .min(1)
    .max(3),
  kind: z.enum(['text', 'money', 'unit-price', 'integer', 'day', 'instant']),
  /** What a state or kind is called. */
  words: z.record(z.string().max(80), z.string().max(80)).optional(),
});
export type ExportedColumn = z.output<typeof exportedColumn>;

export const listsContract = {
  /**
   * Writes what a list shows, all its pages, into a workbook: numbers as numbers, ids as text. Asks for the list's own right.
   * No list holds a secret. The job's result is `{fileId, name, quantity}`.
   */
  export: command('signed-in')
    .input(
      commandInput({
        list: exportedList,
        /** Names the sheet and the file. */
        title: z.string().trim().min(1).max(60),
        columns: z.array(exportedColumn).min(1).max(60),
      }),
    )
    .output(z.object({ jobId })),
};
