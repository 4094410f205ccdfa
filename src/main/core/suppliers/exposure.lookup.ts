import type { Readable } from '#core/db/connection.ts';
import { findExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { supplierAmountOfImport } from '#core/purchasing/import-exchanges.lookup.ts';
import { notFound } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, scaleMoney, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import {
  type Exposure,
  type ExposureFacts,
  exposureOf,
  prepaidBalance,
  totalOf,
  usablePrepaid,
} from '#shared/domain/suppliers/exposure.ts';
import { chargedAheadOfLost, claimsStillOpen, unreceivedOfLost } from '#shared/domain/suppliers/supplier-loss.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { holdings, type OrderedPart, type OrderParts, type SupplierHolding } from './exposure.repo.ts';
import { claimedKeys, openClaimsOf } from './open-claims.lookup.ts';

/*
 * What suppliers hold of ours, for other areas: synchronous, inside their own read or transaction.
 */

/** What one supplier holds. Amounts are in the currency of the account unless they say otherwise. */
export interface SupplierExposure extends ExposureFacts {
  readonly supplierId: SupplierId;
  readonly currency: string;
  /** 预存余额; zero where we owe. */
  readonly prepaid: Money;
  /** The open claims and those that were written off: what their keys and charges come to, less what came back in money. */
  readonly claims: Money;
  /** Of the claims, what the cost of no delivery carries: keys claimed from our own stock, keys that were charged and refused, and what a lost supplier was paid for and never sent. */
  readonly claimsOutsideDeliveries: Money;
  /** 可用预存: less what sent orders will take and what is frozen. */
  readonly usable: Money;
  readonly exposure: Exposure;
  /** The same in the shop's currency by the latest rate; null where none is known. */
  readonly ownExposure: Exposure | null;
  /** The rate that it was turned with, in 1e-8; null where none is known. */
  readonly rate: number | null;
  /** The most that may lie with them; null: no limit. */
  readonly exposureMaximum: Money | null;
}

/** Of one supplier. Refuses with NOT_FOUND. */
export function supplierExposure(db: Readable, supplierId: SupplierId, today: Day): SupplierExposure {
  const [found] = exposures(db, supplierId, today);
  if (!found) throw notFound('supplier', supplierId);
  return found;
}

/** Of every supplier at once. */
export function supplierExposures(db: Readable, today: Day): ReadonlyMap<SupplierId, SupplierExposure> {
  return new Map(exposures(db, null, today).map((exposure) => [exposure.supplierId, exposure]));
}

function exposures(db: Readable, supplierId: SupplierId | null, today: Day): SupplierExposure[] {
  const rates = new Rates(db, today);
  const { timeZone } = shopSettings(db);
  const onDay = (at: number): Day => dayOf(at, timeZone);
  const sent = Map.groupBy(holdings.sent(db, supplierId), (part) => part.supplierId);
  const stopped = Map.groupBy(holdings.stopped(db, supplierId), (part) => part.supplierId);
  const late = Map.groupBy(holdings.late(db, supplierId), (receipt) => receipt.supplierId);
  const charged = Map.groupBy(holdings.charged(db, supplierId), (part) => part.supplierId);
  const claimed = Map.groupBy(holdings.claimed(db, supplierId), (cost) => cost.supplierId);
  return holdings.of(db, supplierId).map((holding) => {
    const id = holding.supplierId;
    const sum = (parts: readonly OrderedPart[] = []): Money =>
      sumMoney(parts.map(({ amount, currency }) => rates.between(amount, currency, holding.currency)));
    const { fromStock, inDeliveries } = openClaimsOf(db, id, claimedKeys(db, claimed.get(id) ?? [], onDay));
    const came = sumMoney((late.get(id) ?? []).map(({ importId, cost }) => supplierAmountOfImport(db, importId, cost)));
    const lacking = (stopped.get(id) ?? []).filter(({ isByAccount }) => isByAccount === 0);
    const unreceived = unreceivedOfLost(holding, sum(lacking), came);
    // What was charged ahead together with its payment is among what order by order was paid for.
    const isPerOrder = holding.settlement === 'per-order';
    const charges = (stopped.get(id) ?? []).filter(({ isByAccount }) => isByAccount === 1 || !isPerOrder);
    const neverCame = chargedAheadOfLost(holding, sum(aheadOf(charges)), came, isPerOrder ? sum(lacking) : ZERO_MONEY);
    const claimsOutsideDeliveries = sumMoney([fromStock, sum(charged.get(id)), unreceived, neverCame]);
    const claims = addMoney(claimsOutsideDeliveries, inDeliveries);
    const openClaims = claimsStillOpen(claims, holding.claimsWrittenOff);
    const orders = sent.get(id) ?? [];
    const onOrder = sum(stillToPay(orders));
    const onOrderByAccount = sum(stillToPay(orders.filter(({ isByAccount }) => isByAccount === 1)));
    const chargedAhead = sum(aheadOf(orders));
    return view(
      holding,
      { onOrder, chargedAhead, onOrderByAccount, openClaims, claims, claimsOutsideDeliveries },
      rates,
    );
  });
}

function aheadOf(orders: readonly OrderParts[]): OrderedPart[] {
  return orders.map((order) => ({ ...order, amount: order.ahead }));
}

function stillToPay(orders: readonly OrderParts[]): OrderedPart[] {
  return orders.map((order) => ({ ...order, amount: subtractMoney(order.amount, order.ahead) }));
}

function view(
  { supplierId, currency, settlement, balance, frozen, rebatesDue, exposureMaximum }: SupplierHolding,
  sums: Pick<
    SupplierExposure,
    'onOrder' | 'chargedAhead' | 'onOrderByAccount' | 'openClaims' | 'claims' | 'claimsOutsideDeliveries'
  >,
  rates: Rates,
): SupplierExposure {
  const facts = { settlement, balance, frozen, rebatesDue, ...sums };
  const exposure = exposureOf(facts);
  return {
    ...facts,
    supplierId,
    currency,
    prepaid: prepaidBalance(balance),
    usable: usablePrepaid(facts),
    exposure,
    ownExposure: rates.inOurs(exposure, currency),
    rate: rates.of(currency),
    exposureMaximum,
  };
}

/** The latest rates of a day, each asked for once. */
class Rates {
  readonly #db: Readable;
  readonly #today: Day;
  readonly #own: string;
  readonly #known = new Map<string, number | null>();

  constructor(db: Readable, today: Day) {
    this.#db = db;
    this.#today = today;
    this.#own = shopSettings(db).currency;
  }

  /** An order in another currency than the account's: by way of the shop's. Without a rate it counts nothing. */
  between(amount: Money, from: string, to: string): Money {
    if (from === to) return amount;
    const [fromRate, toRate] = [this.of(from), this.of(to)];
    if (fromRate === null || toRate === null) return ZERO_MONEY;
    return scaleMoney(amount, fromRate, toRate);
  }

  inOurs(exposure: Exposure, currency: string): Exposure | null {
    if (currency === this.#own) return exposure;
    const rate = this.of(currency);
    if (rate === null) return null;
    const parts = {
      prepaid: convertMoney(exposure.prepaid, rate),
      paidUnreceived: convertMoney(exposure.paidUnreceived, rate),
      openClaims: convertMoney(exposure.openClaims, rate),
      rebatesDue: convertMoney(exposure.rebatesDue, rate),
    };
    return { ...parts, total: totalOf(parts) };
  }

  /** Of one unit in the shop's currency; the shop's own is worth one. */
  of(currency: string): number | null {
    const known = this.#known.get(currency);
    if (known !== undefined) return known;
    const found = findExchange(this.#db, currency, this.#today);
    const rate = found === 'missing' ? null : (found?.rate ?? RATE_SCALE);
    this.#known.set(currency, rate);
    return rate;
  }
}
