import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context, signedInUser } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { hasRight, useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import { allocateKeys } from '#core/inventory/allocation.ts';
import { type LedgerKey, readIssuableReservedKeys } from '#core/inventory/ledger.repo.ts';
import { costOfNextUse, type IssuedUse, issueUses, type StockAuthor } from '#core/inventory/ledger.ts';
import { findReservation, setReservationState } from '#core/inventory/reservations.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { currentStockSku, type StockSku } from '#core/inventory/stock-skus.repo.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { pairsDigest } from '#core/vault/pairs-digest.ts';
import type { DispenseResult } from '#shared/contract/sales.contract.ts';
import type { BatchId, DeliveryId, ReservationId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { DeliveryKind } from '#shared/domain/sales/delivery-kinds.ts';
import { MOST_KEYS_OF_DISPENSE } from '#shared/domain/sales/dispense-limits.ts';
import {
  isNominalSale,
  type OrderedProduct,
  type SoldKeys,
  shareOrderTotal,
  totalAtSalePrice,
} from '#shared/domain/sales/sale-price.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { postConsignedDelivery } from './consignment.ts';
import { insertDelivery, insertDeliveryKey, readOpenUses } from './deliveries.repo.ts';
import { type Claim, claimOrder, type DispenseLine, type OrderWish, type Round } from './order-claims.ts';
import type { ServedOrder } from './served-orders.ts';
import { findShop, type Shop } from './shops.repo.ts';

const UNPAID_SALE = 'unpaid-sale';
const NOMINAL_SALE = 'nominal-sale';

export interface DispenseInput extends OrderWish {
  readonly source: {
    readonly batchIds: readonly BatchId[];
    readonly supplierIds: readonly SupplierId[];
    readonly notBatchIds: readonly BatchId[];
    readonly notSupplierIds: readonly SupplierId[];
    readonly reservationId?: ReservationId;
    readonly minimumDaysLeft?: number;
  };
  readonly note: string;
}

/** Hands keys out: claims the order, takes the keys, writes deliveries, ledger, audit and the lines for issued.log. */
export function dispense(tx: WriteTx, context: Context, input: DispenseInput): DispenseResult {
  const shop = requireSense(tx, input);
  const wish = { ...input, lines: pricedLines(tx, input) };
  requireRights(tx, context, wish);
  const author = stockAuthor(context, tx);
  const claim = claimOrder(tx, context, wish);
  const deliveries = claim.rounds.map((round) => {
    const sku = sellableSku(tx, round.line.skuId);
    const keys = takeKeys(tx, author, input, sku, round.line.quantity);
    return deliver(tx, context, author, { ...input, shop, claim, round, sku, keys });
  });
  return resultOf(claim, deliveries);
}

export function resultOf(claim: Claim, deliveries: DispenseResult['deliveries']): DispenseResult {
  const quantity = deliveries.reduce((sum, delivery) => sum + delivery.quantity, 0);
  return { orderId: claim.orderId, quantity, deliveries };
}

/** Refuses with TOO_MANY_KEYS what would hold the one writing transaction, and with it everyone's window, for too long. */
export function requireFewEnough(quantity: number): void {
  if (quantity > MOST_KEYS_OF_DISPENSE) throw new Refusal('TOO_MANY_KEYS', { quantity, most: MOST_KEYS_OF_DISPENSE });
}

/** Answers the shop that the wish names. */
function requireSense(tx: WriteTx, input: DispenseInput): Shop | null {
  const { shopId, orderNumber, purpose, again, lines, orderTotal } = input;
  if (orderNumber !== '' && shopId === null) throw invalidValue('shopId', 'NEEDED_WITH_ORDER');
  if (orderNumber === '' && again !== null) throw invalidValue('orderNumber', 'NEEDED_WITH_AGAIN');
  if (orderNumber !== '' && purpose !== 'sale') throw invalidValue('purpose', 'NOT_WITH_ORDER');
  const shop = requireShop(tx, shopId);
  if (new Set(lines.map(({ skuId }) => skuId)).size < lines.length) throw invalidValue('lines', 'SKU_ONCE');
  if (orderTotal !== null && lines.some((line) => line.orderTotal !== null))
    throw invalidValue('orderTotal', 'FOR_ALL_OR_EACH');
  for (const line of lines) {
    if ((line.orderedQuantity ?? line.quantity) < line.quantity)
      throw invalidValue('orderedQuantity', 'AT_LEAST_QUANTITY');
  }
  requireFewEnough(quantityOf(lines));
  return shop;
}

export function requireShop(tx: WriteTx, shopId: ShopId | null): Shop | null {
  if (shopId === null) return null;
  const shop = findShop(tx, shopId);
  if (!shop) throw notFound('shop', shopId);
  return shop;
}

function requireRights(tx: WriteTx, context: Context, input: DispenseInput): void {
  const given = quantityGivenAway(input);
  if (given > 0) takeCountedRight(tx, context, 'keys.gift', given);
  const { purpose, again, lines } = input;
  if (purpose === 'replacement' || again === 'reissue')
    takeCountedRight(tx, context, 'keys.reissue', quantityOf(lines));
}

function quantityOf(lines: readonly DispenseLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

type GivenWish = Pick<OrderWish, 'purpose' | 'orderNumber' | 'lines'>;

/** What is handed out for nothing, whatever it is called: a sale of neither an order nor money, and an order said to bring none. */
export function quantityGivenAway({ purpose, orderNumber, lines }: GivenWish): number {
  if (purpose === 'replacement') return 0;
  if (purpose !== 'sale') return quantityOf(lines);
  const isOrder = orderNumber !== '';
  return quantityOf(lines.filter(({ orderTotal }) => orderTotal === 0 || (orderTotal === null && !isOrder)));
}

/** One SKU's keys that go out together, on what and for whom. */
export interface Handout extends Pick<DispenseInput, 'orderNumber' | 'buyer' | 'note'> {
  readonly shop: Shop | null;
  readonly claim: Claim;
  readonly round: Round;
  readonly sku: StockSku;
  readonly keys: readonly LedgerKey[];
}

/** Writes one delivery whole: paper, keys, ledger, what is owed for consigned keys, issued.log and audit. */
export function deliver(
  tx: WriteTx,
  context: Context,
  author: StockAuthor,
  handout: Handout,
): DispenseResult['deliveries'][number] {
  const { claim, round, sku } = handout;
  const uses: IssuedUse[] = handout.keys.map((key) => ({ key, cost: costOfNextUse(key) }));
  const revenue = round.revenues.reduce<number>((sum, one) => sum + one, 0);
  const cost = uses.reduce((sum, use) => sum + use.cost, 0);
  const sold = { revenue, quantity: uses.length, salePrice: sku.salePrice, cost };
  const kind = kindInTrail(claim, round, sold);
  if (kind === NOMINAL_SALE && !hasRight(tx, context, 'keys.gift')) throw nominalRefusal(sku, sold);
  // Who writes the least coin for a price gives away too, and so does who sends the rest of what was given.
  const isGivenHere = kind === NOMINAL_SALE || (kind === UNPAID_SALE && claim.kind === 'rest');
  if (isGivenHere) takeCountedRight(tx, context, 'keys.gift', uses.length);
  const number = takeDocumentNumber(tx, 'TK', author.month);
  const id = insertDelivery(tx, {
    number,
    kind: claim.kind,
    orderId: claim.orderId,
    shopId: handout.shop?.id ?? null,
    skuId: sku.id,
    buyer: handout.buyer,
    quantity: uses.length,
    revenue,
    cost,
    note: handout.note,
    occurredOn: author.day,
    month: author.month,
    deliveredAt: context.now,
    deliveredBy: signedInUser(context),
  });
  uses.forEach(({ key, cost: keyCost }, index) => {
    const useNumber = sku.usesPerKey === 1 ? 1 : freeUseNumber(readOpenUses(tx, key.id));
    insertDeliveryKey(tx, {
      deliveryId: id,
      keyId: key.id,
      useNumber,
      cost: keyCost,
      revenue: round.revenues[index] ?? 0,
    });
  });
  issueUses(tx, author, { uses, reason: claim.kind, paper: { documentKind: 'delivery', documentId: id } });
  postConsignedDelivery(tx, context, { deliveryId: id, number, skuId: sku.id, day: author.day }, uses);
  recordIssued(tx, context, { id, number, kind, orders: ordersOf(handout), sku, uses });
  return { id, number, skuId: sku.id, quantity: uses.length };
}

type KindInTrail = DeliveryKind | typeof UNPAID_SALE | typeof NOMINAL_SALE;

/** As the trail calls it: a sale that is said to bring nothing, or next to nothing, is told from one that was paid. */
function kindInTrail(claim: Claim, round: Round, sold: SoldKeys): KindInTrail {
  if (claim.kind !== 'sale' && claim.kind !== 'rest') return claim.kind;
  const isSaidFree = claim.orderId === null || round.line.orderTotal === 0;
  if (isSaidFree && sold.revenue === 0) return UNPAID_SALE;
  return isNominalSale(sold) ? NOMINAL_SALE : claim.kind;
}

/** Most often a slip of the point: names what was typed and what it usually comes to. What keys cost is not told. */
function nominalRefusal({ code: skuCode }: StockSku, { revenue: total, quantity, salePrice }: SoldKeys): Refusal {
  const usual = totalAtSalePrice(salePrice, quantity) ?? ZERO_MONEY;
  return usual > 0
    ? new Refusal('TOTAL_UNDER_PRICE', { skuCode, quantity, total, usual })
    : new Refusal('TOTAL_UNDER_COST', { skuCode, quantity, total });
}

function ordersOf({ shop, orderNumber }: Handout): ServedOrder[] {
  return shop === null || orderNumber === '' ? [] : [{ shop: shop.name, number: orderNumber }];
}

interface IssuedDelivery {
  readonly id: DeliveryId;
  readonly number: string;
  readonly kind: KindInTrail;
  readonly orders: readonly ServedOrder[];
  readonly sku: StockSku;
  readonly uses: readonly IssuedUse[];
}

function recordIssued(tx: WriteTx, context: Context, delivery: IssuedDelivery): void {
  const { id, number, kind, orders, sku, uses } = delivery;
  const pairs = uses.map(({ key }) => key.pairMac.toString('base64'));
  const head = audit(tx, context, {
    action: 'deliveries.dispense',
    subjectKind: 'delivery',
    subjectId: id,
    quantity: uses.length,
    details: { number, kind, sku: sku.code, digest: pairsDigest(uses.map(({ key }) => key.pairMac)) },
  });
  queueIssued(tx, sku.usesPerKey === 1 ? 'keys' : 'key-uses', { delivery: number, orders, pairs }, head);
}

/** Lines with what each brings: its part of the order's one total, or, for a new order without any, that of the sale price. */
function pricedLines(tx: WriteTx, wish: PricedWish): readonly DispenseLine[] {
  const { purpose, orderNumber, again, lines, orderTotal } = wish;
  if (purpose !== 'sale' || again !== null) return lines;
  if (orderTotal !== null) {
    const shares = shareOrderTotal(
      orderTotal,
      lines.map((line) => orderedProduct(tx, line)),
    );
    return lines.map((line, index) => ({ ...line, orderTotal: shares[index] ?? ZERO_MONEY }));
  }
  if (orderNumber === '') return lines;
  return lines.map((line) => {
    if (line.orderTotal !== null) return line;
    const { salePrice, orderedQuantity } = orderedProduct(tx, line);
    return { ...line, orderTotal: totalAtSalePrice(salePrice, orderedQuantity) };
  });
}

type PricedWish = Pick<OrderWish, 'purpose' | 'orderNumber' | 'again' | 'lines' | 'orderTotal'>;

function orderedProduct(tx: WriteTx, { skuId, quantity, orderedQuantity }: DispenseLine): OrderedProduct {
  return { salePrice: sellableSku(tx, skuId).salePrice, orderedQuantity: orderedQuantity ?? quantity };
}

/** A merged SKU sells as the one it became. */
export function sellableSku(tx: WriteTx, id: SkuId): StockSku {
  const sku = currentStockSku(tx, id);
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
  if (source.reservationId !== undefined) return takeReserved(tx, source.reservationId, sku, quantity, author.day);
  return allocateKeys(tx, {
    skuId: sku.id,
    skuCode: sku.code,
    quantity,
    today: author.day,
    minimumDaysLeft: source.minimumDaysLeft ?? sku.minimumDaysLeft,
    batchIds: source.batchIds,
    supplierIds: source.supplierIds,
    notBatchIds: source.notBatchIds,
    notSupplierIds: source.notSupplierIds,
  });
}

/** What is being frozen, or died while it was held, does not leave by its reservation either. */
function takeReserved(tx: WriteTx, id: ReservationId, sku: StockSku, quantity: number, today: Day): LedgerKey[] {
  const reservation = findReservation(tx, id);
  if (!reservation) throw notFound('reservation', id);
  const isMeant = reservation.skuId === sku.id && reservation.state === 'open';
  const keys = isMeant ? readIssuableReservedKeys(tx, { reservationId: id, expiresFrom: today, limit: quantity }) : [];
  if (keys.length < quantity) {
    throw new Refusal('INSUFFICIENT_STOCK', { skuId: sku.id, sku: sku.code, wanted: quantity, available: keys.length });
  }
  if (reservation.heldQuantity === quantity) setReservationState(tx, id, 'used');
  return keys;
}

function freeUseNumber(taken: readonly number[]): number {
  let candidate = 1;
  for (const useNumber of taken) if (useNumber === candidate) candidate += 1;
  return candidate;
}
