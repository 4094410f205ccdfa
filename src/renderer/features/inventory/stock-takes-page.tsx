import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { KeyStateTag, StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
import { say } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { StockTakeFindingRow, StockTakeRow } from '#shared/contract/stock-takes.contract.ts';
import { KEY_STATES } from '#shared/domain/card-keys/key-states.ts';
import type { StockTakeId } from '#shared/domain/ids.ts';
import { STOCK_TAKE_FINDINGS } from '#shared/domain/inventory/stock-take.ts';
import { ID_DAMAGES } from '#shared/domain/spreadsheets/damage.ts';
import styles from './inventory.module.css';
import { actWord } from './inventory-words.ts';
import { StockTakeDialog } from './stock-take-dialog.tsx';

const PROGRESSES = ['running', 'done', 'stopped'] as const;
const PROGRESS_LOOKS = {
  running: { tone: 'held', shape: 'half' },
  done: { tone: 'past', shape: 'check' },
  stopped: { tone: 'soon', shape: 'triangle' },
} as const;

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
    const count = (
      finding: (typeof STOCK_TAKE_FINDINGS)[number],
      width: number,
      isHiddenAtFirst = false,
    ): DataColumn<StockTakeRow> => ({
      key: finding,
      title: t(`findings.${finding}`),
      width,
      align: 'end',
      isHiddenAtFirst,
      render: (row) => <Quantity value={row.counts[finding] ?? 0} isZeroDash />,
    });
    return [
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('columns.number'),
        width: 150,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      {
        key: 'at',
        exported: exportedAs('takenAt', 'instant'),
        title: t('columns.at'),
        width: 104,
        render: (row) => <Moment at={row.takenAt} />,
      },
      {
        key: 'progress',
        exported: exportedAs(
          'progress',
          'text',
          wordsOf(PROGRESSES, (progress) => t(`takes.progress.${progress}`)),
        ),
        title: t('columns.state'),
        width: 100,
        render: ({ progress }) => (
          <StateTag {...PROGRESS_LOOKS[progress]} isPlain>
            {t(`takes.progress.${progress}`)}
          </StateTag>
        ),
      },
      {
        key: 'supplier',
        exported: exportedAs('supplierName'),
        title: t('columns.supplier'),
        width: 120,
        render: (row) => row.supplierName,
      },
      {
        key: 'file',
        exported: exportedAs('fileName'),
        title: t('columns.file'),
        width: 130,
        grows: true,
        render: (row) => row.fileName,
      },
      count('agrees', 84),
      count('used-while-ours', 130),
      count('used-while-placed', 150, true),
      count('unused-but-delivered', 150, true),
      count('unused-but-gone', 150, true),
      count('unknown-key', 100),
      {
        key: 'refused',
        exported: exportedAs('refusedRows', 'integer'),
        title: t('columns.refused'),
        width: 80,
        align: 'end',
        render: (row) => <Quantity value={row.refusedRows} isZeroDash />,
      },
      { key: 'by', exported: exportedAs('takenBy'), title: t('columns.by'), width: 90, render: (row) => row.takenBy },
    ];
  }, [t]);
  const exportRows = useListExport(t('takesTitle'), { list: 'stockTakes', filter: {} }, columns);
  return (
    <DataTable
      name="stock-takes"
      label={t('takesTitle')}
      columns={columns}
      query={query}
      rowKey={(row) => row.id}
      onExport={exportRows}
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
  const { t: common } = useTranslation('components');
  const filter = { id, finding: finding ?? undefined };
  const query = useInfiniteQuery(
    api.stockTakes.findings.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const take = useQuery(api.stockTakes.get.queryOptions({ input: { id } }));
  const columns = useMemo<readonly DataColumn<StockTakeFindingRow>[]>(
    () => [
      {
        key: 'row',
        exported: exportedAs('rowNumber', 'integer'),
        title: t('columns.row'),
        width: 70,
        align: 'end',
        render: (row) => <Quantity value={row.rowNumber} />,
      },
      {
        key: 'finding',
        exported: exportedAs(
          'finding',
          'text',
          wordsOf(STOCK_TAKE_FINDINGS, (name) => t(`findings.${name}`)),
        ),
        title: t('columns.finding'),
        width: 160,
        render: (row) => (
          <span className={TO_ACT_ON.has(row.finding) ? styles.low : undefined}>{t(`findings.${row.finding}`)}</span>
        ),
      },
      {
        key: 'tail',
        exported: exportedAs('tail'),
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
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 180,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'theirs',
        exported: exportedAs('theirStatus', 'text', theirWords(t)),
        title: t('columns.theirs'),
        width: 100,
        render: (row) => theirWords(t)[row.theirStatus] ?? row.theirStatus,
      },
      {
        key: 'ours',
        exported: exportedAs(
          'ourState',
          'text',
          wordsOf(KEY_STATES, (state) => common(`keyStates.${state}`)),
        ),
        title: t('columns.ours'),
        width: 100,
        render: (row) => {
          const state = KEY_STATES.find((candidate) => candidate === row.ourState);
          return state ? <KeyStateTag state={state} /> : null;
        },
      },
      {
        key: 'usedOn',
        exported: exportedAs('usedOn', 'day'),
        title: t('columns.usedOn'),
        width: 100,
        render: (row) => <CalendarDay on={row.usedOn} />,
      },
      {
        key: 'seenBy',
        exported: exportedAs('seenBy.userName'),
        title: t('columns.seenBy'),
        width: 230,
        render: (row) => <SeenBy looks={row.seenBy} />,
      },
    ],
    [t, common],
  );
  const exportRows = useListExport(t('takes.findings'), { list: 'findings', filter }, columns);
  return (
    <>
      {take.data?.progress === 'stopped' ? <Alert type="warning" showIcon title={t('takes.stopped')} /> : null}
      {take.data ? <NotCompared take={take.data} /> : null}
      {take.data?.refusals.map((refusal) => (
        <Refused key={refusal.reason} {...refusal} />
      ))}
      <DataTable
        name="stock-take-findings"
        label={t('takes.findings')}
        columns={columns}
        query={query}
        rowKey={(row) => row.rowNumber}
        onExport={exportRows}
        isFiltered={finding !== null}
        onClearFilters={onClear}
        empty={<EmptyState title={t('takes.nothingFound')} />}
      />
    </>
  );
}

/** Rows that could not be compared because nobody knows their status word; the next stock-take asks for it. */
function NotCompared({ take }: { take: StockTakeRow }) {
  const { t } = useTranslation('inventory');
  const words = Object.entries(take.unknownWords);
  if (words.length === 0) return null;
  const named = words.map(([text, count]) => t('takes.unknownWord', { text, count })).join(t('takes.wordSeparator'));
  return <Alert type="warning" showIcon title={t('takes.notCompared', { count: take.refusedRows, words: named })} />;
}

/** Why rows could not be compared, and where they begin; words that nobody knows are {@link NotCompared}. */
function Refused({ reason, count, firstRow }: StockTakeRow['refusals'][number]) {
  const { t } = useTranslation('inventory');
  if (reason === 'STATUS_UNKNOWN') return null;
  const kind = reason === 'NUMBER_MISSING' ? 'noNumber' : DAMAGES.has(reason) ? 'damaged' : 'noDay';
  return <Alert type="warning" showIcon title={t(`takes.refused.${kind}`, { count, row: firstRow })} />;
}

const DAMAGES: ReadonlySet<string> = new Set(ID_DAMAGES);

/** What somebody has to do something about. */
const TO_ACT_ON: ReadonlySet<string> = new Set<(typeof STOCK_TAKE_FINDINGS)[number]>([
  'used-while-ours',
  'used-while-placed',
]);

type Translate = ReturnType<typeof useTranslation<'inventory'>>['t'];

function theirWords(t: Translate): Record<string, string> {
  return wordsOf(['sellable', 'used', 'sold', 'void'], (meaning) => t(`takes.meanings.${meaning}`));
}

/** Who had seen the key in plain before the supplier called it used: the last one, how and when; all of them on hover. */
function SeenBy({ looks }: { looks: StockTakeFindingRow['seenBy'] }) {
  const [last, ...earlier] = looks;
  if (!last) return null;
  const text = (look: typeof last) => `${look.userName} ${actWord(say, look.act)} ${formatInstant(look.happenedAt)}`;
  return (
    <span title={looks.map(text).join('\n')}>
      {text(last)}
      {earlier.length > 0 ? ` +${earlier.length}` : ''}
    </span>
  );
}
