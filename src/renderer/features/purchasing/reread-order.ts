import { api } from '#renderer/lib/client.ts';
import { queryClient } from '#renderer/lib/query-client.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';

/** Reads an order anew before its dialog closes, so that the next act goes out with the revision that stands now. */
export async function rereadOrder(id: PurchaseOrderId): Promise<void> {
  await queryClient.refetchQueries({ queryKey: api.purchaseOrders.get.queryKey({ input: { id } }) });
}
