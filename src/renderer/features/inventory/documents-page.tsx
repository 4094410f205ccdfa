import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { KeyStateTag, StateTag } from '#renderer/components/state-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { say } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { StockDocumentRow } from '#shared/contract/inventory.contract.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import { DOCUMENT_KINDS } from '#shared/domain/inventory/stock-documents.ts';
import styles from './inventory.module.css';
import { InventoryFrame } from './inventory-frame.tsx';
import { reasonWord, reasonWords } from './inventory-words.ts';

const FILTERS = { kind: choiceFilter(DOCUMENT_KINDS) };
const OPEN = { document: idFilter<StockDocumentId>() };

/** The papers behind what was done to keys by hand or by time. */
export default function DocumentsPage() {
  const { t } = useTranslation('inventory');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useDocumentColumns();
  const filter = { kind: values.kind ?? undefined };
  const query = useInfiniteQuery(
    api.inventory.documents.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const exportRows = useListExport(t('tabs.documents'), { list: 'documents', filter }, columns);
  return (
    <InventoryFrame
      filters={
        <Select
          value={values.kind}
          allowClear
          style={{ width: 150 }}
          placeholder={t('filters.kind')}
          aria-label={t('filters.kind')}
          options={DOCUMENT_KINDS.map((value) => ({ value, label: t(`documentKinds.${value}`) }))}
          onChange={(kind) => set({ kind: kind ?? null })}
        />
      }
    >
      <DataTable
        name="stock-documents"
        label={t('tabs.documents')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        onExport={exportRows}
        onOpen={(row) => open.set({ document: row.id })}
        openKey={open.values.document}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyState title={t('empty.documents')} text={t('empty.documentsText')} />}
      />
      <DocumentDrawer id={open.values.document} onClose={() => open.set({ document: null })} />
    </InventoryFrame>
  );
}

function useDocumentColumns(): readonly DataColumn<StockDocumentRow>[] {
  const { t } = useTranslation('inventory');
  return useMemo(
    () => [
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('columns.number'),
        width: 150,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      {
        key: 'at',
        exported: exportedAs('postedAt', 'instant'),
        title: t('columns.at'),
        width: 112,
        render: (row) => <Moment at={row.postedAt} />,
      },
      {
        key: 'kind',
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(DOCUMENT_KINDS, (kind) => t(`documentKinds.${kind}`)),
        ),
        title: t('columns.kind'),
        width: 110,
        render: (row) => t(`documentKinds.${row.kind}`),
      },
      {
        key: 'reason',
        exported: exportedAs('reason', 'text', reasonWords(say)),
        title: t('columns.reason'),
        width: 200,
        grows: true,
        render: (row) => reasonWord(say, row.reason),
      },
      {
        key: 'quantity',
        exported: exportedAs('quantity', 'integer'),
        title: t('columns.quantity'),
        width: 110,
        align: 'end',
        render: (row) => (
          <>
            {row.isPending ? (
              <StateTag tone="now" shape="half" isPlain>
                {t('held')}
              </StateTag>
            ) : null}{' '}
            <Quantity value={row.quantity} />
          </>
        ),
      },
      {
        key: 'by',
        exported: exportedAs('postedBy'),
        title: t('columns.by'),
        width: 90,
        render: (row) => row.postedBy ?? '',
      },
      { key: 'note', exported: exportedAs('note'), title: t('columns.note'), width: 180, render: (row) => row.note },
    ],
    [t],
  );
}

function DocumentDrawer({ id, onClose }: { id: StockDocumentId | null; onClose: () => void }) {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const input = { id: id ?? (1 as StockDocumentId) };
  const query = useQuery(api.inventory.document.queryOptions({ input, enabled: id !== null }));
  const found = id !== null && query.data?.id === id ? query.data : undefined;
  return (
    <SideDrawer
      name="stock-document"
      isOpen={id !== null}
      onClose={onClose}
      title={found ? `${found.number} · ${t(`documentKinds.${found.kind}`)}` : ''}
    >
      <QueryView query={query}>
        {(document) => (
          <>
            <Details
              items={[
                { label: t('columns.reason'), value: reasonWord(say, document.reason) },
                { label: t('columns.note'), value: document.note || '–' },
                { label: t('columns.quantity'), value: <Quantity value={document.quantity} /> },
                { label: t('columns.on'), value: <CalendarDay on={document.occurredOn} /> },
                { label: t('columns.by'), value: document.postedBy ?? '–' },
              ]}
            />
            <PageSection title={t('tabs.movements')}>
              <ol className={styles.timeline}>
                {document.movements.map((movement) => (
                  <li key={movement.id} className={styles.event}>
                    <span className="kc-mono">{movement.batchNumber}</span>
                    <span>
                      {movement.skuName} <Quantity value={movement.quantity} isSigned />
                    </span>
                    {movement.value === null ? null : (
                      <Amount value={movement.value} currency={shop.currency} isSigned />
                    )}
                  </li>
                ))}
              </ol>
            </PageSection>
            <PageSection title={t('tabs.keys')}>
              <ol className={styles.timeline}>
                {document.keys.map((key, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a document may touch a key twice; its rows never change
                  <li key={index} className={styles.event}>
                    <Link to={`/inventory/keys?key=${key.id}`} className="kc-mono">
                      {key.tail ? `…${key.tail}` : `#${key.id}`}
                    </Link>
                    <KeyStateTag state={key.fromState} />
                    <KeyStateTag state={key.toState} />
                  </li>
                ))}
              </ol>
            </PageSection>
          </>
        )}
      </QueryView>
    </SideDrawer>
  );
}
