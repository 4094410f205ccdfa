import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { keyName } from '#renderer/components/key-name.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { KeyStateTag } from '#renderer/components/state-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import type { CorrectedKeyRow, PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';
import { KEY_STATES } from '#shared/domain/card-keys/key-states.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import { CorrectionState } from './correction-columns.tsx';

/** One correction: what it did, and the keys and deliveries that its numbers come from. */
export function CorrectionDrawer({ id, onClose }: { id: StockDocumentId; onClose: () => void }) {
  const { t } = useTranslation('corrections');
  const mayReverse = useCan('purchasing.edit');
  const [isReversing, setReversing] = useState(false);
  const query = useQuery(api.priceCorrections.get.queryOptions({ input: { id } }));
  const found = query.data;
  const isStanding = found !== undefined && found.reversedByNumber === null && found.reversesId === null;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="price-correction"
      width={784}
      title={found ? `${found.number} · ${found.supplierName}` : ''}
      actions={
        isStanding && mayReverse ? (
          <Button type="text" danger onClick={() => setReversing(true)}>
            {t('drawer.reverse')}
          </Button>
        ) : null
      }
    >
      <QueryView query={query}>
        {(row) => (
          <>
            <Details
              items={[
                { label: t('columns.sku'), value: row.skuName },
                { label: t('columns.change'), value: t(`changes.${row.changeBy}`) },
                { label: t('columns.paperedOn'), value: <CalendarDay on={row.paperedOn} /> },
                {
                  label: t('columns.externalNumber'),
                  value: <span className="kc-mono">{row.externalNumber || '–'}</span>,
                },
                {
                  label: t('columns.total'),
                  value: <Amount value={row.total} currency={row.currency} isSigned />,
                },
                {
                  label: t('drawer.entry'),
                  value: row.entryNumber ? (
                    <Link className="kc-mono" to={`/suppliers?supplier=${row.supplierId}&tab=account`}>
                      {row.entryNumber}
                    </Link>
                  ) : (
                    '–'
                  ),
                },
                {
                  label: t('columns.stockPart'),
                  value: <Amount value={row.stockPart} currency={row.shopCurrency} isSigned />,
                },
                {
                  label: `${t('columns.costPart')} ${row.month}`,
                  value: <Amount value={row.costPart} currency={row.shopCurrency} isSigned />,
                },
                ...(row.rate === null
                  ? []
                  : [{ label: t('drawer.rate'), value: `${formatRate(row.rate)} (${row.rateOn ?? ''})` }]),
                {
                  label: t('drawer.receipts'),
                  value: row.receipts.map(({ importId, number }) => (
                    <Link key={importId} className="kc-mono" to={`/imports?import=${importId}`}>
                      {number}{' '}
                    </Link>
                  )),
                },
                { label: t('columns.state'), value: <CorrectionState row={row} /> },
                { label: t('columns.reason'), value: row.reason },
              ]}
            />
            <CorrectedKeys row={row} shopCurrency={row.shopCurrency} />
          </>
        )}
      </QueryView>
      {isReversing && found ? <ReverseDialog row={found} onClose={() => setReversing(false)} /> : null}
    </SideDrawer>
  );
}

const PARTS = ['all', 'stock', 'cost'] as const;

function CorrectedKeys({ row, shopCurrency }: { row: PriceCorrectionRow; shopCurrency: string }) {
  const { t } = useTranslation('corrections');
  const { t: common } = useTranslation('components');
  const [part, setPart] = useState<(typeof PARTS)[number]>('all');
  const filter = { id: row.documentId, part: part === 'all' ? undefined : part };
  const query = useInfiniteQuery(
    api.priceCorrections.keys.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const columns: readonly DataColumn<CorrectedKeyRow>[] = [
    {
      key: 'key',
      title: t('columns.key'),
      width: 84,
      render: ({ keyId, tail }) => (
        <Link className="kc-mono" to={`/inventory/keys?key=${keyId}`}>
          {keyName({ keyId, tail })}
        </Link>
      ),
      exported: exportedAs('tail'),
    },
    {
      key: 'state',
      title: t('columns.keyState'),
      width: 90,
      render: ({ state }) => <KeyStateTag state={state} />,
      exported: exportedAs(
        'state',
        'text',
        wordsOf(KEY_STATES, (state) => common(`keyStates.${state}`)),
      ),
    },
    {
      key: 'batch',
      title: t('columns.batch'),
      width: 130,
      isHiddenAtFirst: true,
      render: ({ batchNumber }) => <span className="kc-mono">{batchNumber}</span>,
      exported: exportedAs('batchNumber'),
    },
    {
      key: 'stockPart',
      title: t('columns.stockPart'),
      unit: shopCurrency,
      width: 110,
      align: 'end',
      render: ({ stockPart }) => <Amount value={stockPart} isSigned isZeroDash />,
      exported: exportedAs('stockPart', 'money'),
    },
    {
      key: 'costPart',
      title: t('columns.costPart'),
      unit: shopCurrency,
      width: 110,
      align: 'end',
      render: ({ costPart }) => <Amount value={costPart} isSigned isZeroDash />,
      exported: exportedAs('costPart', 'money'),
    },
    {
      key: 'delivery',
      title: t('columns.delivery'),
      width: 140,
      render: ({ deliveryId, deliveryNumber }) =>
        deliveryId === null ? (
          <Quantity value={null} />
        ) : (
          <Link className="kc-mono" to={`/dispense/deliveries?delivery=${deliveryId}`}>
            {deliveryNumber}
          </Link>
        ),
      exported: exportedAs('deliveryNumber'),
    },
    {
      key: 'order',
      title: t('columns.order'),
      width: 140,
      grows: true,
      render: ({ orderNumber }) => <span className="kc-mono">{orderNumber || '–'}</span>,
      exported: exportedAs('orderNumber'),
    },
  ];
  const exportRows = useListExport(
    `${row.number} ${t('drawer.keysTitle')}`,
    { list: 'correctedKeys', filter },
    columns,
  );
  return (
    <PageSection
      title={t('drawer.keysTitle')}
      actions={
        <Segmented<(typeof PARTS)[number]>
          aria-label={t('drawer.keysTitle')}
          value={part}
          options={PARTS.map((value) => ({ value, label: t(`drawer.parts.${value}`) }))}
          onChange={setPart}
        />
      }
    >
      <div style={{ height: 320 }}>
        <DataTable<CorrectedKeyRow>
          name="corrected-keys"
          label={t('drawer.keysTitle')}
          columns={columns}
          query={query}
          rowKey={({ keyId }) => keyId}
          onExport={exportRows}
          empty={<EmptyState title={t('drawer.keysTitle')} />}
        />
      </div>
    </PageSection>
  );
}

function ReverseDialog({ row, onClose }: { row: PriceCorrectionRow; onClose: () => void }) {
  const { t } = useTranslation('corrections');
  return (
    <CommandReasonDialog
      command={client.priceCorrections.reverse}
      inputOf={(reason) => ({ id: row.documentId, reason })}
      doneText={({ number, jobId }) =>
        jobId === null ? t('drawer.reversed', { number }) : t('dialog.running', { number })
      }
      title={t('drawer.reverseTitle', { number: row.number })}
      text={t('drawer.reverseText')}
      okText={t('drawer.reverse')}
      label={t('columns.reason')}
      onClose={onClose}
    />
  );
}
