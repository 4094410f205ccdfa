import { randomUUID } from 'node:crypto';
import { audit, type Context, write } from '#core/context.ts';
import type { InnerDoor } from '#core/demo/demo-client.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { ExportedKeys } from '#shared/contract/card-keys.contract.ts';
import type { ExchangeRateRow } from '#shared/contract/exchange-rates.contract.ts';
import type { UserView } from '#shared/contract/identity.contract.ts';
import type { ExportedColumn, ExportedList } from '#shared/contract/lists.contract.ts';
import type { OfferRow } from '#shared/contract/offers.contract.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SkuTerms } from '#shared/contract/suppliers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { CommandId, FileId, JobId } from '#shared/domain/ids.ts';
import { orderedRows } from '#shared/domain/lists/row-order.ts';
import { scaleMoney } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { dayOf } from '#shared/domain/time/business-time.ts';
import { readDrilled } from './drilled-lists.ts';
import type { ExportListInput } from './export-list.job.ts';
import { type ContractClient, readWhole } from './whole-lists.ts';

export interface ListExportInput {
  readonly list: ExportedList;
  readonly title: string;
  readonly columns: readonly ExportedColumn[];
}

const ROWS_PER_PAGE = 500;

/**
 * One way for every list: its own procedure is asked page by page, in the name and with the rights of who exports, and a job
 * thread makes a workbook of the rows. The core's thread reads what a person who scrolls to the end would have it read.
 */
export function createListExports(kernel: Kernel, door: InnerDoor) {
  const jobOfCommand = new Map<CommandId, JobId>();

  async function exportList(context: Context, input: ListExportInput, handle: JobHandle): Promise<ExportedKeys> {
    const { businessName, language, timeZone } = shopSettings(context.db);
    const name = `${fileText(input.title)} ${dayOf(context.now, timeZone)}.xlsx`;
    const jobInput: ExportListInput = {
      columns: input.columns,
      sheet: input.title,
      document: { title: input.title, creator: businessName, createdAt: context.now, language, timeZone },
    };
    let quantity = 0;
    const bytes = kernel.threads.stream({
      kind: 'export-list',
      input: jobInput,
      keys: null,
      signal: handle.signal,
      chunks: pagesOf(clientOf(door, context), input.list, handle.signal),
      onProgress(done) {
        quantity = done;
        handle.progress(done, null);
      },
    });
    const staged = await kernel.spool.stageStream(context.userId, name, bytes);
    await write({ ...context, commandId: null }, ['audit'], (tx) => {
      audit(tx, context, {
        action: 'lists.export',
        subjectKind: 'list',
        quantity,
        details: { list: input.list.list, name: input.title },
      });
    });
    return { fileId: staged.id as FileId, name, quantity };
  }

  return {
    async export(context: Context, input: ListExportInput): Promise<{ jobId: JobId }> {
      const known = context.commandId && jobOfCommand.get(context.commandId);
      if (known) return { jobId: known };
      // Whoever may not see the list, or asks for it wrongly, hears it now and not from the job.
      await readPage(clientOf(door, context), input.list, { cursor: undefined, limit: 1 });
      const job = kernel.jobs.start({
        kind: 'export-list',
        startedBy: context.userId,
        subject: input.title,
        run: (handle) => exportList(context, input, handle),
      });
      if (context.commandId) jobOfCommand.set(context.commandId, job.id);
      return { jobId: job.id };
    },
  };
}

export type ListExports = ReturnType<typeof createListExports>;

function clientOf(door: InnerDoor, asker: Context): ContractClient {
  return door(asker, (procedure) => ({
    ...asker,
    commandId: null,
    inputText: null,
    correlationId: randomUUID(),
    procedure,
  }));
}

async function* pagesOf(client: ContractClient, list: ExportedList, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await readPage(client, list, { cursor, limit: ROWS_PER_PAGE });
    // A buffer of its own: it is handed to the thread, not copied.
    yield new Uint8Array(Buffer.from(JSON.stringify(page.rows.map(titled))));
    cursor = page.nextCursor ?? undefined;
    await new Promise((resolve) => setImmediate(resolve));
  } while (cursor !== undefined);
}

/** A SKU is named in a sheet as on the screen: `50 元` alone may be of any product. */
function titled(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('productName' in row) || !('skuName' in row)) return row;
  const { productName, skuName } = row;
  if (typeof productName !== 'string' || typeof skuName !== 'string') return row;
  return { ...row, skuName: skuTitle({ productName, name: skuName }) };
}

interface ListPage {
  readonly rows: readonly unknown[];
  readonly nextCursor?: string | null;
}

