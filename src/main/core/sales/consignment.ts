import { type Context, signedInUser } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import type { LedgerKey } from '#core/inventory/ledger.repo.ts';
import type { IssuedUse, StockAuthor } from '#core/inventory/ledger.ts';
import { supplierAmountOfBatch } from '#core/purchasing/import-exchanges.lookup.ts';
import {
  type EntryLineToPost,
  firstOpenDay,
  type PostingAuthor,
  postSupplierEntry,
} from '#core/suppliers/supplier-accounts.posting.ts';
import { owedOfDelivery } from '#core/suppliers/supplier-entries.repo.ts';
import type { DeliveryId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { costOfReturnedUses } from './deliveries.repo.ts';

/** The delivery that makes a debt, or that keys come back from, and the day it happens. */
export interface ConsignedPaper {
  readonly deliveryId: DeliveryId;
  readonly number: string;
  readonly skuId: SkuId;
  readonly day: Day;
}

/** Keys on consignment (代销) are owed from the moment they are delivered: one entry per supplier of the delivery. */
export function postConsignedDelivery(
  tx: WriteTx,
  context: Context,
  paper: ConsignedPaper,
  uses: readonly IssuedUse[],
): void {
  for (const [supplierId, consigned] of consignedUses(uses)) {
    const lines = linesOf(tx, paper.skuId, consigned, 1);
    post(tx, authorOf(context), paper, supplierId, { lines, ownAmount: costOf(consigned), isTakenBack: false });
  }
}

/**
 * Consigned keys that came back are not owed any more. A delivery from before debts were posted, or of keys that were owed
 * otherwise, has no entry, and then nothing is taken back.
 */
export function postConsignedReturn(
  tx: WriteTx,
  context: Context,
  paper: ConsignedPaper,
  uses: readonly IssuedUse[],
): void {
  for (const [supplierId, consigned] of consignedUses(uses)) {
    if (owedOfDelivery(tx, paper.deliveryId, supplierId) === 0) continue;
    const lines = linesOf(tx, paper.skuId, consigned, -1);
    post(tx, authorOf(context), paper, supplierId, { lines, ownAmount: costOf(consigned), isTakenBack: true });
  }
}

/**
 * A consigned key that a buyer had and brought back cannot go back to its supplier, because somebody knows it: written off, it is
 * owed as sold. One that no buyer ever had is the supplier's own loss.
 */
export function postConsignedWriteOff(
  tx: WriteTx,
  { userId, now, day }: StockAuthor,
  number: string,
  keys: readonly LedgerKey[],
): void {
  const uses = keys
    .filter(({ isExposed, valueLeft }) => isExposed === 1 && valueLeft > 0)
    .map((key): IssuedUse => ({ key, cost: Math.min(key.valueLeft, costOfReturnedUses(tx, key.id, key.supplierId)) }))
    .filter(({ cost }) => cost > 0);
  for (const [supplierId, consigned] of consignedUses(uses)) {
    const lines = [...Map.groupBy(consigned, ({ key }) => key.skuId)].flatMap(([skuId, ofSku]) =>
      linesOf(tx, skuId, ofSku, 1),
    );
    const paper = { deliveryId: null, number, day };
    post(tx, { userId, now }, paper, supplierId, { lines, ownAmount: costOf(consigned), isTakenBack: false });
  }
}

/** The document that posts is itself audited in its transaction. */
function authorOf(context: Context): PostingAuthor {
  return { userId: signedInUser(context), now: context.now };
}

function post(
  tx: WriteTx,
  author: PostingAuthor,
  {
    deliveryId,
    number,
    day,
  }: Omit<ConsignedPaper, 'deliveryId' | 'skuId'> & { readonly deliveryId: DeliveryId | null },
  supplierId: SupplierId,
  { lines, ownAmount, isTakenBack }: { lines: readonly EntryLineToPost[]; ownAmount: Money; isTakenBack: boolean },
): void {
  const amount = money(lines.reduce((sum, line) => sum + line.amount, 0));
  if (amount === 0) return;
  postSupplierEntry(tx, author, {
    supplierId,
    kind: 'consignment',
    amount,
    occurredOn: firstOpenDay(tx, supplierId, day),
    ourNumber: number,
    deliveryId,
    isTakenBack,
    ownAmount,
    lines,
  });
}

/** In the shop's currency, as stock carried it. */
function costOf(uses: readonly IssuedUse[]): Money {
  return money(uses.reduce((sum, { cost }) => sum + cost, 0));
}

function consignedUses(uses: readonly IssuedUse[]): Map<SupplierId, IssuedUse[]> {
  const consigned = uses.filter(({ key }) => key.receiptKind === 'consignment');
  return Map.groupBy(consigned, ({ key }) => key.supplierId);
}

/** One line per unit price, as a supplier states what was sold. */
function linesOf(tx: WriteTx, skuId: SkuId, uses: readonly IssuedUse[], sign: 1 | -1): EntryLineToPost[] {
  const quantities = new Map<number, number>();
  for (const { cost, key } of uses) {
    // Stock is in our currency, the account in theirs.
    const owed = supplierAmountOfBatch(tx, key.batchId, money(cost));
    quantities.set(owed, (quantities.get(owed) ?? 0) + 1);
  }
  return [...quantities].map(([cost, quantity]) => ({
    skuId,
    quantity: sign * quantity,
    unitPrice: money(cost),
    amount: money(sign * quantity * cost),
  }));
}
