import { useQuery } from '@tanstack/react-query';
import { useCan } from '#renderer/app/session/session.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { StandingTag, useStandingReasonText } from './standing-tag.tsx';

/** How a chosen supplier is regarded, with the reasons where something speaks against it. */
export function SupplierStanding({ supplierId }: { supplierId: SupplierId }) {
  const maySee = useCan('suppliers.read');
  const reasonText = useStandingReasonText();
  const regard = useQuery(api.scorecards.regard.queryOptions({ input: { supplierId }, enabled: maySee }));
  if (!regard.data) return null;
  const { standing, reasons } = regard.data;
  return (
    <span>
      <StandingTag standing={regard.data} />{' '}
      {standing === 'good' ? null : <span className="kc-soft">{reasons.map(reasonText).join('；')}</span>}
    </span>
  );
}
