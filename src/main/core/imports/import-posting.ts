import { audit, type Context, signedInUser } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { postReceipt } from '#core/inventory/ledger.ts';
import { insertImportExchange } from '#core/purchasing/import-exchanges.repo.ts';
import { type ReceivedSku, receiveAgainstOrder } from '#core/purchasing/order-receiving.ts';
import { requireOpenMonth, requireUnsettledDay } from '#core/reconciliation/closed-months.ts';
import { receiveRebate } from '#core/suppliers/rebate-receipts.ts';
import { postSupplierEntry, supplierMonthOf } from '#core/suppliers/supplier-accounts.posting.ts';
import { rememberSupplierName } from '#core/suppliers/suppliers.lookup.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import type { ReceiptState } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { isRefusedRecorded } from '#shared/domain/imports/posting-obstacle.ts';
import { type Money, money, negateMoney } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { linesByUnitCost } from '#shared/domain/purchasing/unit-costs.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';
import type { ImportPlan } from './import-plan.ts';
import type { WholeSummary } from './import-summary.ts';
import type { ImportTally } from './import-tally.ts';
import { findImport, markImportPosted, rememberSheetProfile } from './imports.repo.ts';
import { giveUpClaims } from './replacements.ts';

export interface ImportPosting {
  readonly plan: ImportPlan;
  readonly settings: ImportSettings;
  readonly tally: ImportTally;
  readonly summary: WholeSummary;
}

type BookedReceipt = Pick<ImportSettings, 'documentOn' | 'supplierId' | 'receiptKind' | 'settlement'>;

/**
 * Refuses with MONTH_CLOSED where the document's day falls into a closed month of the stock or of the supplier's book, and with
 * DAY_SETTLED where it is charged and a settled statement has that day.
 */
export function requireOpenBooks(db: Readable, settings: BookedReceipt): void {
  const { documentOn, supplierId } = settings;
  requireOpenMonth(db, 'stock', 0, monthOf(documentOn));
  requireOpenMonth(db, 'supplier', supplierId, supplierMonthOf(db, supplierId, documentOn));
  if (isOnAccount(settings)) requireUnsettledDay(db, supplierId, documentOn);
}

/** Opening stock, gifts, replacements and history mean nothing for the account; goods on consignment do once they are sold. */
function isOnAccount({ receiptKind, settlement }: Pick<BookedReceipt, 'receiptKind' | 'settlement'>): boolean {
  // Stock that settles a rebate raises what we owe by its agreed value, as the rebate had lowered it.
  return (receiptKind === 'purchase' || receiptKind === 'rebate') && settlement !== 'none';
}

/** The one small transaction that makes a loaded import real: batches, account, memory and audit. */
export function postImport(tx: WriteTx, context: Context, posting: ImportPosting): { importId: number } {
  const { plan, tally, summary } = posting;
  const recordsRefused = isRefusedRecorded(tally, posting.settings);
  const settings = { ...posting.settings, recordsRefused };
  const { importId } = plan;
  if (importId === 0) throw new Error('A dry run is never posted.');
  requireOpenBooks(tx, settings);
  const isPosted = markImportPosted(tx, {
    id: importId,
    summary: JSON.stringify(summary),
    accepted: tally.accepted,
    refused: tally.refused,
    postedAt: context.now,
  });
  if (!isPosted) throw new Error('The import is not loading any more.');
  postBatches(tx, context, posting);
  postToAccount(tx, context, { ...posting, settings });
  keepExchange(tx, posting);
  receiveRebateInStock(tx, context, posting);
  giveUpClaims(tx, context, posting);
  receiveAgainstOrder(tx, context, { importId, paper: settings, bySku: receivedBySku(tally) });
  remember(tx, context, settings);
  audit(tx, context, {
    action: 'imports.post',
    subjectKind: 'import',
    subjectId: importId,
    quantity: tally.accepted,
    details: { fileName: findImport(tx, importId)?.fileName, refused: tally.refused, supplierId: settings.supplierId },
  });
  return { importId };
}

function postBatches(tx: WriteTx, context: Context, { plan, settings, tally }: ImportPosting): void {
  const author = {
    userId: signedInUser(context),
    now: context.now,
    day: settings.documentOn,
    month: monthOf(settings.documentOn),
  };
  for (const { batchId, lots } of tally.batches) {
    postReceipt(tx, author, {
      batchId,
      paper: { documentKind: 'import', documentId: plan.importId },
      reason: settings.receiptKind,
      lots: lots.map((lot) => ({ ...lot, state: lot.state as ReceiptState })),
    });
  }
}

