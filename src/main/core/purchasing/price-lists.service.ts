import { audit, type Context, signedInUser, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import { rememberSupplierName, requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type {
  PriceListCounts,
  PriceListRow,
  PriceListSettings,
  PriceListSketch,
  PriceListSummary,
} from '#shared/contract/price-lists.contract.ts';
import type { FileId, PriceListId, SupplierId } from '#shared/domain/ids.ts';
import { priceListObstacle } from '#shared/domain/purchasing/price-list-obstacle.ts';
import { readChatPaste, withoutChat } from '#shared/domain/spreadsheets/chat-paste.ts';
import { createMergedFill } from '#shared/domain/spreadsheets/merged-cells.ts';
import { separatePrices } from '#shared/domain/spreadsheets/pasted-prices.ts';
import { mergeableColumns, placePriceColumns } from '#shared/domain/spreadsheets/price-list-columns.ts';
import { createPriceRowJudge } from '#shared/domain/spreadsheets/price-list-row.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';
import { insertPrice, pricesOfList, rulingBefore, tiersFromText } from './offer-prices.repo.ts';
import { insertOffer, updateOffer } from './offers.repo.ts';
import { type PlannedPrice, type PriceListPlan, planPriceList, type ReadPriceList } from './price-list-plan.ts';
import { sketchPriceList } from './price-list-sketch.ts';
import {
  findListsOfFile,
  findPriceList,
  findPriceProfile,
  insertPriceList,
  keepRefusals,
  listPriceLists,
  markPriceListUndone,
  readSealedRefusals,
  rememberPriceProfile,
} from './price-lists.repo.ts';
import {
  openRefusedPrices,
  type RefusedPrice,
  refusedPrices,
  refusedPricesWorkbook,
  sealRefusedPrices,
} from './refused-prices.ts';
import { readTable } from './sheet-table.ts';

const AREAS = ['purchasing'];
const MOST_ROWS = 20_000;
const SHOWN_ROWS = 2_000;
/** What needs a person comes first. */
const ORDER: readonly PriceListRow['verdict'][] = ['refused', 'unknown', 'up', 'down', 'new', 'terms', 'same'];

/** A supplier's price list: look, diff, posting in one transaction, history, undo. */
export function createPriceListsService(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);

  async function describe(
    context: Context,
    input: Pick<PriceListSettings, 'fileId' | 'read' | 'supplierId'> & { headerRowNumber?: number | null | undefined },
  ): Promise<PriceListSketch> {
    const description = await sheets.describe(context, input.fileId, input.read);
    const { db } = context;
    const earlier = findListsOfFile(db, Buffer.from(description.sha256, 'hex'));
    const savedRoles = (signature: string) => findPriceProfile(db, input.supplierId, signature);
    return sketchPriceList(description, savedRoles, earlier, input.headerRowNumber);
  }

  async function stageText(context: Context, input: { name: string; text: string }): Promise<{ fileId: FileId }> {
    if (!input.text.isWellFormed()) throw invalidValue('text', 'WELL_FORMED');
    const paste = readChatPaste(input.text, 'figures');
    const text = separatePrices(paste.isChat ? withoutChat(paste, 'figures') : input.text);
    const staged = await kernel.spool.stageText(context.userId, input.name, text);
    return { fileId: staged.id as FileId };
  }

  async function read(
    context: Context,
    settings: PriceListSettings,
  ): Promise<ReadPriceList & { fileName: string; sha256: string }> {
    const table = await readTable(context, sheets, settings, 'price-list', MOST_ROWS);
    const header = settings.headerRowNumber === null ? [] : table.header.names;
    const columns = placePriceColumns(settings.columns, header);
    if ('problem' in columns) {
      const { problem, ...data } = columns;
      throw new Refusal(problem, Object.keys(data).length > 0 ? data : undefined);
    }
    const { fileName, sha256, amountStyle } = table;
    const faceValueIndex = columns.placed.faceValue ?? null;
    const fill = createMergedFill(table.mergedRanges, mergeableColumns(columns));
    const judge = createPriceRowJudge({
      columns,
      header,
      includesHiddenRows: settings.includesHiddenRows,
      amountStyle,
      accountCurrency: requireSupplier(context.db, settings.supplierId).currency,
    });
    return { fileName, sha256, header, faceValueIndex, rows: table.rows.map((row) => judge(fill(row))) };
  }

  async function preview(context: Context, settings: PriceListSettings) {
    const plan = planPriceList(context.db, await read(context, settings), settings);
    const { planned, counts, smallPriceCount, digest } = plan;
    const rows = ORDER.flatMap((verdict) => planned.filter(({ row }) => row.verdict === verdict)).map(({ row }) => row);
    return { counts, smallPriceCount, digest, rows: rows.slice(0, SHOWN_ROWS) };
  }

  async function post(context: Context, input: { settings: PriceListSettings; digest: string | null }) {
    const { settings } = input;
    const list = await read(context, settings);
    return write(context, [...AREAS, 'suppliers'], (tx) => {
      const plan = planPriceList(tx, list, settings);
      if (input.digest !== null && input.digest !== plan.digest) throw new Refusal('PRICES_CHANGED_MEANWHILE');
      return postPlan(tx, context, settings, list, plan);
    });
  }

  async function stageRefused(context: Context, name: string, rows: readonly RefusedPrice[]) {
    const staged = await kernel.spool.stageStream(context.userId, name, refusedPricesWorkbook(context, name, rows));
    return { fileId: staged.id as FileId, name, quantity: rows.length };
  }

  async function exportRefused(context: Context, settings: PriceListSettings) {
    const list = await read(context, settings);
    const { planned } = planPriceList(context.db, list, settings);
    const base = list.fileName.replace(/\.[^.]*$/, '') || 'prices';
    return stageRefused(context, `${base}-refused.xlsx`, refusedPrices(planned.map(({ row }) => row)));
  }

  function exportPostedRefused(context: Context, { id }: { id: PriceListId }) {
    const list = requirePriceList(context, id);
    return stageRefused(context, `${list.number}-refused.xlsx`, keptRefusals(context, id));
  }

  function list(
    { db }: Context,
    input: { cursor?: string; limit: number; supplierId?: SupplierId },
  ): Page<PriceListSummary> {
    const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ['number'] as const)[0];
    const rows = listPriceLists(db, { supplierId: input.supplierId, after, limit: input.limit + 1 });
    return pageOfRows(rows, input.limit, (row) => [row.id]);
  }

  function get(context: Context, { id }: { id: PriceListId }) {
    const prices = pricesOfList(context.db, id).map((price) => ({
      id: price.id,
      offerId: price.offerId,
      skuId: price.skuId,
      skuCode: price.skuCode,
      skuName: price.skuName,
      productName: price.productName,
      currency: price.currency,
      tiers: tiersFromText(price.tiers),
      isSuperseded: price.isSuperseded === 1,
    }));
    return { ...requirePriceList(context, id), refusedCount: keptRefusals(context, id).length, prices };
  }

  function undo(context: Context, { id, reason }: { id: PriceListId; reason: string }) {
    return write(context, AREAS, (tx) => undoList(tx, context, id, reason));
  }

  return {
    describe,
    stageText,
    preview,
    post,
    exportRefused,
    exportPostedRefused,
    list,
    get,
    undo,
    stop: () => sheets.stop(),
  };
}

