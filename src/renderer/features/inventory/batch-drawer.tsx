import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { say } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import type { BatchRow } from '#shared/contract/inventory.contract.ts';
import type { BatchId } from '#shared/domain/ids.ts';
import { BatchReturns } from '../purchasing/batch-returns.tsx';
import { BatchActs } from './batch-acts.tsx';
import { reasonWord } from './inventory-words.ts';

/** One batch: its paper, where its keys stand, and what can be done to all of them. */
export function BatchDrawer({ id, onClose }: { id: BatchId | null; onClose: () => void }) {
  const input = { id: id ?? (1 as BatchId) };
  const query = useQuery(api.inventory.batch.queryOptions({ input, enabled: id !== null }));
  const batch = id !== null && query.data?.id === id ? query.data : undefined;
  return (
    <SideDrawer
      name="batch"
      isOpen={id !== null}
      onClose={onClose}
      title={batch ? `${batch.number} · ${batch.skuName}` : ''}
      footer={batch ? <BatchActs key={batch.id} batch={batch} /> : null}
    >
      <QueryView query={query}>
        {(found) => (
          <>
            <BatchFacts batch={found} />
            <BatchReturns batchId={found.id} />
          </>
        )}
      </QueryView>
    </SideDrawer>
  );
}

function BatchFacts({ batch }: { batch: BatchRow }) {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const counted = ['available', 'reserved', 'quarantined', 'placed', 'delivered', 'voided', 'expired'] as const;
  const stateOf = (key: (typeof counted)[number]): string => (key === 'voided' ? 'void' : key);
  return (
    <Details
      items={[
        { label: t('columns.label'), value: batch.label || '–' },
        { label: t('columns.supplier'), value: batch.supplierName },
        { label: t('columns.receipt'), value: reasonWord(say, batch.receiptKind) },
        { label: t('columns.receivedOn'), value: <CalendarDay on={batch.receivedOn} /> },
        {
          label: t('columns.document'),
          value: batch.importId ? (
            <Link to={`/imports?import=${batch.importId}`} className="kc-mono">
              {batch.importNumber}
            </Link>
          ) : (
            '–'
          ),
        },
        { label: t('columns.keys'), value: <Quantity value={batch.keyCount} /> },
        ...(batch.totalCost === null
          ? []
          : [
              { label: t('columns.cost'), value: <Amount value={batch.totalCost} currency={shop.currency} /> },
              { label: t('columns.value'), value: <Amount value={batch.valueOnHand} currency={shop.currency} /> },
            ]),
        ...counted.map((key) => ({
          label: t(`columns.${key}`),
          value:
            batch[key] === 0 ? (
              '–'
            ) : (
              <Link to={`/inventory/keys?batch=${batch.id}&state=${stateOf(key)}`}>
                <Quantity value={batch[key]} />
              </Link>
            ),
        })),
      ]}
    />
  );
}
