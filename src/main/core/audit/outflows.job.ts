import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { WatchedAction } from '#shared/domain/audit/watched-actions.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { sumActs } from './outflows.job.repo.ts';
import { WATCHED } from './watched-actions.ts';

export interface Outflow {
  readonly userId: UserId | null;
  readonly userName: string;
  readonly action: WatchedAction;
  readonly acts: number;
  readonly quantity: number;
}

/** What keys were shown, copied, exported or given away without a sale, by person; the most first. */
export function run(input: { fromAt: number; toAt: number }, { readDb }: ThreadContext): Outflow[] {
  const sums = new Map<string, Outflow>();
  for (const { action, kind, counts } of WATCHED) {
    for (const row of sumActs(readDb, action, input.fromAt, input.toAt)) {
      if (kind !== null && row.reason !== kind) continue;
      const name = `${row.userId ?? 0}/${counts}`;
      const userId = row.userId as UserId | null;
      const sum = sums.get(name) ?? { userId, userName: row.userName, action: counts, acts: 0, quantity: 0 };
      sums.set(name, { ...sum, acts: sum.acts + row.acts, quantity: sum.quantity + row.quantity });
    }
  }
  return [...sums.values()].sort((a, b) => b.quantity - a.quantity);
}
