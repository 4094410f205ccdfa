import type { Readable } from '#core/db/connection.ts';
import { countIn, readLots, type StockLot } from '#core/inventory/lots.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import { isOnHand, KEY_STATES } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId, SkuId, StockDocumentId } from '#shared/domain/ids.ts';
import { type Money, money, scaleMoney, sumMoney } from '#shared/domain/money/money.ts';
import { convertMoney, type ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import {
  type CorrectedKey,
  type PriceChange,
  type PriceCorrectionPlan,
  planPriceCorrection,
  saysAccountPrice,
} from '#shared/domain/purchasing/price-correction.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { requireExchange } from './exchange-rates.lookup.ts';
import { findImportExchange } from './import-exchanges.repo.ts';
import {
  type CorrectableKey,
  type CorrectableReceipt,
  findCorrectableReceipt,
  findRecosting,
  findStandingCorrection,
  latestCorrectionOf,
  readCorrectableKeys,
} from './price-corrections.repo.ts';

const CORRECTED_KINDS = ['purchase', 'rebate'];

export interface CorrectionWish {
  readonly importIds: readonly ImportId[];
  readonly skuId: SkuId;
  readonly change: PriceChange;
  /** The day of the supplier's paper. */
  readonly paperedOn: Day;
}

export interface PlannedCorrection {
  readonly supplier: ReturnType<typeof requireSupplier>;
  readonly exchange: ExchangeRate | null;
  readonly keys: readonly CorrectableKey[];
  readonly plan: PriceCorrectionPlan;
}

/**
 * What a correction would do to every key, as they stand now. Refuses with RECEIPT_NOT_CORRECTABLE, SUPPLIERS_DIFFER,
 * TOO_MANY_KEYS (above `most`), UNIT_COST_UNKNOWN, NOTHING_TO_CORRECT, CREDIT_ABOVE_COST and RATE_MISSING.
 */
export function planCorrection(db: Readable, wish: CorrectionWish, most: number): PlannedCorrection {
  const receipts = correctedReceipts(db, wish);
  const supplier = supplierOf(db, receipts);
  const exchange = requireExchange(db, supplier.currency, wish.paperedOn);
  const keys: CorrectableKey[] = [];
  const corrected: CorrectedKey[] = [];
  for (const { importId, number } of receipts) {
    const own = readCorrectableKeys(db, importId, wish.skuId, most + 1 - keys.length).sort(
      (one, other) => one.id - other.id,
    );
    const came = findImportExchange(db, importId);
    keys.push(...own);
    corrected.push(
      ...own.map((key) => ({
        ...key,
        accountCost: came === null ? key.cost : scaleMoney(key.cost, RATE_SCALE, came.rate),
        isOnHand: isOnHand(key.state),
      })),
    );
    if (keys.length > most) throw new Refusal('TOO_MANY_KEYS', { most });
    if (wish.change.by === 'unit-cost' && !knowsAccountPrices(db, importId, own, came?.rate ?? null)) {
      throw new Refusal('UNIT_COST_UNKNOWN', { number });
    }
  }
  if (keys.length === 0) throw new Refusal('NOTHING_TO_CORRECT');
  const toShop = (amount: Money): Money => (exchange === null ? amount : convertMoney(amount, exchange.rate));
  const plan = planPriceCorrection(corrected, wish.change, toShop);
  if (plan === null) throw new Refusal('CREDIT_ABOVE_COST');
  if (plan.parts.every(({ stock, cost }) => stock === 0 && cost === 0)) throw new Refusal('NOTHING_TO_CORRECT');
  return { supplier, exchange, keys, plan };
}

/** The one supplier of the receipts of a correction. Refuses as {@link planCorrection} does. */
export function correctedSupplier(db: Readable, wish: CorrectionWish): PlannedCorrection['supplier'] {
  return supplierOf(db, correctedReceipts(db, wish));
}

function correctedReceipts(db: Readable, { importIds, skuId }: CorrectionWish): CorrectableReceipt[] {
  return [...new Set(importIds)].map((importId) => requireReceipt(db, importId, skuId));
}

function supplierOf(db: Readable, receipts: readonly CorrectableReceipt[]): PlannedCorrection['supplier'] {
  const [first] = receipts;
  if (!first) throw new Refusal('NOTHING_TO_CORRECT');
  if (receipts.some(({ supplierId }) => supplierId !== first.supplierId)) throw new Refusal('SUPPLIERS_DIFFER');
  return requireSupplier(db, first.supplierId);
}

/** A new unit cost is set against what the account says of each key; what a key costs now does not always tell that. */
function knowsAccountPrices(db: Readable, importId: ImportId, keys: readonly CorrectableKey[], rate: number | null) {
  if (findRecosting(db, importId) !== null) return false;
  if (rate === null) return true;
  return findStandingCorrection(db, importId) === null && keys.every(({ cost }) => saysAccountPrice(cost, rate));
}

function requireReceipt(db: Readable, importId: ImportId, skuId: SkuId): CorrectableReceipt {
  const receipt = findCorrectableReceipt(db, importId, skuId);
  if (!receipt) throw notFound('import', importId);
  if (!CORRECTED_KINDS.includes(receipt.receiptKind)) {
    throw new Refusal('RECEIPT_NOT_CORRECTABLE', { number: receipt.number, receiptKind: receipt.receiptKind });
  }
  return receipt;
}

/** Where the keys of a correction lie, and what was last corrected there: as long as it is the same, so are the keys. */
export interface CorrectedPlace {
  readonly lots: readonly StockLot[];
  readonly latestCorrections: readonly (StockDocumentId | null)[];
}

export function correctedPlace(db: Readable, importIds: readonly ImportId[], skuId: SkuId): CorrectedPlace {
  const ids = [...new Set(importIds)];
  return {
    lots: ids.flatMap((importId) => readLots(db, { by: 'import', importId }).filter((lot) => lot.skuId === skuId)),
    latestCorrections: ids.map((importId) => latestCorrectionOf(db, importId)),
  };
}

const CORRECTED_STATES = KEY_STATES.filter((state) => state !== 'withdrawn' && state !== 'returned-to-supplier');

/** Keys that a correction there would concern. */
export function countCorrectable({ lots }: CorrectedPlace): number {
  return lots.reduce((sum, lot) => sum + countIn(lot, CORRECTED_STATES), 0);
}

/** What is shown of a planned correction. */
export function summaryOf({ supplier, exchange, keys, plan }: PlannedCorrection) {
  const onHand = keys.filter(({ state }) => isOnHand(state));
  return {
    currency: supplier.currency,
    rate: exchange?.rate ?? null,
    rateOn: exchange?.rateOn ?? null,
    keyCount: keys.length,
    onHandCount: onHand.length,
    soldCount: plan.parts.filter(({ cost }) => cost !== 0).length,
    costBefore: sumMoney(keys.map(({ cost }) => cost)),
    valueBefore: money(onHand.reduce((sum, { valueLeft }) => sum + valueLeft, 0)),
    total: plan.total,
    shopTotal: plan.shopTotal,
    stockPart: plan.stockPart,
    costPart: plan.costPart,
  };
}

export type CorrectionSummary = ReturnType<typeof summaryOf>;
