import { useQuery } from '@tanstack/react-query';
import { useSession } from '#renderer/app/session/session.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierId } from '#shared/domain/ids.ts';

/** What a supplier charges in; the shop's currency until a supplier is chosen. */
export function useSupplierCurrency(id: SupplierId | null): string {
  const { shop } = useSession();
  const query = useQuery(
    api.supplierNames.get.queryOptions({ input: { id: id ?? (1 as SupplierId) }, enabled: id !== null }),
  );
  return id !== null && query.data?.id === id ? query.data.currency : shop.currency;
}
