import type { Context } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import type { DeliveredRow, WholeSelection } from '#shared/contract/inventory.contract.ts';
import type { DeliveredKeysInput } from './delivered-keys.job.ts';

export interface DeliveredListInput {
  readonly selection: WholeSelection;
  readonly cursor?: string;
  readonly limit: number;
}

/** Who has got keys of what is frozen: gathered in a job thread, since it walks through all that left. */
export function createDeliveredList(kernel: Kernel) {
  return async (_context: Context, { selection, cursor, limit }: DeliveredListInput): Promise<Page<DeliveredRow>> => {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor, ['number'] as const)[0];
    const input: DeliveredKeysInput = { selection, before, limit: limit + 1 };
    const rows = await kernel.threads.run<DeliveredRow[]>({ kind: 'delivered-keys', input, keys: null });
    return pageOfRows(rows, limit, ({ deliveryId }) => [deliveryId]);
  };
}
