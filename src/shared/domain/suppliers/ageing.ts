import { addMoney, type Money, ZERO_MONEY } from '../money/money.ts';
import { addDays, type Day, daysBetween } from '../time/business-time.ts';

/** 未到期, 7 天内到期, 逾期 1–7, 8–30, 31–60, 60 天以上. */
export const AGE_BUCKETS = ['later', 'soon', 'overdue-7', 'overdue-30', 'overdue-60', 'overdue-more'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** Days ahead on which a debt is told of before it is due. */
export const DUE_SOON_DAYS = 7;

/** Days past the due day; zero on the day itself, below zero before it. */
export function daysLate(dueOn: Day, today: Day): number {
  return daysBetween(dueOn, today);
}

/** A debt is overdue from the day after its due day; on the day itself it is due. */
export function ageBucket(dueOn: Day, today: Day): AgeBucket {
  const late = daysLate(dueOn, today);
  if (late < -DUE_SOON_DAYS) return 'later';
  if (late <= 0) return 'soon';
  if (late <= 7) return 'overdue-7';
  if (late <= 30) return 'overdue-30';
  return late <= 60 ? 'overdue-60' : 'overdue-more';
}

/** The due days that fall into a bucket, both ends included; null: without end on that side. */
export function bucketDays(bucket: AgeBucket, today: Day): { readonly from: Day | null; readonly to: Day | null } {
  const ago = (days: number): Day => addDays(today, -days);
  switch (bucket) {
    case 'later':
      return { from: addDays(today, DUE_SOON_DAYS + 1), to: null };
    case 'soon':
      return { from: today, to: addDays(today, DUE_SOON_DAYS) };
    case 'overdue-7':
      return { from: ago(7), to: ago(1) };
    case 'overdue-30':
      return { from: ago(30), to: ago(8) };
    case 'overdue-60':
      return { from: ago(60), to: ago(31) };
    case 'overdue-more':
      return { from: null, to: ago(61) };
  }
}

export function isOverdue(bucket: AgeBucket): boolean {
  return bucket !== 'later' && bucket !== 'soon';
}

/** 账龄: what is open in each bucket. */
export type Ageing = Readonly<Record<AgeBucket, Money>>;

export function ageingOf(debts: Iterable<{ readonly open: Money; readonly dueOn: Day }>, today: Day): Ageing {
  const ageing: Record<AgeBucket, Money> = { ...NO_AGEING };
  for (const { open, dueOn } of debts) {
    const bucket = ageBucket(dueOn, today);
    ageing[bucket] = addMoney(ageing[bucket], open);
  }
  return ageing;
}

export const NO_AGEING: Ageing = {
  later: ZERO_MONEY,
  soon: ZERO_MONEY,
  'overdue-7': ZERO_MONEY,
  'overdue-30': ZERO_MONEY,
  'overdue-60': ZERO_MONEY,
  'overdue-more': ZERO_MONEY,
};

/** Bucket by bucket. */
export function addAgeings(ageings: readonly Ageing[]): Ageing {
  const sum: Record<AgeBucket, Money> = { ...NO_AGEING };
  for (const ageing of ageings) for (const bucket of AGE_BUCKETS) sum[bucket] = addMoney(sum[bucket], ageing[bucket]);
  return sum;
}

export function overdueOf(ageing: Ageing): Money {
  return AGE_BUCKETS.filter(isOverdue).reduce((sum, bucket) => addMoney(sum, ageing[bucket]), ZERO_MONEY);
}

export interface DueTerms {
  readonly settlement: string;
  readonly creditDays: number;
}

/** When a debt is due by the terms of its day: goods on credit after the credit days, everything else at once. */
export function dueDay(kind: string, documentOn: Day, { settlement, creditDays }: DueTerms): Day {
  const isOnCredit = settlement === 'credit' && (kind === 'purchase' || kind === 'consignment');
  return isOnCredit ? addDays(documentOn, creditDays) : documentOn;
}
