import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Amount, Balance } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { sortFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { SupplierMoneyRow } from '#shared/contract/supplier-money.contract.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { MONEY_SORTS } from '#shared/domain/suppliers/exposure.ts';
import { SETTLEMENTS } from '#shared/domain/suppliers/supplier-terms.ts';
import { ExposureBar } from './exposure-bar.tsx';
import { MaximumDialog } from './maximum-dialog.tsx';
import styles from './money.module.css';
import { moneyLinks } from './money-links.ts';

const SORT = { sort: sortFilter() };

/** One row per supplier: what stands on the account, what is due, each part of the exposure, and its maximum. */
export function ExposureTable({ showsArchived }: { showsArchived: boolean }) {
  const { t } = useTranslation('supplierMoney');
  const navigate = useNavigate();
  const [setting, setSetting] = useState<SupplierMoneyRow | null>(null);
  const maySet = useCan('purchasing.approve');
  const { values, set } = useUrlFilters(SORT);
  const filter = {
    archived: showsArchived ? ('all' as const) : ('active' as const),
    sort: MONEY_SORTS.find((name) => name === values.sort?.by) ?? 'name',
    isDescending: values.sort?.isDescending ?? false,
  };
  const query = useQuery(api.supplierMoney.overview.queryOptions({ input: filter, select: ({ rows }) => rows }));
  const columns = useColumns(maySet ? setSetting : undefined);
  const exportRows = useListExport(t('title'), { list: 'supplierMoney', filter }, columns);
  return (
    <>
      <DataTable<SupplierMoneyRow>
        name="supplier-exposure"
        label={t('views.exposure')}
        columns={columns}
        query={query}
        rowKey={(row) => row.supplierId}
        onOpen={(row) => void navigate(moneyLinks.panel(row.supplierId))}
        onExport={exportRows}
        sort={values.sort}
        onSort={(sort) => set({ sort })}
        isPast={(row) => row.isArchived}
        empty={<EmptyState title={t('empty.suppliers')} text={t('empty.suppliersText')} />}
      />
      {setting ? <MaximumDialog row={setting} onClose={() => setSetting(null)} /> : null}
    </>
  );
}

/** A figure that opens its rows; a zero opens nothing. */
export function FigureLink({ value, currency, to }: { value: Money; currency: string; to: string }) {
  if (value === 0) return <Amount value={value} isZeroDash />;
  return (
    <Link to={to} onClick={(event) => event.stopPropagation()}>
      <Amount value={value} currency={currency} isRounded />
    </Link>
  );
}

function useColumns(onSet: ((row: SupplierMoneyRow) => void) | undefined): readonly DataColumn<SupplierMoneyRow>[] {
  const { t } = useTranslation('supplierMoney');
  const { t: suppliers } = useTranslation('suppliers');
  const { t: losses } = useTranslation('losses');
  return useMemo(() => {
    const amount = (
      key: string,
      title: string,
      width: number,
      read: (row: SupplierMoneyRow) => Money,
      to: (row: SupplierMoneyRow) => string,
    ): DataColumn<SupplierMoneyRow> => ({
      key,
      title,
      width,
      align: 'end',
      sort: MONEY_SORTS.find((name) => name === key),
      exported: exportedAs(key, 'money'),
      currencyAt: 'currency',
      render: (row) => <FigureLink value={read(row)} currency={row.currency} to={to(row)} />,
    });
    const part = (
      name: 'paidUnreceived' | 'openClaims' | 'rebatesDue',
      width: number,
      to: (row: SupplierMoneyRow) => string,
    ): DataColumn<SupplierMoneyRow> => ({
      ...amount(name, t(`columns.${name}`), width, ({ exposure }) => exposure[name], to),
      exported: exportedAs(`exposure.${name}`, 'money'),
    });
    return [
      {
        key: 'supplier',
        title: t('columns.supplier'),
        sort: 'name',
        width: 156,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName, lostOn }): ReactNode => (
          <>
            <span title={supplierName}>{supplierName}</span>
            {lostOn === null ? null : (
              <div className={styles.whole}>
                <StateTag tone="now" shape="cross" isPlain>
                  {losses('tag')}
                </StateTag>
              </div>
            )}
          </>
        ),
      },
      {
        key: 'settlement',
        title: t('columns.settlement'),
        width: 76,
        isHiddenAtFirst: true,
        exported: exportedAs(
          'settlement',
          'text',
          wordsOf(SETTLEMENTS, (name) => suppliers(`settlements.${name}`)),
        ),
        render: ({ settlement }) => suppliers(`settlements.${settlement}`),
      },
      {
        key: 'balance',
        title: t('columns.balance'),
        width: 160,
        align: 'end',
        exported: { ...exportedAs('balance', 'money'), header: suppliers('columns.balanceExported') },
        currencyAt: 'currency',
        render: ({ balance, currency, supplierId }) => (
          <Link to={moneyLinks.account(supplierId)} onClick={(event) => event.stopPropagation()}>
            <Balance value={balance} currency={currency} isRounded />
          </Link>
        ),
      },
      amount('usable', t('columns.usable'), 108, usableOf, ({ supplierId }) => moneyLinks.panel(supplierId)),
      {
        ...amount(
          'due',
          t('columns.due'),
          118,
          ({ due }) => due,
          ({ supplierId }) => moneyLinks.dues(supplierId),
        ),
        render: (row) => <DueCell row={row} />,
      },
      {
        ...amount(
          'overdue',
          t('columns.overdue'),
          108,
          ({ overdue }) => overdue,
          ({ supplierId }) => moneyLinks.overdue(supplierId),
        ),
        isHiddenAtFirst: true,
      },
      part('paidUnreceived', 108, ({ supplierId }) => moneyLinks.orders(supplierId)),
      part('openClaims', 100, ({ supplierId }) => moneyLinks.claims(supplierId)),
      part('rebatesDue', 100, ({ supplierId }) => moneyLinks.rebates(supplierId)),
      {
        key: 'exposure',
        title: t('columns.exposure'),
        sort: 'exposure',
        width: 172,
        align: 'end',
        exported: exportedAs('exposure.total', 'money'),
        currencyAt: 'currency',
        render: (row) => <ExposureCell row={row} onSet={onSet} />,
      },
      {
        key: 'maximum',
        title: t('columns.maximum'),
        width: 100,
        align: 'end',
        isHiddenAtFirst: true,
        exported: exportedAs('exposureMaximum', 'money'),
        currencyAt: 'currency',
        render: ({ exposureMaximum, currency }) => <Amount value={exposureMaximum} currency={currency} />,
      },
      {
        key: 'ownExposure',
        title: t('columns.ownExposure'),
        width: 110,
        align: 'end',
        isHiddenAtFirst: true,
        exported: exportedAs('ownExposure.total', 'money'),
        render: ({ ownExposure }) => <Amount value={ownExposure?.total ?? null} isRounded />,
      },
    ];
  }, [t, suppliers, losses, onSet]);
}

