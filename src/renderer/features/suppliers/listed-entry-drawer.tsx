import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#renderer/lib/client.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { EntryDrawer } from './entry-drawer.tsx';

interface ListedEntryDrawerProps {
  id: SupplierEntryId;
  supplierId: SupplierId;
  onClose: () => void;
}

/** The drawer of an entry beside a list over all suppliers. */
export function ListedEntryDrawer({ id, supplierId, onClose }: ListedEntryDrawerProps) {
  const supplier = useQuery(api.suppliers.get.queryOptions({ input: { id: supplierId } }));
  const [shown, setShown] = useState(id);
  if (!supplier.data) return null;
  return <EntryDrawer key={id} id={shown} supplier={supplier.data} onClose={onClose} onShow={setShown} />;
}
