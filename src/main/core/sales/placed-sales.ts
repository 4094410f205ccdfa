import type { Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import { type LedgerKey, readLotKeys } from '#core/inventory/ledger.repo.ts';
import { ledgerKeys } from '#core/inventory/ledger.ts';
import { countIn, readLots } from '#core/inventory/lots.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import type { DispenseResult, PlacedSelection } from '#shared/contract/sales.contract.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';
import { allocateMoney, type Money, sumMoney } from '#shared/domain/money/money.ts';
import { deliver, quantityGivenAway, requireFewEnough, requireShop, resultOf, sellableSku } from './dispense.ts';
import { claimOrder } from './order-claims.ts';

export interface PlacedSaleInput {
  readonly selection: PlacedSelection;
  readonly shopId: ShopId | null;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly orderTotal: Money | null;
  readonly note: string;
}

/** Placed keys that a tool or a shop has sold: the same papers as a dispense, for keys that somebody else handed out. */
export function recordPlacedSale(tx: WriteTx, context: Context, input: PlacedSaleInput): DispenseResult {
  const { shopId, orderNumber, orderTotal } = input;
  if (orderNumber !== '' && shopId === null) throw invalidValue('shopId', 'NEEDED_WITH_ORDER');
  const shop = requireShop(tx, shopId);
  const keys = placedKeys(tx, input.selection);
  const parts = bySku(tx, keys, orderTotal);
  const author = stockAuthor(context, tx);
  const lines = parts.map(({ skuId, keys: part, total }) => ({ skuId, quantity: part.length, orderTotal: total }));
  const wish = { ...input, lines, purpose: 'sale', again: null, orderTotal: null } as const;
  const given = quantityGivenAway(wish);
  if (given > 0) takeCountedRight(tx, context, 'keys.gift', given);
  const claim = claimOrder(tx, context, wish);
  const deliveries = claim.rounds.map((round, index) => {
    const sku = sellableSku(tx, round.line.skuId);
    return deliver(tx, context, author, { ...input, shop, claim, round, sku, keys: parts[index]?.keys ?? [] });
  });
  return resultOf(claim, deliveries);
}

function placedKeys(tx: WriteTx, selection: PlacedSelection): LedgerKey[] {
  if (selection.by === 'batch') {
    const lots = readLots(tx, { by: 'batch', batchId: selection.batchId });
    const quantity = lots.reduce((sum, lot) => sum + countIn(lot, ['placed']), 0);
    if (quantity === 0) throw new Refusal('NOTHING_TO_MOVE');
    requireFewEnough(quantity);
    return lots.flatMap((lot) => readLotKeys(tx, lot, 'placed', quantity));
  }
  const keys = ledgerKeys(tx, [...new Set(selection.keyIds)]);
  requireFewEnough(keys.length);
  const other = keys.find(({ state }) => state !== 'placed');
  if (other) throw new Refusal('KEY_STATE_FORBIDS', { keyId: other.id, state: other.state });
  return keys;
}

interface SkuPart {
  readonly skuId: SkuId;
  readonly keys: readonly LedgerKey[];
  readonly total: Money | null;
}

/** The keys of each SKU with their part of the buyer's money: by what they cost, evenly where they cost nothing. */
function bySku(tx: WriteTx, keys: readonly LedgerKey[], total: Money | null): SkuPart[] {
  const soldAs = new Map<SkuId, SkuId>();
  const costs = keys.map(({ valueLeft }) => valueLeft);
  const weights = costs.some((cost) => cost > 0) ? costs : costs.map(() => 1);
  const shares = total === null ? null : allocateMoney(total, weights);
  const parts = new Map<SkuId, { keys: LedgerKey[]; shares: Money[] }>();
  keys.forEach((key, index) => {
    const skuId = soldAs.get(key.skuId) ?? sellableSku(tx, key.skuId).id;
    soldAs.set(key.skuId, skuId);
    const part = parts.get(skuId) ?? { keys: [], shares: [] };
    part.keys.push(key);
    const share = shares?.[index];
    if (share !== undefined) part.shares.push(share);
    parts.set(skuId, part);
  });
  return [...parts].map(([skuId, part]) => ({
    skuId,
    keys: part.keys,
    total: shares === null ? null : sumMoney(part.shares),
  }));
}
