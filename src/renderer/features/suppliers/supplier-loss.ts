import type { client } from '#renderer/lib/client.ts';

/** A supplier's loss as the core tells it. */
export type SupplierLoss = Awaited<ReturnType<typeof client.supplierLosses.get>>;
