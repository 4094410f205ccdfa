import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatInstant, formatQuantity } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { ImportDetails, ImportSummary } from '#shared/contract/imports.contract.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import { ChargedRefusals } from './charged-refusals.tsx';
import { DownloadRefused, UndoImport } from './import-actions.tsx';
import { ImportState } from './import-state.tsx';
import styles from './imports.module.css';
import { RefusedRows } from './refused-rows.tsx';
import { Warnings } from './warnings.tsx';

interface ImportDrawerProps {
  id: ImportId | null;
  onClose: () => void;
}

/** One import: its paper, its batches, what was refused and why; and its undo. */
export function ImportDrawer({ id, onClose }: ImportDrawerProps) {
  const query = useQuery(api.imports.get.queryOptions({ input: { id: id ?? (1 as ImportId) }, enabled: id !== null }));
  const details = id !== null && query.data?.id === id ? query.data : undefined;
  return (
    <SideDrawer
      name="import"
      width={620}
      isOpen={id !== null}
      onClose={onClose}
      title={details ? `${details.number} · ${details.supplierName}` : ''}
      footer={
        details && (details.refusedCount > 0 || isStanding(details.state)) ? (
          <div className={styles.doneActions}>
            <DownloadRefused details={details} />
            <UndoImport details={details} />
          </div>
        ) : null
      }
    >
      <QueryView query={query}>{(found) => <ImportFacts details={found} />}</QueryView>
    </SideDrawer>
  );
}

function isStanding(state: ImportDetails['state']): boolean {
  return state === 'posted' || state === 'partly-undone';
}

/** Where the supplier has another currency: the rate of the document's day, and what the keys are worth in stock. */
function exchangeItems(t: TFunction<'imports'>, summary: ImportSummary | null, currency: string) {
  const exchange = summary?.exchange;
  if (!exchange) return [];
  const rate = t('exchange.rate', { ...exchange, rate: formatRate(exchange.rate) });
  return [
    { label: t('exchange.label'), value: rate },
    ...(exchange.stockCost === null
      ? []
      : [{ label: t('exchange.stockCost'), value: <Amount value={exchange.stockCost} currency={currency} /> }]),
  ];
}

function ImportFacts({ details }: { details: ImportDetails }) {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  const { summary } = details;
  return (
    <>
      <Details
        items={[
          { label: t('columns.state'), value: <ImportState state={details.state} /> },
          { label: t('columns.file'), value: details.fileName },
          { label: t('columns.kind'), value: t(`kinds.${details.receiptKind}`) },
          { label: t('columns.documentOn'), value: details.documentOn },
          { label: t('columns.externalNumber'), value: details.externalNumber || '–' },
          ...(details.totalCost === null
            ? []
            : [
                { label: t('details.cost'), value: <Amount value={details.totalCost} currency={details.currency} /> },
                {
                  label: t('details.amountCharged'),
                  value: <Amount value={details.amountCharged} currency={details.currency} />,
                },
              ]),
          ...exchangeItems(t, summary, shop.currency),
          { label: t('columns.accepted'), value: formatQuantity(details.acceptedCount) },
          { label: t('columns.refused'), value: formatQuantity(details.refusedCount) },
          { label: t('columns.by'), value: `${details.startedBy} ${formatInstant(details.startedAt)}` },
          ...(details.undoneAt === null
            ? []
            : [
                { label: t('details.undone'), value: `${details.undoneBy ?? ''} ${formatInstant(details.undoneAt)}` },
                { label: t('columns.undoReason'), value: details.undoReason || '–' },
              ]),
        ]}
      />
      {details.batches.length > 0 ? (
        <PageSection title={t('details.batches')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('details.batch')}</th>
                <th>{t('details.sku')}</th>
                <th className={styles.number}>{t('details.keys')}</th>
                <th className={styles.number}>{t('details.unmoved')}</th>
              </tr>
            </thead>
            <tbody>
              {details.batches.map((batch) => (
                <tr key={batch.id}>
                  <td>
                    <span className="kc-mono">{batch.number}</span> {batch.label}
                  </td>
                  <td>{batch.skuName}</td>
                  <td className={styles.number}>{formatQuantity(batch.keyCount)}</td>
                  <td className={styles.number}>{formatQuantity(batch.unmovedCount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </PageSection>
      ) : null}
      {details.chargedRefusals ? <ChargedRefusals details={details} refusals={details.chargedRefusals} /> : null}
      {summary ? (
        <>
          <Warnings warnings={summary.warnings} />
          <RefusedRows rows={summary.refusedRows} byReason={summary.byReason} />
        </>
      ) : null}
    </>
  );
}
