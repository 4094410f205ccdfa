import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import type { DeadSku, StockAgeReport } from '#shared/contract/stock-age.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { DEAD_STOCK_ADVICE } from '#shared/domain/replenishment/stock-age.ts';

interface DeadStockTableProps {
  query: RowQuery;
  report: StockAgeReport;
  onOpenBatches: (sku: SkuId) => void;
}

/** What nobody bought for so long, most money first, with what to do and the act that does it. */
export function DeadStockTable({ query, report, onOpenBatches }: DeadStockTableProps) {
  const { t } = useTranslation('stockAge');
  const { currency } = useSession().shop;
  const columns = useDeadColumns(currency);
  return (
    <WholeTable<DeadSku>
      name="dead-stock"
      label={t('views.dead')}
      columns={columns}
      query={query}
      rows={report.dead}
      list={{ list: 'deadStock', filter: { deadAfterDays: report.deadAfterDays } }}
      rowKey={(row) => row.skuId}
      count={report.dead.length}
      totals={{ sku: t('total'), value: <Amount value={report.deadValue} /> }}
      onOpen={(row) => onOpenBatches(row.skuId)}
      empty={<EmptyState title={t('noneDead')} text={t('noneDeadText', { days: report.deadAfterDays })} />}
    />
  );
}

function useDeadColumns(currency: string): readonly DataColumn<DeadSku>[] {
  const { t } = useTranslation('stockAge');
  return useMemo(
    () => [
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 200,
        grows: true,
        exported: [exportedAs('skuName'), { ...exportedAs('skuCode'), header: t('columns.code') }],
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 76,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: ({ quantity }) => <Quantity value={quantity} />,
      },
      {
        key: 'value',
        title: t('columns.value'),
        unit: currencySymbol(currency),
        width: 110,
        align: 'end',
        exported: exportedAs('value', 'money'),
        render: ({ value }) => <Amount value={value} />,
      },
      {
        key: 'sale',
        title: t('columns.daysSinceSale'),
        width: 96,
        align: 'end',
        exported: exportedAs('daysSinceSale', 'integer'),
        render: ({ daysSinceSale }) =>
          daysSinceSale === null ? (
            <span className="kc-faint">{t('neverSold')}</span>
          ) : (
            <Quantity value={daysSinceSale} />
          ),
      },
      {
        key: 'oldest',
        title: t('columns.oldest'),
        width: 90,
        align: 'end',
        exported: exportedAs('oldestDays', 'integer'),
        render: ({ oldestDays }) => <Quantity value={oldestDays} />,
      },
      {
        key: 'expiresOn',
        title: t('columns.expiresOn'),
        width: 92,
        exported: exportedAs('expiresOn', 'day'),
        render: ({ expiresOn }) => <CalendarDay on={expiresOn} />,
      },
      {
        key: 'advice',
        title: t('columns.advice'),
        width: 190,
        exported: exportedAs(
          'advice',
          'text',
          wordsOf(DEAD_STOCK_ADVICE, (advice) => t(`advice.${advice}`)),
        ),
        render: (row) => <Advice row={row} />,
      },
      {
        key: 'actions',
        title: t('columns.act'),
        width: 110,
        render: (row) => <AdvisedAct row={row} />,
      },
    ],
    [t, currency],
  );
}

function Advice({ row }: { row: DeadSku }) {
  const { t } = useTranslation('stockAge');
  const { advice, returnableUntil, supplierName } = row;
  const isReturn = advice === 'return-to-supplier';
  return (
    <span title={isReturn ? t('returnTo', { supplier: supplierName }) : undefined}>
      {t(`advice.${advice}`)}{' '}
      {isReturn ? (
        <span className="kc-soft">
          {t('until')} <CalendarDay on={returnableUntil} />
        </span>
      ) : null}
    </span>
  );
}

/** The act that the advice means, opened where it lives, for the batch or SKU it is about. */
function AdvisedAct({ row }: { row: DeadSku }) {
  const { t } = useTranslation('stockAge');
  const mayReturn = useCan('purchasing.edit');
  const mayWriteOff = useCan('keys.writeOff');
  const mayPrice = useCan('catalogue.edit');
  const acts = {
    'return-to-supplier': { may: mayReturn, to: `/inventory/batches?batch=${row.batchId}&act=return` },
    'write-off': { may: mayWriteOff, to: `/inventory/batches?batch=${row.batchId}&act=write-off` },
    'sell-before-expiry': { may: mayPrice, to: `/catalog?sku=${row.skuId}&edit=1` },
    discount: { may: mayPrice, to: `/catalog?sku=${row.skuId}&edit=1` },
  } as const;
  const { may, to } = acts[row.advice];
  if (!may) return <span className="kc-faint">–</span>;
  return (
    <Link to={to} onClick={(event) => event.stopPropagation()}>
      <Button size="small">{t(`acts.${row.advice}`)}</Button>
    </Link>
  );
}
