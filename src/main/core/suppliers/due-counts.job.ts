import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { DUE_SOON_DAYS } from '#shared/domain/suppliers/ageing.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { moneySums } from './supplier-money.job.repo.ts';

export interface DueCounts {
  readonly overdue: number;
  readonly soon: number;
  readonly lateRebates: number;
}

/** What the bell and the dashboard say of money with suppliers. */
export function run({ today }: { readonly today: Day }, { readDb }: ThreadContext): DueCounts {
  return countDues(readDb, today);
}

/** Debts past their day or due within a week, and rebates that are late. */
export function countDues(db: ReadDb, today: Day): DueCounts {
  return {
    ...moneySums.attention(db, today, addDays(today, DUE_SOON_DAYS)),
    lateRebates: moneySums.lateRebates(db, today),
  };
}
