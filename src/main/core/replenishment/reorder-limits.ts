import type { Readable } from '#core/db/connection.ts';
import { allCostTerms } from '#core/purchasing/cost-terms.repo.ts';
import { findExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { type SupplierExposure, supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import { supplierStandings } from '#core/suppliers/standings.lookup.ts';
import { lostSuppliers } from '#core/suppliers/supplier-losses.lookup.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { cashOfGoods, NO_COST_TERMS } from '#shared/domain/purchasing/landed-cost.ts';
import type { ReorderLimits, SkuLimits, SupplierLimits } from '#shared/domain/replenishment/reorder-plan.ts';
import type { ReplenishmentPolicy } from '#shared/domain/replenishment/replenishment-policy.ts';
import { paidAhead } from '#shared/domain/suppliers/exposure.ts';
import { type Day, dayOf, firstDayOf, monthOf, startOfDay } from '#shared/domain/time/business-time.ts';
import { type OpenLine, reorderMoney } from './reorder-money.repo.ts';
import { readReorderRules, readSupplierLimits } from './replenishment-rules.repo.ts';

/** An order that is about to be sent. */
export interface SendingOrder {
  readonly id: PurchaseOrderId;
  readonly createdAt: number;
}

/**
 * The limits as they stand now: what was ordered today and this month, what lies in stock and on order, what each supplier may
 * still be trusted with. The plan and the command that orders from it ask the same. An order that is sent is left out of all of
 * it, and asks for room beside what was sent before: other drafts take nothing from a supplier as long as they lie there. The
 * budgets it is held to are those of the day and the month in which it was written.
 */
export function reorderLimits(
  db: Readable,
  policy: ReplenishmentPolicy,
  today: Day,
  purchased: ReadonlyMap<SupplierId, Money> = new Map(),
  sending: SendingOrder | null = null,
): ReorderLimits {
  const { timeZone } = shopSettings(db);
  const ours = ownMoney(db, today);
  const cash = orderCash(db, ours);
  const openLines = reorderMoney.openLines(db).filter(({ orderId }) => orderId !== sending?.id);
  const tiedUpBySku = tiedUpOf(db, openLines, ours);
  const spentOn = sending === null ? today : dayOf(sending.createdAt, timeZone);
  const ordered = reorderMoney
    .orderedSince(db, startOfDay(firstDayOf(monthOf(spentOn)), timeZone))
    .filter(({ id }) => id !== sending?.id)
    .map(({ createdAt, supplierId, goods, currency }) => {
      return { day: dayOf(createdAt, timeZone), amount: cash(supplierId, goods, currency) };
    })
    .filter(({ day }) => monthOf(day) === monthOf(spentOn));
  return {
    isStopped: policy.isStopped,
    dailyBudget: policy.dailyBudget,
    spentToday: sumMoney(ordered.filter(({ day }) => day === spentOn).map(({ amount }) => amount)),
    monthlyBudget: policy.monthlyBudget,
    spentThisMonth: sumMoney(ordered.map(({ amount }) => amount)),
    tiedUp: sumMoney(tiedUpBySku.values()),
    mostTiedUp: policy.mostTiedUp,
    suppliers: supplierLimitsOf(db, today, sending === null ? openLines : [], { ours, cash }, purchased),
    skus: skuLimitsOf(db, tiedUpBySku),
  };
}

export type OwnMoney = (amount: Money, currency: string) => Money;

/** Amounts in the shop's currency by the latest rate. Without any rate an amount counts nothing: such offers cannot be planned either. */
export function ownMoney(db: Readable, today: Day): OwnMoney {
  const { currency: own } = shopSettings(db);
  const rates = new Map<string, number | null>([[own, null]]);
  return (amount, currency) => {
    let rate = rates.get(currency);
    if (rate === undefined) {
      const found = findExchange(db, currency, today);
      rate = found === 'missing' ? 0 : (found?.rate ?? null);
      rates.set(currency, rate);
    }
    if (rate === null) return amount;
    return rate === 0 ? ZERO_MONEY : convertMoney(amount, rate);
  };
}

type OrderCash = ReturnType<typeof orderCash>;

/** What is paid for an order, or for a line that the fee per order does not fall on, by the supplier's fees of today; in the shop's currency. */
export function orderCash(db: Readable, ours: OwnMoney) {
  const terms = allCostTerms(db);
  const currencies = new Map(reorderMoney.suppliers(db).map(({ id, currency }) => [id, currency]));
  return (supplierId: SupplierId, goods: Money, currency: string, hasOrderFee = true): Money => {
    const { agentRate, topUpRate, orderFee } = terms.get(supplierId) ?? NO_COST_TERMS;
    const perOrder = hasOrderFee ? ours(orderFee, currencies.get(supplierId) ?? currency) : ZERO_MONEY;
    const fees = { agentRate, topUpRate, orderFee: perOrder };
    return cashOfGoods(ours(goods, currency), fees);
  };
}

function tiedUpOf(db: Readable, openLines: readonly OpenLine[], ours: OwnMoney): Map<SkuId, Money> {
  const bySku = new Map<SkuId, Money>();
  const add = (skuId: SkuId, amount: Money): void => {
    bySku.set(skuId, addMoney(bySku.get(skuId) ?? ZERO_MONEY, amount));
  };
  for (const { skuId, value } of reorderMoney.stockValues(db)) add(skuId, value);
  for (const { skuId, amount, currency, isConsigned } of openLines) {
    if (isConsigned === 0) add(skuId, ours(amount, currency));
  }
  return bySku;
}

function skuLimitsOf(db: Readable, tiedUp: ReadonlyMap<SkuId, Money>): Map<SkuId, SkuLimits> {
  const limits = new Map<SkuId, SkuLimits>();
  for (const [skuId, { mostMoney, preferredSupplierId }] of readReorderRules(db)) {
    limits.set(skuId, { tiedUp: tiedUp.get(skuId) ?? ZERO_MONEY, mostMoney, preferredSupplierId });
  }
  return limits;
}

function supplierLimitsOf(
  db: Readable,
  today: Day,
  openLines: readonly OpenLine[],
  { ours, cash }: { ours: OwnMoney; cash: OrderCash },
  purchased: ReadonlyMap<SupplierId, Money>,
): Map<SupplierId, SupplierLimits> {
  const stored = readSupplierLimits(db);
  const held = supplierExposures(db, today);
  const lost = lostSuppliers(db);
  const standings = supplierStandings(db);
  const unsent = draftCash(openLines, cash);
  return new Map(
    reorderMoney.suppliers(db).map((supplier): [SupplierId, SupplierLimits] => {
      const { id, settlement, currency } = supplier;
      const holding = held.get(id);
      const usable = holding?.usable ?? ZERO_MONEY;
      const drafted = sumMoney(unsent.get(id) ?? []);
      const maximum = stored.get(id)?.exposureMaximum ?? null;
      return [
        id,
        {
          standing: supplier.isArchived === 1 || lost.has(id) ? 'excluded' : (standings.get(id)?.standing ?? 'good'),
          // Usable is what sent orders leave; drafts will take their part of it as well.
          prepaid:
            settlement === 'prepaid'
              ? {
                  balance: subtractMoney(ours(usable, currency), drafted),
                  minimumBalance: ours(stored.get(id)?.minimumBalance ?? ZERO_MONEY, currency),
                }
              : null,
          isPaidFirst: settlement === 'per-order',
          isConsigned: settlement === 'consignment',
          exposure: holding ? addMoney(ours(exposureByOrders(holding), currency), drafted) : drafted,
          exposureMaximum: maximum === null ? null : ours(maximum, currency),
          purchased: purchased.get(id) ?? ZERO_MONEY,
        },
      ];
    }),
  );
}

/**
 * The exposure that the next order adds to where orders are paid first: drafts will be paid like it. A credit on the account pays for orders, so it
 * is not counted beside them.
 */
function exposureByOrders({ exposure, onOrder, onOrderByAccount, chargedAhead, balance }: SupplierExposure): Money {
  const { openClaims, rebatesDue } = exposure;
  const ahead = paidAhead(chargedAhead, balance);
  return sumMoney([openClaims, rebatesDue, ahead, subtractMoney(onOrder, onOrderByAccount)]);
}

/** What is paid for each draft, by supplier. */
function draftCash(openLines: readonly OpenLine[], cash: OrderCash): Map<SupplierId, Money[]> {
  const drafts = Map.groupBy(
    openLines.filter(({ isSent }) => isSent === 0),
    ({ orderId }) => orderId,
  );
  const bySupplier = new Map<SupplierId, Money[]>();
  for (const [first, ...others] of drafts.values()) {
    if (!first) continue;
    const { supplierId, currency } = first;
    const goods = sumMoney([first, ...others].map(({ amount }) => amount));
    bySupplier.set(supplierId, [...(bySupplier.get(supplierId) ?? []), cash(supplierId, goods, currency)]);
  }
  return bySupplier;
}
