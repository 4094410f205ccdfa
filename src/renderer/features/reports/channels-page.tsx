import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol, formatAmount, formatShare } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ChannelFigures } from '#shared/contract/trade-reports.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { SUPPLIER_KINDS } from '#shared/domain/suppliers/supplier-terms.ts';
import { ChannelDrawer } from './channel-drawer.tsx';
import { Definition } from './definition.tsx';
import { periodFilter } from './period-filter.ts';
import { PeriodSelect } from './period-select.tsx';
import { ReportFrame } from './report-frame.tsx';
import styles from './reports.module.css';

const DIMENSIONS = ['supplier', 'kind'] as const;
type Dimension = (typeof DIMENSIONS)[number];
const FILTERS = { by: choiceFilter(DIMENSIONS), period: periodFilter };
const OPEN = { supplier: idFilter<SupplierId>() };

/** A channel in the table: one supplier, or all of a kind. */
interface Channel extends ChannelFigures {
  readonly key: string;
  readonly name: string;
  readonly supplierId: SupplierId | null;
}

/** 渠道回报: gross profit on the money tied up, by supplier and by kind of channel. */
export default function ChannelsPage() {
  const { t } = useTranslation(['reports', 'suppliers']);
  const { currency } = useSession().shop;
  const { values, set } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const { period } = values;
  const by = values.by ?? 'supplier';
  const query = useQuery(
    api.tradeReports.channels.queryOptions({ input: { period }, placeholderData: keepPreviousData }),
  );
  const columns = useChannelColumns(by, currency);
  const report = query.data;
  const rows = useMemo((): Channel[] | undefined => {
    if (by === 'supplier') return report?.bySupplier.map((row) => ({ ...row, key: String(row.supplierId) }));
    return report?.byKind.map((row) => ({
      ...row,
      key: row.kind,
      name: t(`suppliers:kinds.${row.kind}`),
      supplierId: null,
    }));
  }, [report, by, t]);
  const opened = rows?.find(({ supplierId }) => supplierId !== null && supplierId === open.values.supplier);
  return (
    <ReportFrame
      filters={
        <>
          <PeriodSelect value={period} onChange={(next) => set({ period: next })} />
          <Segmented<Dimension>
            value={by}
            aria-label={t('channels.byLabel')}
            options={DIMENSIONS.map((value) => ({ value, label: t(`concentration.by.${value}`) }))}
            onChange={(next) => set({ by: next === 'supplier' ? null : next })}
          />
        </>
      }
    >
      {report ? <Answers total={report.total} currency={currency} /> : null}
      <WholeTable<Channel>
        name={`channels-${by}`}
        label={t('channels.label')}
        columns={columns}
        query={query}
        rows={rows}
        list={{ list: 'channels', filter: { period, by } }}
        rowKey={(row) => row.key}
        openKey={open.values.supplier === null ? null : String(open.values.supplier)}
        onOpen={(row) => {
          if (row.supplierId !== null) open.set({ supplier: row.supplierId });
          else set({ by: null });
        }}
        totals={report ? totalsOf(t('total'), report.total) : undefined}
        empty={<EmptyState title={t('channels.empty')} text={t('channels.emptyText')} />}
      />
      {opened?.supplierId ? (
        <ChannelDrawer
          supplierId={opened.supplierId}
          name={opened.name}
          figures={opened}
          period={period}
          onClose={() => open.set({ supplier: null })}
        />
      ) : null}
    </ReportFrame>
  );
}

function Answers({ total, currency }: { total: ChannelFigures; currency: string }) {
  const { t } = useTranslation('reports');
  return (
    <dl className={styles.answers}>
      <div className={styles.answer}>
        <dt>{t('channels.return')}</dt>
        <dd>
          {returnText(total.return)}
          <ReturnDefinition figures={total} currency={currency} />
        </dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('channels.profit')}</dt>
        <dd>{formatAmount(total.profit, { currency, isRounded: true })}</dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('channels.tiedUp')}</dt>
        <dd>{formatAmount(total.tiedUp, { currency, isRounded: true })}</dd>
      </div>
    </dl>
  );
}

/** How a return was worked out, with its numbers. */
export function ReturnDefinition({ figures, currency }: { figures: ChannelFigures; currency: string }) {
  const { t } = useTranslation('reports');
  const amount = (value: number): string => formatAmount(value, { currency, isRounded: true });
  return (
    <Definition
      of={t('channels.return')}
      text={t('channels.definition')}
      formula={t('channels.formula')}
      arithmetic={
        figures.return === null
          ? undefined
          : t('channels.arithmetic', {
              revenue: amount(figures.revenue),
              cost: amount(figures.cost),
              inStock: amount(figures.inStock),
              prepaid: amount(figures.prepaid),
              result: returnText(figures.return),
            })
      }
    />
  );
}

function returnText(value: number | null): string {
  return value === null ? '–' : formatShare(value);
}

function totalsOf(label: string, total: ChannelFigures) {
  return {
    name: label,
    keys: <Quantity value={total.keys} />,
    revenue: <Amount value={total.revenue} isRounded />,
    profit: <Amount value={total.profit} isRounded />,
    inStock: <Amount value={total.inStock} isRounded />,
    prepaid: <Amount value={total.prepaid} isRounded />,
    return: returnText(total.return),
  };
}

function useChannelColumns(by: Dimension, currency: string): readonly DataColumn<Channel>[] {
  const { t } = useTranslation(['reports', 'suppliers']);
  return useMemo(() => {
    const kinds = by === 'kind' ? wordsOf(SUPPLIER_KINDS, (kind) => t(`suppliers:kinds.${kind}`)) : undefined;
    const amount = (key: 'revenue' | 'profit' | 'inStock' | 'prepaid'): DataColumn<Channel> => ({
      key,
      title: t(`channels.${key}`),
      unit: currencySymbol(currency),
      width: 118,
      align: 'end',
      exported: exportedAs(key, 'money'),
      render: (row) => <Amount value={row[key]} isZeroDash isRounded />,
    });
    return [
      {
        key: 'name',
        title: t(`concentration.by.${by}`),
        width: 180,
        grows: true,
        exported: exportedAs('name', 'text', kinds),
        render: ({ name }) => name,
      },
      {
        key: 'return',
        title: t('channels.return'),
        width: 100,
        align: 'end',
        exported: exportedAs('return', 'share'),
        render: (row) => <strong>{returnText(row.return)}</strong>,
      },
      {
        key: 'keys',
        title: t('channels.keys'),
        width: 80,
        align: 'end',
        exported: exportedAs('keys', 'integer'),
        render: ({ keys }) => <Quantity value={keys} isZeroDash />,
      },
      amount('revenue'),
      amount('profit'),
      amount('inStock'),
      amount('prepaid'),
    ];
  }, [t, by, currency]);
}