export type PriceListsService = ReturnType<typeof createPriceListsService>;

function requirePriceList({ db }: Context, id: PriceListId) {
  const list = findPriceList(db, id);
  if (!list) throw notFound('priceList', id);
  return list;
}

function keptRefusals({ db, kernel }: Context, id: PriceListId): RefusedPrice[] {
  const sealed = readSealedRefusals(db, id);
  return sealed ? openRefusedPrices(kernel.vault.keys(), id, sealed) : [];
}

/** Everything a list changes, in the one transaction that posts it. */
function postPlan(
  tx: WriteTx,
  context: Context,
  settings: PriceListSettings,
  file: { fileName: string; sha256: string },
  { planned, counts }: PriceListPlan,
): { id: PriceListId; number: string; counts: PriceListCounts } {
  const obstacle = priceListObstacle(counts);
  if (obstacle !== null) throw new Refusal(obstacle, counts);
  const { id: supplierId, code } = requireSupplier(tx, settings.supplierId);
  const { effectiveOn } = settings;
  const author = { now: context.now, userId: signedInUser(context) };
  const number = takeDocumentNumber(tx, 'BJ', monthOf(effectiveOn));
  const fileDigest = Buffer.from(file.sha256, 'hex');
  const paper = { number, supplierId, effectiveOn, fileName: file.fileName, fileDigest, counts };
  const id = insertPriceList(tx, { ...paper, ...author });
  for (const price of planned) postPlanned(tx, { price, supplierId, id, effectiveOn, author });
  const refused = refusedPrices(planned.map(({ row }) => row));
  if (refused.length > 0) keepRefusals(tx, id, sealRefusedPrices(context.kernel.vault.keys(), id, refused));
  if (settings.headerSignature !== '') {
    const { headerSignature: signature, columns } = settings;
    rememberPriceProfile(tx, { supplierId, signature, columns, now: context.now });
  }
  for (const { text, skuId } of settings.assignments) rememberSupplierName(tx, supplierId, text, skuId, context.now);
  const details = { number, supplierCode: code, effectiveOn, counts, fileName: file.fileName };
  audit(tx, context, { action: 'priceLists.post', subjectKind: 'price-list', subjectId: id, details });
  return { id, number, counts };
}

