import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { WATCHED_ACTIONS } from '#shared/contract/audit.contract.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { sumActs } from './outflows.job.repo.ts';

type WatchedAction = (typeof WATCHED_ACTIONS)[number];

/** Which recorded actions count as what; a dispense counts by its kind. */
const WATCHED: readonly { readonly action: string; readonly kind: string | null; readonly counts: WatchedAction }[] = [
  { action: 'cardKeys.reveal', kind: null, counts: 'reveal' },
  { action: 'deliveries.show', kind: null, counts: 'reveal' },
  { action: 'cardKeys.copy', kind: null, counts: 'copy' },
  { action: 'deliveries.copy', kind: null, counts: 'copy' },
  { action: 'cardKeys.export', kind: null, counts: 'export' },
  { action: 'deliveries.export', kind: null, counts: 'export' },
  { action: 'imports.exportRefused', kind: null, counts: 'export' },
  { action: 'deliveries.dispense', kind: 'gift', counts: 'gift' },
  { action: 'deliveries.dispense', kind: 'test', counts: 'test' },
  { action: 'inventory.write-off', kind: null, counts: 'write-off' },
  { action: 'inventory.release-exposed', kind: null, counts: 'rerelease' },
];

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
