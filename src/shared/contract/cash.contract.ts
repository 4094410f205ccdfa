import { z } from 'zod';
import { moneyAmount, query } from './procedure.ts';

const due = z.object({ amount: moneyAmount, count: z.number() });
const part = z.object({
  /** In the shop's currency by the latest rate. */
  amount: moneyAmount,
  /** Suppliers or SKUs behind it. */
  count: z.number(),
});

const cashView = z.object({
  today: z.string(),
  currency: z.string(),
  overdue: due,
  weeks: z.array(due.extend({ from: z.string(), to: z.string() })),
  stock: part,
  prepaid: part,
  paidUnreceived: part,
  claims: part,
  rebatesDue: part,
  /** 欠票; what the tax of it is worth depends on the rate. */
  invoicesOwed: part,
  /** Currencies without any rate: what is in them is in no sum. */
  unratedCurrencies: z.array(z.string()),
});
export type CashView = z.output<typeof cashView>;

export const cashContract = {
  /** 资金占用: what is to be paid within 30 days by week, and where the shop's money lies. */
  view: query('accounts.read').output(cashView),
};
