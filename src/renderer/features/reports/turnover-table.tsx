import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol, formatShare } from '#renderer/i18n/format.ts';
import type { TurnoverFigures, TurnoverReport } from '#shared/contract/trade-reports.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { BrandId, SkuId } from '#shared/domain/ids.ts';

interface TurnoverTableProps {
  query: RowQuery;
  report: TurnoverReport;
  by: 'sku' | 'brand';
  period: string;
  onSku: (skuId: SkuId) => void;
  onBrand: (brandId: BrandId) => void;
}

interface TurnedRow extends TurnoverFigures {
  readonly key: number;
  readonly name: string;
  /** One of the two. */
  readonly skuId: SkuId | null;
  readonly brandId: BrandId | null;
}

/** Each SKU or brand, as the core orders them until a column sorts: those most often out of stock first. */
export function TurnoverTable({ query, report, by, period, onSku, onBrand }: TurnoverTableProps) {
  const { t } = useTranslation('reports');
  const rows = useMemo((): readonly TurnedRow[] => {
    if (by === 'sku') return report.skus.map((sku) => ({ ...sku, key: sku.skuId, name: skuTitle(sku), brandId: null }));
    return report.brands.map((brand) => ({ ...brand, key: brand.brandId, skuId: null }));
  }, [report, by]);
  const columns = useTurnoverColumns(by);
  return (
    <WholeTable<TurnedRow>
      name={`turnover-${by}`}
      label={t('turnover.label')}
      columns={columns}
      query={query}
      rows={rows}
      list={{ list: 'turnover', filter: { period, by } }}
      rowKey={(row) => row.key}
      count={rows.length}
      onOpen={({ skuId, brandId }) => {
        if (skuId !== null) onSku(skuId);
        if (brandId !== null) onBrand(brandId);
      }}
      totals={totalsOf(t('total'), report.total)}
      empty={<EmptyState title={t('turnover.emptyPeriod')} />}
    />
  );
}

function totalsOf(label: string, total: TurnoverFigures) {
  return {
    name: label,
    costOfSales: <Amount value={total.costOfSales} isRounded />,
    averageStock: <Amount value={total.averageStock} isRounded />,
    times: total.times?.toFixed(1) ?? '–',
    days: total.days?.toFixed(1) ?? '–',
    outDays: <Quantity value={total.outDays} />,
    skuDays: <Quantity value={total.skuDays} />,
    outRate: total.outRate === null ? '–' : formatShare(total.outRate),
  };
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
      exported: exportedAs(key, 'money'),
      render: (row) => <Amount value={row[key]} isZeroDash isRounded />,
    });
    const figure = (key: 'times' | 'days'): DataColumn<TurnedRow> => ({
      key,
      title: t(`turnover.${key}`),
      width: 104,
      align: 'end',
      exported: exportedAs(key, 'decimal'),
      render: (row) => row[key]?.toFixed(1) ?? <span className="kc-faint">–</span>,
    });
    return [
      {
        key: 'name',
        title: t(`turnover.by.${by}`),
        width: 220,
        grows: true,
        exported: exportedAs('name'),
        render: ({ name }) => name,
      },
      figure('times'),
      figure('days'),
      amount('costOfSales'),
      amount('averageStock'),
      {
        key: 'outRate',
        title: t('turnover.outRate'),
        width: 112,
        align: 'end',
        exported: exportedAs('outRate', 'share'),
        render: ({ outRate }) =>
          outRate === null ? <span className="kc-faint">–</span> : <strong>{formatShare(outRate)}</strong>,
      },
      {
        key: 'outDays',
        title: t('turnover.outDays'),
        width: 84,
        align: 'end',
        exported: exportedAs('outDays', 'integer'),
        render: ({ outDays }) => <Quantity value={outDays} isZeroDash />,
      },
      {
        key: 'skuDays',
        title: t('turnover.skuDays'),
        width: 84,
        align: 'end',
        exported: exportedAs('skuDays', 'integer'),
        render: ({ skuDays }) => <Quantity value={skuDays} isZeroDash />,
      },
    ];
  }, [t, by, currency]);
}
