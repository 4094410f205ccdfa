import type { Readable } from '#core/db/connection.ts';
import { readRecostings } from '#core/inventory/recosted-keys.repo.ts';
import type { CardKeyId, ImportId, SkuId } from '#shared/domain/ids.ts';
import {
  addMoney,
  type Money,
  money,
  scaleMoney,
  subtractMoney,
  sumMoney,
  ZERO_MONEY,
} from '#shared/domain/money/money.ts';
import { saysAccountPrice } from '#shared/domain/purchasing/price-correction.ts';
import { chargedOf, creditLeftOfReceipt } from '#shared/domain/purchasing/receipt-credit.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import {
  type ClaimCost,
  findBatchOrigin,
  findReceiptCharge,
  readClaimCosts,
  readCorrectedShares,
  readCorrectionsOfReceipt,
  readCreditedOfReceipt,
} from './charged-prices.repo.ts';
import { supplierAmountOfImport, supplierAmountsOfBatches } from './import-exchanges.lookup.ts';
import { findImportExchange, type ImportExchange } from './import-exchanges.repo.ts';

/*
 * What a supplier's account was charged for keys. Their cost in stock tells it, less what a reclassification made of it: that is a
 * decision of our own, and the supplier gives back what they were paid.
 */

/** A key that leaves for the account, and what it carries in stock. */
export interface PricedKey {
  readonly id: CardKeyId;
  readonly valueLeft: number;
}

export interface ChargedPrices {
  /** In the account's currency, in the order of the keys. */
  readonly each: readonly Money[];
  readonly total: Money;
  /** What they were bought at in the shop's currency. */
  readonly bought: Money;
}

/**
 * What was charged for keys of one batch, each and together, in the account's currency: at the rate at which they came in, what the
 * supplier corrected since at the rate of the correction. Where every key tells its price, they come to the sum of their prices; else
 * to what their value gives at the rate, which may be a rest more or less.
 */
export function chargedPricesOfKeys(db: Readable, batchId: number, keys: readonly PricedKey[]): ChargedPrices {
  const { bought, charge, each, total } = pricesOf(db, batchId, keys);
  return {
    each: each.map((price) => chargedOf(charge, price)),
    total: chargedOf(charge, total),
    bought: sumMoney(bought),
  };
}

/** What was charged for a bad key, and what of it no delivery bears; in the account's currency unless it says otherwise. */
export interface ChargedClaim {
  readonly amount: Money;
  readonly fromStock: Money;
  /** The amount in the shop's currency, at the rates at which the key came in and was corrected. */
  readonly shopAmount: Money;
}

/**
 * What suppliers owe for bad keys: what they charged for them, as far as the uses did not work or are left. Keys on consignment are
 * charged when they are delivered: of them only bad uses count, at what was owed for these.
 */
export function chargedForClaims(db: Readable, claims: readonly ClaimCost[]): ReadonlyMap<CardKeyId, ChargedClaim> {
  const charged = new Map<CardKeyId, ChargedClaim>();
  const amountOf = supplierAmountsOfBatches(db);
  const [consigned, bought] = [claims.filter(isConsigned), claims.filter((claim) => !isConsigned(claim))];
  for (const { keyId, batchId, badCost } of consigned) {
    charged.set(keyId, { amount: amountOf(batchId, badCost), fromStock: ZERO_MONEY, shopAmount: badCost });
  }
  for (const [batchId, ofBatch] of Map.groupBy(bought, (claim) => claim.batchId)) {
    // A card says what a key cost whole, corrections of what was sold included.
    const keys = ofBatch.map(({ keyId, cost }) => ({ id: keyId, valueLeft: cost }));
    const prices = pricesOf(db, batchId, keys);
    ofBatch.forEach(({ keyId, valueLeft, badCost, goodCost }, index) => {
      const [price = ZERO_MONEY, shopPrice = ZERO_MONEY] = [prices.each[index], prices.bought[index]];
      const claimed = addMoney(valueLeft, badCost);
      const partOf = (whole: Money, part: Money): Money =>
        partOfPrice(chargedOf(prices.charge, whole), part, addMoney(claimed, goodCost));
      charged.set(keyId, {
        amount: partOf(price, claimed),
        fromStock: badCost === 0 ? partOf(price, claimed) : partOf(price, valueLeft),
        shopAmount: partOf(shopPrice, claimed),
      });
    });
  }
  return charged;
}

