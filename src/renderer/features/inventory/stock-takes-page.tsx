import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { KeyStateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { StockTakeFindingRow, StockTakeRow } from '#shared/contract/stock-takes.contract.ts';
import { KEY_STATES } from '#shared/domain/card-keys/key-states.ts';
import type { StockTakeId } from '#shared/domain/ids.ts';
import { STOCK_TAKE_FINDINGS } from '#shared/domain/inventory/stock-take.ts';
import styles from './inventory.module.css';
import { StockTakeDialog } from './stock-take-dialog.tsx';

const FILTERS = { take: idFilter<StockTakeId>(), finding: choiceFilter(STOCK_TAKE_FINDINGS) };

/** 盘点: suppliers' status lists against our keys, and what each comparison found. */
export default function StockTakesPage() {
  const { t } = useTranslation('inventory');
  const mayTake = useCan('stock.adjust');
  const { values, set } = useUrlFilters(FILTERS);
  const [isTaking, setTaking] = useState(false);
  const start = mayTake ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setTaking(true)}>
      {t('takes.new')}
    </Button>
  ) : null;
  return (
    <Page
      title={t('takesTitle')}
      actions={start}
      filters={
        values.take === null ? undefined : (
          <>
            <Button onClick={() => set({ take: null, finding: null })}>{t('takesTitle')}</Button>
            <Select
              value={values.finding}
              allowClear
              style={{ width: 200 }}
              placeholder={t('takes.all')}
              aria-label={t('columns.finding')}
              options={STOCK_TAKE_FINDINGS.map((value) => ({ value, label: t(`findings.${value}`) }))}
              onChange={(finding) => set({ finding: finding ?? null })}
            />
          </>
        )
      }
    >
      {values.take === null ? (
        <Takes onOpen={(take) => set({ take })} start={start} />
      ) : (
        <Findings id={values.take} finding={values.finding} onClear={() => set({ finding: null })} />
      )}
      {isTaking ? (
        <StockTakeDialog
          onClose={(take) => {
            setTaking(false);
            if (take !== null) set({ take, finding: null });
          }}
        />
      ) : null}
    </Page>
  );
}

function Takes({ onOpen, start }: { onOpen: (id: StockTakeId) => void; start: React.ReactNode }) {
  const { t } = useTranslation('inventory');
  const query = useInfiniteQuery(api.stockTakes.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor }) }));
  const columns = useMemo<readonly DataColumn<StockTakeRow>[]>(() => {
    const count = (finding: (typeof STOCK_TAKE_FINDINGS)[number]): DataColumn<StockTakeRow> => ({
      key: finding,
      title: t(`findings.${finding}`),
      width: 130,
      align: 'end',
      render: (row) => <Quantity value={row.counts[finding] ?? 0} isZeroDash />,
    });
    return [
      {
        key: 'number',
        title: t('columns.number'),
        width: 150,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      { key: 'at', title: t('columns.at'), width: 112, render: (row) => <Moment at={row.takenAt} /> },
      { key: 'supplier', title: t('columns.supplier'), width: 140, render: (row) => row.supplierName },
      { key: 'file', title: t('columns.file'), width: 180, grows: true, render: (row) => row.fileName },
      count('agrees'),
      count('used-while-ours'),
      count('unused-but-delivered'),
      count('unknown-key'),
      {
        key: 'refused',
        title: t('columns.refused'),
        width: 100,
        align: 'end',
        render: (row) => <Quantity value={row.refusedRows} isZeroDash />,
      },
      { key: 'by', title: t('columns.by'), width: 90, render: (row) => row.takenBy },
    ];
  }, [t]);
  return (
    <DataTable
      name="stock-takes"
      label={t('takesTitle')}
      columns={columns}
      query={query}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      empty={<EmptyState title={t('takes.empty')} text={t('takes.intro')} actions={start} />}
    />
  );
}

interface FindingsProps {
  id: StockTakeId;
  finding: (typeof STOCK_TAKE_FINDINGS)[number] | null;
  onClear: () => void;
}

function Findings({ id, finding, onClear }: FindingsProps) {
  const { t } = useTranslation('inventory');
  const query = useInfiniteQuery(
    api.stockTakes.findings.infiniteOptions({
      ...PAGING,
      input: (cursor) => ({ cursor, id, finding: finding ?? undefined }),
    }),
  );
  const columns = useMemo<readonly DataColumn<StockTakeFindingRow>[]>(
    () => [
      {
        key: 'row',
        title: t('columns.row'),
        width: 70,
        align: 'end',
        render: (row) => <Quantity value={row.rowNumber} />,
      },
      {
        key: 'finding',
        title: t('columns.finding'),
        width: 180,
        render: (row) => (
          <span className={row.finding === 'used-while-ours' ? styles.low : undefined}>
            {t(`findings.${row.finding}`)}
          </span>
        ),
      },
      {
        key: 'tail',
        title: t('columns.tail'),
        width: 110,
        render: (row) =>
          row.keyId === null ? (
            ''
          ) : (
            <Link to={`/inventory/keys?key=${row.keyId}`} className="kc-mono">
              {row.tail ? `…${row.tail}` : `#${row.keyId}`}
            </Link>
          ),
      },
      { key: 'sku', title: t('columns.sku'), width: 180, grows: true, render: (row) => row.skuName },
      { key: 'theirs', title: t('columns.theirs'), width: 100, render: (row) => row.theirStatus },
      {
        key: 'ours',
        title: t('columns.ours'),
        width: 100,
        render: (row) => {
          const state = KEY_STATES.find((candidate) => candidate === row.ourState);
          return state ? <KeyStateTag state={state} /> : null;
        },
      },
      { key: 'usedOn', title: t('columns.usedOn'), width: 100, render: (row) => <CalendarDay on={row.usedOn} /> },
      {
        key: 'seenBy',
        title: t('columns.seenBy'),
        width: 160,
        render: (row) => [...new Set(row.seenBy.map(({ userName }) => userName))].join('、'),
      },
    ],
    [t],
  );
  return (
    <DataTable
      name="stock-take-findings"
      label={t('takes.findings')}
      columns={columns}
      query={query}
      rowKey={(row) => row.rowNumber}
      isFiltered={finding !== null}
      onClearFilters={onClear}
      empty={<EmptyState title={t('takes.empty')} />}
    />
  );
}
