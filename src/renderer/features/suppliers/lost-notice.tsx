import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierId } from '#shared/domain/ids.ts';

/** Keys may trickle in from a supplier who is gone: it is said, and not forbidden. */
export function LostNotice({ supplierId }: { supplierId: SupplierId | null }) {
  const { t } = useTranslation('losses');
  const mayRead = useCan('suppliers.read');
  const query = useQuery(
    api.suppliers.get.queryOptions({
      input: { id: supplierId ?? (1 as SupplierId) },
      enabled: mayRead && supplierId !== null,
    }),
  );
  const supplier = supplierId === null ? undefined : query.data;
  if (!supplier || supplier.lostOn === null) return null;
  return <Alert type="warning" title={t('warning', { name: supplier.name, on: supplier.lostOn })} />;
}