/** What the receipt means for the supplier's account. */
function postToAccount(tx: WriteTx, context: Context, { plan, settings, tally }: ImportPosting): void {
  if (!isOnAccount(settings)) return;
  const amount = settings.amountCharged ?? money(tally.totalCost);
  // Keys that were all refused cost nothing but what was charged for them.
  if (tally.accepted === 0 && (amount === 0 || !settings.recordsRefused)) return;
  const author = { userId: signedInUser(context), now: context.now };
  const number = findImport(tx, plan.importId as ImportId)?.number ?? '';
  const paper = {
    supplierId: settings.supplierId,
    occurredOn: settings.documentOn,
    externalNumber: settings.externalNumber,
    ourNumber: number,
    remark: settings.note,
    importId: plan.importId === 0 ? null : plan.importId,
  };
  const isPaid = settings.settlement === 'paid';
  const ownAmount = plan.exchange ? ownAmountOf(plan.exchange.rate, amount, tally) : null;
  // What is paid at once waits for its payment: an older credit is not used up for it.
  const purchase = { kind: 'purchase', amount, ownAmount, isLeftOpen: isPaid } as const;
  postSupplierEntry(tx, author, { ...paper, ...purchase, lines: accountLines(tally) });
  if (isPaid) {
    postSupplierEntry(tx, author, { ...paper, kind: 'payment', amount: negateMoney(amount), lines: [] });
  }
}

/** Stock that came as a rebate and is not on the account is itself what the supplier promised. */
function receiveRebateInStock(tx: WriteTx, context: Context, { plan, settings, tally }: ImportPosting): void {
  if (settings.receiptKind !== 'rebate' || settings.settlement !== 'none' || tally.totalCost === 0) return;
  const source = { entryId: null, importId: plan.importId as ImportId };
  const received = { supplierId: settings.supplierId, source, amount: money(tally.totalCost) };
  receiveRebate(tx, { ...received, receivedOn: settings.documentOn }, { at: context.now, by: signedInUser(context) });
}

/** What is owed, as the stock was valued; what was charged beside the keys at the same rate. */
function ownAmountOf(rate: number, amount: Money, tally: ImportTally): Money {
  return amount === tally.totalCost ? money(tally.stockCost) : convertMoney(amount, rate);
}

/** The rate stays with the import: what goes back to the supplier goes back at it. */
function keepExchange(tx: WriteTx, { plan, tally }: ImportPosting): void {
  const { exchange, importId } = plan;
  if (!exchange || importId === 0) return;
  const sums = { supplierCost: money(tally.totalCost), stockCost: money(tally.stockCost) };
  insertImportExchange(tx, importId, { ...exchange, ...sums });
}

/** One line per SKU and unit price, so that a statement with one line per product and price finds its counterpart. */
function accountLines(tally: ImportTally) {
  return tally.bySku.flatMap(({ skuId, unitCosts, ...sum }) =>
    linesByUnitCost(sum, unitCosts).map((line) => ({ skuId, ...line })),
  );
}

/** What came of each SKU, keys and refused rows together. */
function receivedBySku(tally: ImportTally): ReceivedSku[] {
  const skuIds = new Set([...tally.bySku.map(({ skuId }) => skuId), ...tally.refusedBySku.map(({ skuId }) => skuId)]);
  return [...skuIds].map((skuId) => {
    const { quantity = 0, cost = 0 } = tally.bySku.find((sku) => sku.skuId === skuId) ?? {};
    const { byReason = {}, costs = {} } = tally.refusedBySku.find((sku) => sku.skuId === skuId) ?? {};
    return { skuId, quantity, cost, refused: byReason, refusedCosts: costs };
  });
}

function remember(tx: WriteTx, context: Context, settings: ImportSettings): void {
  if (settings.headerSignature !== '') {
    rememberSheetProfile(tx, {
      supplierId: settings.supplierId,
      signature: settings.headerSignature,
      columns: settings.columns,
      now: context.now,
    });
  }
  if (settings.sku.by === 'column') {
    for (const { text, skuId } of settings.sku.assignments) {
      rememberSupplierName(tx, settings.supplierId, text, skuId, context.now);
    }
  }
}
