import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { findExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import { owedInvoicesOf } from '#core/suppliers/invoices-owed.job.ts';
import type { CashView } from '#shared/contract/cash.contract.ts';
import { type Money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { CASH_DAYS, cashWeeks } from '#shared/domain/reports/cash-weeks.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { cashRows } from './cash-view.job.repo.ts';

/** What is to be paid within 30 days, and where the shop's money lies, all in its own currency by the latest rates. */
export function run({ today }: { readonly today: Day }, { readDb: db }: ThreadContext): CashView {
  const ours = shopMoney(db, today);
  const dues = cashRows.dues(db, addDays(today, CASH_DAYS - 1)).map(({ dueOn, amount, currency }) => ({
    dueOn,
    amount: ours.of(amount, currency),
  }));
  const held = [...supplierExposures(db, today).values()];
  const partOf = (part: 'prepaid' | 'paidUnreceived' | 'openClaims' | 'rebatesDue') =>
    sumOf(held.map(({ exposure, currency }) => ours.of(exposure[part], currency)));
  const owed = owedInvoicesOf(db, null, today);
  return {
    today,
    currency: shopSettings(db).currency,
    ...cashWeeks(dues, today),
    weeks: [...cashWeeks(dues, today).weeks],
    stock: cashRows.stock(db),
    prepaid: partOf('prepaid'),
    paidUnreceived: partOf('paidUnreceived'),
    claims: partOf('openClaims'),
    rebatesDue: partOf('rebatesDue'),
    invoicesOwed: sumOf(owed.map((row) => ours.of(row.owed, row.currency))),
    unratedCurrencies: ours.unrated(),
  };
}

function sumOf(amounts: readonly Money[]): { amount: Money; count: number } {
  const counted = amounts.filter((amount) => amount !== 0);
  return { amount: counted.length === 0 ? ZERO_MONEY : sumMoney(counted), count: counted.length };
}

/** Amounts in the shop's currency; a currency without any rate counts nothing and is named. */
function shopMoney(db: ReadDb, today: Day) {
  const rates = new Map<string, number | null>();
  const unrated = new Set<string>();
  return {
    of(amount: Money, currency: string): Money {
      let rate = rates.get(currency);
      if (rate === undefined) {
        const found = findExchange(db, currency, today);
        rate = found === 'missing' ? 0 : (found?.rate ?? null);
        rates.set(currency, rate);
      }
      if (rate === null) return amount;
      if (rate === 0 && amount !== 0) unrated.add(currency);
      return rate === 0 ? ZERO_MONEY : convertMoney(amount, rate);
    },
    unrated: () => [...unrated].sort(),
  };
}
