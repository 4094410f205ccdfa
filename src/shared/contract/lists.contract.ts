import { z } from 'zod';
import { DEMAND_DIMENSIONS } from '../domain/reports/demand-portrait.ts';
import { cardKeysContract } from './card-keys.contract.ts';
import { brandsContract, productsContract } from './catalog.contract.ts';
import { dashboardContract } from './dashboard.contract.ts';
import { demandContract } from './demand.contract.ts';
import { dossiersContract } from './dossiers.contract.ts';
import { exchangeRatesContract } from './exchange-rates.contract.ts';
import { jobId } from './files.contract.ts';
import { importsContract } from './imports.contract.ts';
import { inventoryContract, reservationsContract } from './inventory.contract.ts';
import { invoicesContract } from './invoices.contract.ts';
import { offersContract } from './offers.contract.ts';
import { priceCorrectionsContract } from './price-corrections.contract.ts';
import { priceListsContract } from './price-lists.contract.ts';
import { command, commandInput } from './procedure.ts';
import { purchaseOrdersContract } from './purchase-orders.contract.ts';
import { statementsContract } from './reconciliation.contract.ts';
import { replenishmentContract } from './replenishment.contract.ts';
import { deliveriesContract } from './sales.contract.ts';
import { scorecardsContract } from './scorecards.contract.ts';
import { stockAgeContract } from './stock-age.contract.ts';
import { stockTakesContract } from './stock-takes.contract.ts';
import { supplierMoneyContract } from './supplier-money.contract.ts';
import { supplierAccountsContract, suppliersContract } from './suppliers.contract.ts';
import { type reportPeriod, tradeReportsContract } from './trade-reports.contract.ts';

/** The input of a list's own procedure; where a page of it would begin and end does not matter here. */
function filterOf<Schema extends z.ZodType>(procedure: { '~orpc': { inputSchema?: Schema } }): Schema {
  const schema = procedure['~orpc'].inputSchema;
  if (!schema) throw new Error('A list without an input cannot be exported.');
  return schema;
}

const valuePaths = z
  .array(z.string().regex(/^[A-Za-z]+(?:\.[A-Za-z][A-Za-z0-9-]*)*$/))
  .min(1)
  .max(3);
/** What a state or kind is called. */
const valueWords = z.record(z.string().max(80), z.string().max(80)).optional();

/** By which column a list is sorted that comes whole; as it comes where there is none. */
const order = z.object({ paths: valuePaths, words: valueWords, isDescending: z.boolean() }).nullable().default(null);

/** The period stays the text it came as: the report's own procedure reads it again. */
function reportBy<const Dimension extends string>(dimensions: readonly Dimension[]) {
  return z.object({ period: z.string(), by: z.enum(dimensions) });
}

/** Likewise the input of a report's procedure. */
function periodAsText<Shape extends z.ZodRawShape>(procedure: {
  '~orpc': { inputSchema?: z.ZodObject<Shape & { period: typeof reportPeriod }> };
}) {
  return filterOf(procedure).extend({ period: z.string() });
}

/** Lists that their screen holds whole, and sorts by any column. */
const wholeList = z.discriminatedUnion('list', [
  z.object({ list: z.literal('deadStock'), filter: filterOf(stockAgeContract.report), order }),
  z.object({ list: z.literal('agedBatches'), filter: filterOf(stockAgeContract.batches), order }),
  z.object({ list: z.literal('demandGroups'), filter: reportBy(DEMAND_DIMENSIONS), order }),
  z.object({ list: z.literal('purchaseShares'), filter: reportBy(['supplier', 'kind', 'brand']), order }),
  z.object({ list: z.literal('channels'), filter: reportBy(['supplier', 'kind']), order }),
  z.object({ list: z.literal('turnover'), filter: reportBy(['sku', 'brand']), order }),
  z.object({ list: z.literal('scorecards'), filter: z.object({ period: z.string() }), order }),
  z.object({ list: z.literal('comparedOffers'), filter: filterOf(offersContract.compare), order }),
]);
export type WholeList = z.output<typeof wholeList>;
export type WholeListWish = z.input<typeof wholeList>;

/** The rows behind a figure, all of them however many its screen shows. */
const drilledList = z.discriminatedUnion('list', [
  z.object({ list: z.literal('salesOfSpan'), filter: filterOf(dashboardContract.sales) }),
  z.object({ list: z.literal('purchasesOfSpan'), filter: filterOf(dashboardContract.purchases) }),
  z.object({ list: z.literal('movedPrices'), filter: z.object({}) }),
  z.object({ list: z.literal('afterwardsOfMonth'), filter: filterOf(dashboardContract.afterwards) }),
  z.object({ list: z.literal('purchasedBatches'), filter: periodAsText(tradeReportsContract.purchases) }),
  z.object({ list: z.literal('channelSales'), filter: periodAsText(tradeReportsContract.channelSales) }),
  z.object({ list: z.literal('skuDays'), filter: periodAsText(tradeReportsContract.skuDays) }),
  z.object({ list: z.literal('demandRows'), filter: periodAsText(demandContract.rows) }),
  z.object({ list: z.literal('scoreEvidence'), filter: periodAsText(scorecardsContract.evidence) }),
]);
export type DrilledList = z.output<typeof drilledList>;

/** A list as its screen asks for it. */
export const exportedList = z.discriminatedUnion('list', [
  wholeList,
  drilledList,
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
  z.object({ list: z.literal('brands'), filter: filterOf(brandsContract.list) }),
  z.object({ list: z.literal('products'), filter: filterOf(productsContract.list) }),
  z.object({ list: z.literal('suppliers'), filter: filterOf(suppliersContract.list) }),
  z.object({ list: z.literal('supplierTerms'), filter: filterOf(suppliersContract.terms) }),
  z.object({ list: z.literal('users'), filter: z.object({}) }),
  z.object({ list: z.literal('accounts'), filter: filterOf(supplierAccountsContract.list) }),
  z.object({ list: z.literal('invoices'), filter: filterOf(invoicesContract.list) }),
  z.object({ list: z.literal('owedInvoices'), filter: filterOf(invoicesContract.owed) }),
  z.object({ list: z.literal('reorderLines'), filter: filterOf(replenishmentContract.plan) }),
  z.object({ list: z.literal('dossierFindings'), filter: filterOf(dossiersContract.overview) }),
  z.object({ list: z.literal('unauthorisedSkus'), filter: z.object({}) }),
  z.object({ list: z.literal('offers'), filter: filterOf(offersContract.list) }),
  z.object({ list: z.literal('priceLists'), filter: filterOf(priceListsContract.list) }),
  z.object({ list: z.literal('exchangeRates'), filter: filterOf(exchangeRatesContract.list) }),
  z.object({ list: z.literal('purchaseOrders'), filter: filterOf(purchaseOrdersContract.list) }),
]);
export type ExportedList = z.output<typeof exportedList>;

/** A column as the screen shows it: its name, and where in a row of the list its value stands. */
export const exportedColumn = z.object({
  header: z.string().min(1).max(80),
  /** Dotted names; the first place that holds something counts. Of a list inside a row, every value. */
  paths: valuePaths,
  kind: z.enum(['text', 'money', 'unit-price', 'integer', 'number', 'decimal', 'share', 'day', 'instant']),
  words: valueWords,
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