interface PostingOf {
  readonly price: PlannedPrice;
  readonly supplierId: SupplierId;
  readonly id: PriceListId;
  readonly effectiveOn: PriceListSettings['effectiveOn'];
  readonly author: { now: number; userId: number };
}

function postPlanned(tx: WriteTx, { price, supplierId, id, effectiveOn, author }: PostingOf): void {
  const { row, offer, values, validTo, saysStock, hasNewPrice } = price;
  if (row.verdict === 'refused' || row.verdict === 'unknown' || row.skuId === null) return;
  const { now } = author;
  if (offer && (row.terms.length > 0 || saysStock)) {
    updateOffer(tx, offer.id, values, { knownStockAt: saysStock ? now : offer.knownStockAt, now });
  }
  const offerId = offer?.id ?? insertOffer(tx, { supplierId, skuId: row.skuId, values, now });
  if (!hasNewPrice) return;
  const version = { offerId, effectiveOn, validTo, currency: row.currency, tiers: row.after };
  insertPrice(tx, { ...version, source: 'list', priceListId: id, ...author });
}

/**
 * Takes a list back: for each of its prices that still stands for its day, a version that says again what held before. What
 * was posted since stays, and so do the other terms.
 */
function undoList(tx: WriteTx, context: Context, id: PriceListId, reason: string) {
  const list = findPriceList(tx, id);
  if (!list) throw notFound('priceList', id);
  const author = { now: context.now, userId: signedInUser(context) };
  if (!markPriceListUndone(tx, { id, reason, ...author })) throw new Refusal('NOTHING_TO_UNDO');
  const prices = pricesOfList(tx, id);
  const standing = prices.filter(({ isSuperseded }) => isSuperseded === 0);
  for (const price of standing) {
    const before = rulingBefore(tx, price);
    const { offerId, effectiveOn } = price;
    insertPrice(tx, {
      offerId,
      effectiveOn,
      validTo: before?.validTo ?? null,
      currency: before?.currency ?? price.currency,
      tiers: tiersFromText(before?.tiers ?? null),
      source: 'undo',
      priceListId: id,
      reversesId: price.id,
      reason,
      ...author,
    });
  }
  const counts = { reversedCount: standing.length, keptCount: prices.length - standing.length };
  const details = { number: list.number, reason, ...counts };
  audit(tx, context, { action: 'priceLists.undo', subjectKind: 'price-list', subjectId: id, details });
  return { id, ...counts };
}