async function readPage(
  client: ContractClient,
  list: ExportedList,
  page: { cursor: string | undefined; limit: number },
): Promise<ListPage> {
  switch (list.list) {
    case 'stock':
      return client.inventory.stock(list.filter);
    case 'batches':
      return client.inventory.batches({ ...list.filter, ...page });
    case 'movements':
      return client.inventory.movements({ ...list.filter, ...page });
    case 'documents':
      return client.inventory.documents({ ...list.filter, ...page });
    case 'delivered':
      return client.inventory.deliveredOf({ ...list.filter, ...page });
    case 'keys':
      return client.cardKeys.list({ ...list.filter, ...page });
    case 'foundKeys':
      return client.cardKeys.find(list.filter);
    case 'reservations':
      return client.reservations.list({ ...list.filter, ...page });
    case 'stockTakes':
      return client.stockTakes.list({ ...list.filter, ...page });
    case 'findings':
      return client.stockTakes.findings({ ...list.filter, ...page });
    case 'imports':
      return client.imports.list({ ...list.filter, ...page });
    case 'entries':
      return client.supplierAccounts.entries({ ...list.filter, ...page });
    case 'priceCorrections':
      return client.priceCorrections.list({ ...list.filter, ...page });
    case 'correctedKeys':
      return client.priceCorrections.keys({ ...list.filter, ...page });
    case 'supplierMoney':
      return client.supplierMoney.overview({ ...list.filter, ...page });
    case 'dues':
      return client.supplierMoney.dues({ ...list.filter, ...page });
    case 'rebates':
      return client.supplierMoney.rebates({ ...list.filter, ...page });
    case 'exchangeResults':
      return client.supplierMoney.exchangeResults({ ...list.filter, ...page });
    case 'deliveries':
      return client.deliveries.list({ ...list.filter, ...page });
    case 'statements':
      return client.statements.list({ ...list.filter, ...page });
    case 'brands':
      return client.brands.list({ ...list.filter, ...page });
    case 'products':
      return client.products.list({ ...list.filter, ...page });
    case 'suppliers':
      return client.suppliers.list({ ...list.filter, ...page });
    case 'supplierTerms':
      return termRows(await client.suppliers.terms(list.filter));
    case 'users':
      return userRows(await client.users.list());
    case 'accounts':
      return client.supplierAccounts.list({ ...list.filter, ...page });
    case 'invoices':
      return client.invoices.list({ ...list.filter, ...page });
    case 'owedInvoices':
      return client.invoices.owed(list.filter);
    case 'reorderLines': {
      const { lines } = await client.replenishment.plan(list.filter);
      return { rows: lines.map(withSuppliers) };
    }
    case 'dossierFindings': {
      const { suppliers } = await client.dossiers.overview(list.filter);
      return {
        rows: suppliers.flatMap(({ findings, ...supplier }) =>
          findings.map((finding) => ({ ...supplier, ...finding })),
        ),
      };
    }
    case 'unauthorisedSkus':
      return { rows: (await client.dossiers.overview({})).unauthorised };
    case 'offers':
      return tierRows(await client.offers.list({ ...list.filter, ...page }));
    case 'priceLists':
      return client.priceLists.list({ ...list.filter, ...page });
    case 'exchangeRates':
      return rateRows(await client.exchangeRates.list({ ...list.filter, ...page }));
    case 'purchaseOrders':
      return client.purchaseOrders.list({ ...list.filter, ...page });
    case 'salesOfSpan':
    case 'purchasesOfSpan':
    case 'movedPrices':
    case 'afterwardsOfMonth':
    case 'purchasedBatches':
    case 'channelSales':
    case 'skuDays':
    case 'demandRows':
    case 'scoreEvidence':
      return readDrilled(client, list, page);
    default:
      return { rows: orderedRows(await readWhole(client, list), list.order) };
  }
}

/** Whom a line is ordered from, or would be, at what unit cost, and who is next. */
function withSuppliers(line: PlanLine) {
  const chosen = line.offers.find(({ supplierId }) => supplierId === line.supplierId) ?? line.offers[0];
  const second = line.offers.find((offer) => offer !== chosen);
  return {
    ...line,
    supplierName: chosen?.supplierName ?? null,
    supplierCost: line.unitCost ?? chosen?.tiers[0]?.unitCost ?? null,
    secondName: second?.supplierName ?? null,
  };
}

function termRows(terms: readonly SkuTerms[]): ListPage {
  return { rows: terms.map((row) => ({ ...row, sku: skuTitle({ productName: row.productName, name: row.skuName }) })) };
}

/** What a person may otherwise than their role, and how many keys they have used of their counted rights today. */
function userRows(users: readonly UserView[]): ListPage {
  return {
    rows: users.map(({ changes, limits, ...user }) => ({
      ...user,
      granted: changes.filter(({ isGranted }) => isGranted === true).map(({ right }) => right),
      refused: changes.filter(({ isGranted }) => isGranted === false).map(({ right }) => right),
      usedToday: limits.reduce((sum, { usedToday }) => sum + usedToday, 0),
    })),
  };
}

/** A rate is told as a number that can be reckoned with, and read again. */
function rateRows({ rows, nextCursor }: { rows: readonly ExchangeRateRow[]; nextCursor: string | null }): ListPage {
  return { rows: rows.map((row) => ({ ...row, rate: row.rate / RATE_SCALE })), nextCursor };
}

/** An offer has as many rows as tiers, as a price list has; a discount is told as the price it makes of the face value. */
function tierRows({ rows, nextCursor }: { rows: readonly OfferRow[]; nextCursor: string | null }): ListPage {
  const priced = rows.flatMap((offer) => {
    const { price, faceValue, faceCurrency } = offer;
    const face = price?.currency === faceCurrency ? faceValue : null;
    const tiers = price?.tiers ?? [];
    if (tiers.length === 0) return [offer];
    return tiers.map(({ fromQuantity, unitPrice, discount }) => {
      const fromFace = face === null || discount === null ? null : scaleMoney(face, discount, RATE_SCALE);
      return { ...offer, tier: { fromQuantity, unitPrice: unitPrice ?? fromFace } };
    });
  });
  return { rows: priced, nextCursor };
}

/** A title as part of a file's name, on any system. */
function fileText(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim();
}