/** What is owed, with a mark and the way to what of it is late. */
function DueCell({ row }: { row: SupplierMoneyRow }) {
  const { t } = useTranslation('supplierMoney');
  const { due, overdue, currency, supplierId } = row;
  if (overdue === 0) return <FigureLink value={due} currency={currency} to={moneyLinks.dues(supplierId)} />;
  const hint = t('ofItOverdue', { amount: formatAmount(overdue, { currency }) });
  return (
    <>
      <Link
        className={styles.whole}
        to={moneyLinks.overdue(supplierId)}
        title={hint}
        onClick={(event) => event.stopPropagation()}
      >
        <StateTag tone="now" shape="triangle" isPlain>
          <span className="kc-visually-hidden">{hint}</span>
        </StateTag>
      </Link>
      <FigureLink value={due} currency={currency} to={moneyLinks.dues(supplierId)} />
    </>
  );
}

/** Usable means something where money lies with them. */
function usableOf({ prepaid, settlement, usable }: SupplierMoneyRow): Money {
  return prepaid > 0 || settlement === 'prepaid' ? usable : ZERO_MONEY;
}

/** The total with its bar and word; a click sets the maximum. */
function ExposureCell({ row, onSet }: { row: SupplierMoneyRow; onSet: ((row: SupplierMoneyRow) => void) | undefined }) {
  const { t } = useTranslation('supplierMoney');
  const { exposure, exposureMaximum, currency } = row;
  const bar = <ExposureBar total={exposure.total} maximum={exposureMaximum} currency={currency} isShort />;
  if (!onSet) return bar;
  const hint =
    exposureMaximum === null
      ? t('setMaximum')
      : t('maximumUsed', {
          total: formatAmount(exposure.total, { currency }),
          maximum: formatAmount(exposureMaximum, { currency }),
        });
  return (
    <Tooltip title={hint}>
      <Button
        type="text"
        size="small"
        onClick={(event) => {
          event.stopPropagation();
          onSet(row);
        }}
      >
        {bar}
      </Button>
    </Tooltip>
  );
}
