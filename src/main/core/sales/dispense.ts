import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context, signedInUser } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import { allocateKeys } from '#core/inventory/allocation.ts';
import { type LedgerKey, readReservedKeys } from '#core/inventory/ledger.repo.ts';
import { costOfNextUse, type IssuedUse, issueUses, type StockAuthor } from '#core/inventory/ledger.ts';
import { findReservation, setReservationState } from '#core/inventory/reservations.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { findStockSku, type StockSku } from '#core/inventory/stock-skus.repo.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { pairsDigest } from '#core/vault/pairs-digest.ts';
import type { DispenseResult } from '#shared/contract/sales.contract.ts';
import type { BatchId, ReservationId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { allocateMoney, type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { bringsRevenue, type DeliveryKind, type DeliveryPurpose } from '#shared/domain/sales/delivery-kinds.ts';
import { insertDelivery, insertDeliveryKey, readDeliveriesOfOrder, readOpenUses } from './deliveries.repo.ts';
import {
  addDelivered,
  findOrder,
  insertOrder,
  insertOrderLine,
  readOrderLines,
  type ShopOrder,
} from './orders.repo.ts';
import { findShop } from './shops.repo.ts';

export interface DispenseLine {
  readonly skuId: SkuId;
  readonly quantity: number;
  readonly orderedQuantity?: number;
  readonly orderTotal: Money | null;
}

export interface DispenseInput {
  readonly shopId: ShopId | null;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly lines: readonly DispenseLine[];
  readonly purpose: DeliveryPurpose;
  readonly again: 'rest' | 'reissue' | null;
  readonly source: {
    readonly batchId?: BatchId;
    readonly supplierId?: SupplierId;
    readonly notBatchIds: readonly BatchId[];
    readonly notSupplierIds: readonly SupplierId[];
    readonly reservationId?: ReservationId;
    readonly minimumDaysLeft?: number;
  };
  readonly note: string;
}

/** One line of the dispense, and the parts of the buyer's money that its keys bring, in order. */
interface Round {
  readonly line: DispenseLine;
  readonly revenues: readonly Money[];
}

interface Claim {
  readonly orderId: number | null;
  readonly kind: DeliveryKind;
  readonly rounds: readonly Round[];
}

/** Hands keys out: claims the order, takes the keys, writes deliveries, ledger, audit and the lines for issued.log. */
export function dispense(tx: WriteTx, context: Context, input: DispenseInput): DispenseResult {
  requireSense(tx, context, input);
  const author = stockAuthor(context);
  const claim = claimOrder(tx, context, input);
  const deliveries = claim.rounds.map((round) => deliver(tx, context, author, input, claim, round));
  const quantity = deliveries.reduce((sum, delivery) => sum + delivery.quantity, 0);
  return { orderId: claim.orderId, quantity, deliveries };
}

function requireSense(tx: WriteTx, context: Context, input: DispenseInput): void {
  const { shopId, orderNumber, purpose, again, lines } = input;
  if (orderNumber !== '' && shopId === null) throw invalidValue('shopId', 'NEEDED_WITH_ORDER');
  if (orderNumber === '' && again !== null) throw invalidValue('orderNumber', 'NEEDED_WITH_AGAIN');
  if (orderNumber !== '' && purpose !== 'sale') throw invalidValue('purpose', 'NOT_WITH_ORDER');
  if (shopId !== null && !findShop(tx, shopId)) throw notFound('shop', shopId);
  if (new Set(lines.map(({ skuId }) => skuId)).size < lines.length) throw invalidValue('lines', 'SKU_ONCE');
  for (const line of lines) {
    if ((line.orderedQuantity ?? line.quantity) < line.quantity)
      throw invalidValue('orderedQuantity', 'AT_LEAST_QUANTITY');
  }
  if (purpose === 'gift' || purpose === 'test') {
    takeCountedRight(
      tx,
      context,
      'keys.gift',
      lines.reduce((sum, line) => sum + line.quantity, 0),
    );
  }
}

function claimOrder(tx: WriteTx, context: Context, input: DispenseInput): Claim {
  const { shopId, orderNumber, buyer, lines, purpose, again } = input;
  if (shopId === null || orderNumber === '') {
    return { orderId: null, kind: purpose, rounds: lines.map((line) => newRound(line, bringsRevenue(purpose))) };
  }
  const existing = findOrder(tx, shopId, orderNumber);
  if (!existing) {
    if (again) throw new Refusal('ORDER_NOT_OPEN', { undelivered: 0 });
    const orderId = insertOrder(tx, { shopId, orderNumber, buyer, firstDeliveredAt: context.now });
    for (const { skuId, quantity, orderedQuantity, orderTotal } of lines) {
      insertOrderLine(tx, orderId, {
        skuId,
        orderedQuantity: orderedQuantity ?? quantity,
        deliveredQuantity: quantity,
        orderTotal,
      });
    }
    return { orderId, kind: 'sale', rounds: lines.map((line) => newRound(line, true)) };
  }
  if (again === 'rest') return { orderId: existing.id, kind: 'rest', rounds: claimRest(tx, existing, lines) };
  if (again === 'reissue') {
    return { orderId: existing.id, kind: 'reissue', rounds: lines.map((line) => newRound(line, false)) };
  }
  throw alreadyDelivered(tx, existing);
}

function claimRest(tx: WriteTx, order: ShopOrder, lines: readonly DispenseLine[]): Round[] {
  const ordered = readOrderLines(tx, order.id);
  return lines.map((line) => {
    const open = ordered.find(({ skuId }) => skuId === line.skuId);
    const undelivered = open ? open.orderedQuantity - open.deliveredQuantity : 0;
    if (!open || undelivered < line.quantity) throw new Refusal('ORDER_NOT_OPEN', { undelivered });
    addDelivered(tx, order.id, line.skuId, line.quantity);
    const shares = sharesOf(open.orderTotal as Money | null, open.orderedQuantity);
    return { line, revenues: shares.slice(open.deliveredQuantity, open.deliveredQuantity + line.quantity) };
  });
}

function newRound(line: DispenseLine, isPaid: boolean): Round {
  const shares = sharesOf(isPaid ? line.orderTotal : null, line.orderedQuantity ?? line.quantity);
  return { line, revenues: shares.slice(0, line.quantity) };
}

function sharesOf(total: Money | null, quantity: number): Money[] {
  if (total === null) return new Array<Money>(quantity).fill(ZERO_MONEY);
  return quantity === 1 ? [total] : allocateMoney(total, new Array<number>(quantity).fill(1));
}

function alreadyDelivered(tx: WriteTx, order: ShopOrder): Refusal {
  const deliveries = readDeliveriesOfOrder(tx, order.id);
  const [first] = deliveries;
  const lines = readOrderLines(tx, order.id);
  return new Refusal('ORDER_ALREADY_DELIVERED', {
    orderId: order.id,
    deliveryId: first?.id ?? 0,
    deliveredAt: order.firstDeliveredAt,
    by: first?.deliveredBy ?? '',
    quantity: deliveries.reduce((sum, delivery) => sum + delivery.quantity, 0),
    undelivered: lines.reduce((sum, line) => sum + line.orderedQuantity - line.deliveredQuantity, 0),
  });
}

function deliver(
  tx: WriteTx,
  context: Context,
  author: StockAuthor,
  input: DispenseInput,
  claim: Claim,
  round: Round,
): DispenseResult['deliveries'][number] {
  const sku = sellableSku(tx, round.line.skuId);
  const uses: IssuedUse[] = takeKeys(tx, author, input, sku, round.line.quantity).map((key) => ({
    key,
    cost: costOfNextUse(key),
  }));
  const number = takeDocumentNumber(tx, 'TK', author.month);
  const id = insertDelivery(tx, {
    number,
    kind: claim.kind,
    orderId: claim.orderId,
    shopId: input.shopId,
    skuId: sku.id,
    buyer: input.buyer,
    quantity: uses.length,
    revenue: round.revenues.reduce<number>((sum, revenue) => sum + revenue, 0),
    cost: uses.reduce((sum, { cost }) => sum + cost, 0),
    note: input.note,
    occurredOn: author.day,
    month: author.month,
    deliveredAt: context.now,
    deliveredBy: signedInUser(context),
  });
  uses.forEach(({ key, cost }, index) => {
    const useNumber = sku.usesPerKey === 1 ? 1 : freeUseNumber(readOpenUses(tx, key.id));
    insertDeliveryKey(tx, { deliveryId: id, keyId: key.id, useNumber, cost, revenue: round.revenues[index] ?? 0 });
  });
  issueUses(tx, author, { uses, reason: claim.kind, paper: { documentKind: 'delivery', documentId: id } });
  recordIssued(tx, context, { id, number, kind: claim.kind, sku, uses });
  return { id, number, skuId: sku.id, quantity: uses.length };
}

function recordIssued(
  tx: WriteTx,
  context: Context,
  delivery: { id: number; number: string; kind: DeliveryKind; sku: StockSku; uses: readonly IssuedUse[] },
): void {
  const { id, number, kind, sku, uses } = delivery;
  const pairs = uses.map(({ key }) => key.pairMac.toString('base64'));
  queueIssued(tx, sku.usesPerKey === 1 ? 'keys' : 'key-uses', { delivery: number, pairs });
  audit(tx, context, {
    action: 'deliveries.dispense',
    subjectKind: 'delivery',
    subjectId: id,
    quantity: uses.length,
    details: { number, kind, sku: sku.code, digest: pairsDigest(uses.map(({ key }) => key.pairMac)) },
  });
}

/** A merged SKU sells as the one it became. */
function sellableSku(tx: WriteTx, id: SkuId): StockSku {
  let sku = findStockSku(tx, id);
  while (sku && sku.mergedIntoId !== null) sku = findStockSku(tx, sku.mergedIntoId);
  if (!sku) throw notFound('sku', id);
  return sku;
}

function takeKeys(
  tx: WriteTx,
  author: StockAuthor,
  input: DispenseInput,
  sku: StockSku,
  quantity: number,
): LedgerKey[] {
  const { source } = input;
  if (source.reservationId !== undefined) return takeReserved(tx, source.reservationId, sku, quantity);
  return allocateKeys(tx, {
    skuId: sku.id,
    skuCode: sku.code,
    quantity,
    today: author.day,
    minimumDaysLeft: source.minimumDaysLeft ?? sku.minimumDaysLeft,
    batchId: source.batchId,
    supplierId: source.supplierId,
    notBatchIds: source.notBatchIds,
    notSupplierIds: source.notSupplierIds,
  });
}

function takeReserved(tx: WriteTx, id: ReservationId, sku: StockSku, quantity: number): LedgerKey[] {
  const reservation = findReservation(tx, id);
  if (!reservation) throw notFound('reservation', id);
  const held =
    reservation.skuId === sku.id && reservation.state === 'open' ? readReservedKeys(tx, id, quantity + 1) : [];
  if (held.length < quantity) {
    throw new Refusal('INSUFFICIENT_STOCK', { skuId: sku.id, sku: sku.code, wanted: quantity, available: held.length });
  }
  if (held.length === quantity) setReservationState(tx, id, 'used');
  return held.slice(0, quantity);
}

function freeUseNumber(taken: readonly number[]): number {
  let candidate = 1;
  for (const useNumber of taken) if (useNumber === candidate) candidate += 1;
  return candidate;
}