/** {@link chargedForClaims} of keys that are known by their ids. */
export function chargedForKeys(db: Readable, keyIds: readonly CardKeyId[]): ReadonlyMap<CardKeyId, ChargedClaim> {
  return chargedForClaims(db, readClaimCosts(db, keyIds));
}

function isConsigned({ isConsigned }: ClaimCost): boolean {
  return isConsigned === 1;
}

/** The share of some uses in the price of a key; a key whose uses cost nothing any more is claimed whole. */
function partOfPrice(price: Money, part: Money, whole: Money): Money {
  return part === whole ? price : scaleMoney(price, part, whole);
}

function pricesOf(db: Readable, batchId: number, keys: readonly PricedKey[]) {
  const ids = keys.map(({ id }) => id);
  const recosted = readRecostings(db, ids);
  const bought = keys.map(({ id, valueLeft }) => money(Math.max(0, valueLeft - (recosted.get(id) ?? 0))));
  const importId = findBatchOrigin(db, batchId)?.importId ?? null;
  const charge = importId === null ? null : findReceiptCharge(db, importId);
  const exchange = importId === null ? null : findImportExchange(db, importId);
  return { bought, charge, ...inAccountCurrency(db, exchange, ids, bought) };
}

function inAccountCurrency(
  db: Readable,
  exchange: ImportExchange | null,
  ids: readonly CardKeyId[],
  bought: readonly Money[],
): Pick<ChargedPrices, 'each' | 'total'> {
  if (!exchange) return { each: bought, total: sumMoney(bought) };
  const shares = Map.groupBy(readCorrectedShares(db, ids), ({ keyId }) => keyId);
  const parts = ids.map((id, index) => {
    const own = shares.get(id) ?? [];
    const came = subtractMoney(bought[index] ?? ZERO_MONEY, sumMoney(own.map(({ amount }) => amount)));
    return { came, corrected: sumMoney(own.map(({ amount, rate }) => backAt(rate, amount))) };
  });
  const corrected = sumMoney(parts.map((part) => part.corrected));
  const each = parts.map((part) => addMoney(backAt(exchange.rate, part.came), part.corrected));
  if (parts.every(({ came }) => saysAccountPrice(came, exchange.rate))) return { each, total: sumMoney(each) };
  const came = sumMoney(parts.map((part) => part.came));
  const whole = came === exchange.stockCost ? exchange.supplierCost : backAt(exchange.rate, came);
  return { each, total: addMoney(whole, corrected) };
}

function backAt(rate: number | null, amount: Money): Money {
  return rate === null ? amount : scaleMoney(amount, RATE_SCALE, rate);
}

/** What may still come back for keys of one SKU that an import brought. */
export interface ReceiptCreditLeft {
  readonly left: Money;
  /** Something came back by a claim for keys that stayed: their money is not brought back by the keys as well. */
  readonly isClaimed: boolean;
}

/**
 * What is left of the charge for keys of a SKU that an import brought, where that can be less than their prices: after a claim for keys
 * that stayed, and of a receipt that was charged less than its keys cost. Null where each key brings back its price, once. Keys that
 * stand on no account (settled otherwise, opening stock) have what they cost for a charge.
 */
export function creditLeftOfImport(db: Readable, importId: ImportId, skuId: SkuId): ReceiptCreditLeft | null {
  const charge = findReceiptCharge(db, importId);
  const credited = readCreditedOfReceipt(db, importId, skuId);
  const isClaimed = credited.claimed > 0;
  if (!isClaimed && (charge === null || charge.amount >= charge.ofKeys)) return null;
  const charged =
    charge === null ? supplierAmountOfImport(db, importId, credited.bought) : chargedOf(charge, credited.ofKeys);
  const corrected = sumMoney(
    readCorrectionsOfReceipt(db, importId, skuId).map(({ rate, amount }) => backAt(rate, amount)),
  );
  return { left: creditLeftOfReceipt({ ...credited, charged, corrected }), isClaimed };
}
