import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Balance, Quantity } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import type { SupplierAccountRow, SupplierRow } from '#shared/contract/suppliers.contract.ts';
import { SETTLEMENTS, SUPPLIER_KINDS } from '#shared/domain/suppliers/supplier-terms.ts';
import { closingDayText, settlementText, warrantyText } from './supplier-text.ts';

/** A supplier in the list; the account's part is missing for those who may not see accounts. */
export type ListedSupplier = SupplierRow & Partial<Pick<SupplierAccountRow, 'balance' | 'entryCount' | 'lastEntryOn'>>;

export function useSupplierColumns(
  showsAccounts: boolean,
  onPost: ((supplier: ListedSupplier) => void) | undefined,
): readonly DataColumn<ListedSupplier>[] {
  const { t } = useTranslation('suppliers');
  const losses = useTranslation('losses').t;
  return useMemo(() => {
    const naming: DataColumn<ListedSupplier>[] = [
      {
        key: 'name',
        title: t('columns.name'),
        width: 160,
        grows: true,
        exported: exportedAs('name'),
        render: (supplier) => (
          <>
            <span title={supplier.name}>{supplier.name}</span>
            {supplier.lostOn === null ? null : (
              <StateTag tone="now" shape="cross" isPlain>
                {losses('tag')}
              </StateTag>
            )}
            {supplier.isArchived ? (
              <StateTag tone="past" shape="dash" isPlain>
                {t('archivedTag')}
              </StateTag>
            ) : null}
          </>
        ),
      },
      {
        key: 'code',
        title: t('columns.code'),
        width: 90,
        exported: exportedAs('code'),
        render: (supplier) => <span className="kc-mono">{supplier.code}</span>,
      },
      {
        key: 'kind',
        title: t('columns.kind'),
        width: 100,
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(SUPPLIER_KINDS, (kind) => t(`kinds.${kind}`)),
        ),
        render: (supplier) => t(`kinds.${supplier.kind}`),
      },
      {
        key: 'settlement',
        title: t('columns.settlement'),
        width: 108,
        exported: exportedAs(
          'settlement',
          'text',
          wordsOf(SETTLEMENTS, (settlement) => t(`settlements.${settlement}`)),
        ),
        render: (supplier) => settlementText(t, supplier),
      },
    ];
    const account: DataColumn<ListedSupplier>[] = [
      {
        key: 'balance',
        title: t('columns.balance'),
        width: 170,
        align: 'end',
        exported: { paths: ['balance'], kind: 'money', header: t('columns.balanceExported') },
        currencyAt: 'currency',
        render: ({ balance = 0, currency }) => <Balance value={balance} currency={currency} />,
      },
      {
        key: 'lastEntry',
        title: t('columns.lastEntry'),
        exported: exportedAs('lastEntryOn', 'day'),
        width: 96,
        align: 'end',
        render: (supplier) => <CalendarDay on={supplier.lastEntryOn} />,
      },
      {
        key: 'entryCount',
        title: t('columns.entryCount'),
        exported: exportedAs('entryCount', 'integer'),
        width: 76,
        align: 'end',
        isHiddenAtFirst: true,
        render: (supplier) => <Quantity value={supplier.entryCount} isZeroDash />,
      },
    ];
    const terms: DataColumn<ListedSupplier>[] = [
      {
        key: 'closingDay',
        title: t('columns.closingDay'),
        exported: exportedAs('closingDay', 'integer'),
        width: 104,
        render: (supplier) => closingDayText(t, supplier.closingDay),
      },
      {
        key: 'warranty',
        title: t('columns.warranty'),
        width: 90,
        align: 'end',
        render: (supplier) =>
          supplier.warrantyHours === 0 ? <span className="kc-faint">–</span> : warrantyText(t, supplier.warrantyHours),
      },
      {
        key: 'currency',
        title: t('columns.currency'),
        exported: exportedAs('currency'),
        width: 76,
        isHiddenAtFirst: true,
        render: (supplier) => supplier.currency,
      },
    ];
    const actions: DataColumn<ListedSupplier> = {
      key: 'actions',
      title: t('columns.actions'),
      width: 136,
      render: (supplier) =>
        onPost ? (
          <Button size="small" type="link" onClick={() => onPost(supplier)}>
            {supplier.settlement === 'prepaid' ? t('actions.topUp') : t('actions.pay')}
          </Button>
        ) : null,
    };
    return [...naming, ...(showsAccounts ? account : []), ...terms, actions];
  }, [t, losses, showsAccounts, onPost]);
}
