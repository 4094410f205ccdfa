import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol, formatShare } from '#renderer/i18n/format.ts';
import type { TurnoverFigures, TurnoverReport } from '#shared/contract/trade-reports.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';

interface TurnoverTableProps {
  query: RowQuery;
  report: TurnoverReport;
  by: 'sku' | 'brand';
  onSku: (skuId: SkuId) => void;
  onBrand: (name: string) => void;
}

interface TurnedRow extends TurnoverFigures {
  readonly key: number;
  readonly name: string;
  readonly skuId: SkuId | null;
}

/** Each SKU or brand, those most often out of stock first. */
export function TurnoverTable({ query, report, by, onSku, onBrand }: TurnoverTableProps) {
  const { t } = useTranslation('reports');
  const rows = useMemo((): readonly TurnedRow[] => {
    const all: TurnedRow[] =
      by === 'sku'
        ? report.skus.map((sku) => ({ ...sku, key: sku.skuId, name: skuTitle(sku) }))
        : report.brands.map((brand) => ({ ...brand, key: brand.brandId, skuId: null }));
    return all.sort((one, other) => (other.outRate ?? -1) - (one.outRate ?? -1) || other.costOfSales - one.costOfSales);
  }, [report, by]);
  const columns = useTurnoverColumns(by);
  return (
    <DataTable<TurnedRow>
      name={`turnover-${by}`}
      label={t('turnover.label')}
      columns={columns}
      query={{ ...query, data: rows }}
      rowKey={(row) => row.key}
      count={rows.length}
      onOpen={(row) => (row.skuId === null ? onBrand(row.name) : onSku(row.skuId))}
      totals={totalsOf(t('total'), report.total)}
      empty={<EmptyState title={t('turnover.emptyPeriod')} />}
    />
  );
}

function totalsOf(label: string, total: TurnoverFigures) {
  return {
    name: label,
    costOfSales: <Amount value={rounded(total.costOfSales)} />,
    averageStock: <Amount value={rounded(total.averageStock)} />,
    times: total.times?.toFixed(1) ?? '–',
    days: total.days?.toFixed(1) ?? '–',
    outDays: <Quantity value={total.outDays} />,
    skuDays: <Quantity value={total.skuDays} />,
    outRate: total.outRate === null ? '–' : formatShare(total.outRate),
  };
}

function rounded(amount: number): number {
  return Math.round(amount / 100) * 100;
}

function useTurnoverColumns(by: 'sku' | 'brand'): readonly DataColumn<TurnedRow>[] {
  const { t } = useTranslation('reports');
  const { currency } = useSession().shop;
  return useMemo(() => {
    const unit = currencySymbol(currency);
    const amount = (key: 'costOfSales' | 'averageStock'): DataColumn<TurnedRow> => ({
      key,
      title: t(`turnover.${key}`),
      unit,
      width: 124,
      align: 'end',
      render: (row) => <Amount value={rounded(row[key])} isZeroDash />,
    });
    const figure = (key: 'times' | 'days'): DataColumn<TurnedRow> => ({
      key,
      title: t(`turnover.${key}`),
      width: 92,
      align: 'end',
      render: (row) => row[key]?.toFixed(1) ?? <span className="kc-faint">–</span>,
    });
    return [
      { key: 'name', title: t(`turnover.by.${by}`), width: 220, grows: true, render: ({ name }) => name },
      figure('times'),
      figure('days'),
      amount('costOfSales'),
      amount('averageStock'),
      {
        key: 'outRate',
        title: t('turnover.outRate'),
        width: 92,
        align: 'end',
        render: ({ outRate }) =>
          outRate === null ? <span className="kc-faint">–</span> : <strong>{formatShare(outRate)}</strong>,
      },
      {
        key: 'outDays',
        title: t('turnover.outDays'),
        width: 84,
        align: 'end',
        render: ({ outDays }) => <Quantity value={outDays} isZeroDash />,
      },
      {
        key: 'skuDays',
        title: t('turnover.skuDays'),
        width: 84,
        align: 'end',
        render: ({ skuDays }) => <Quantity value={skuDays} isZeroDash />,
      },
    ];
  }, [t, by, currency]);
}
