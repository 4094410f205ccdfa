import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Balance } from '#renderer/components/money.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatMonth } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierDetails, SupplierEntry } from '#shared/contract/suppliers.contract.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import { type ManualEntryKind, SUPPLIER_ENTRY_KINDS } from '#shared/domain/suppliers/account-entries.ts';
import styles from './account-panel.module.css';
import { useEntryColumns } from './entry-columns.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { PayDialog } from './pay-dialog.tsx';
import { PostEntryDialog } from './post-entry-dialog.tsx';

/** The account of a supplier: what stands on it, this period's sums, and every entry with the balance after it. */
export function AccountPanel({ supplier }: { supplier: SupplierDetails }) {
  const { t } = useTranslation('suppliers');
  const mayPost = useCan('accounts.post');
  const [posting, setPosting] = useState<ManualEntryKind | null>(null);
  const [isPaying, setPaying] = useState(false);
  const [openEntry, setOpenEntry] = useState<SupplierEntryId | null>(null);
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<SupplierEntryKind | null>(null);
  const columns = useEntryColumns(supplier);
  const filter = { supplierId: supplier.id, search, kind: kind ?? undefined };
  const query = useInfiniteQuery(
    api.supplierAccounts.entries.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const title = `${supplier.name} ${t('drawer.account')}`.slice(0, 60);
  const exportRows = useListExport(title, { list: 'entries', filter }, columns);
  const isFiltered = search !== '' || kind !== null;
  return (
    <>
      <AccountHead supplier={supplier} onPost={mayPost ? setPosting : undefined} onPay={() => setPaying(true)} />
      <search className={styles.filters}>
        <SearchFilter value={search} onChange={setSearch} placeholder={t('account.search')} width={180} />
        <Select
          value={kind}
          allowClear
          style={{ width: 130 }}
          placeholder={t('account.allKinds')}
          aria-label={t('account.columns.kind')}
          options={SUPPLIER_ENTRY_KINDS.map((name) => ({ value: name, label: t(`account.kinds.${name}`) }))}
          onChange={(name) => setKind(name ?? null)}
        />
      </search>
      <div className={styles.table}>
        <DataTable<SupplierEntry>
          name="supplier-entries"
          label={t('drawer.account')}
          columns={columns}
          query={query}
          rowKey={(entry) => entry.id}
          onExport={exportRows}
          onOpen={(entry) => setOpenEntry(entry.id)}
          openKey={openEntry}
          isPast={(entry) => entry.reversedById !== null || entry.reversesId !== null}
          isFiltered={isFiltered}
          onClearFilters={() => {
            setSearch('');
            setKind(null);
          }}
          empty={
            <EmptyState
              title={t('account.nothing')}
              text={t('account.nothingText')}
              actions={
                mayPost ? <Button onClick={() => setPosting('opening')}>{t('account.postOpening')}</Button> : null
              }
            />
          }
        />
      </div>
      {posting ? <PostEntryDialog supplier={supplier} kind={posting} onClose={() => setPosting(null)} /> : null}
      {isPaying ? <PayDialog supplierId={supplier.id} onClose={() => setPaying(false)} /> : null}
      {openEntry === null ? null : (
        <EntryDrawer id={openEntry} supplier={supplier} onClose={() => setOpenEntry(null)} onShow={setOpenEntry} />
      )}
    </>
  );
}

interface AccountHeadProps {
  supplier: SupplierDetails;
  onPost: ((kind: ManualEntryKind) => void) | undefined;
  onPay: () => void;
}

function AccountHead({ supplier, onPost, onPay }: AccountHeadProps) {
  const { t } = useTranslation('suppliers');
  const account = useQuery(api.supplierAccounts.get.queryOptions({ input: { supplierId: supplier.id } }));
  if (!account.data) return null;
  const { balance, month, openFrom } = account.data;
  const sums = account.data.monthSums.filter(({ amount }) => amount !== 0);
  const { currency, settlement } = supplier;
  return (
    <div className={styles.head}>
      <div className={styles.balance}>
        <Balance value={balance} currency={currency} />
        {balance < 0 ? <Usable supplierId={supplier.id} currency={currency} /> : null}
      </div>
      <dl className={styles.sums}>
        <dt className="kc-faint">{t('account.month', { month: formatMonth(month) })}</dt>
        {sums.map(({ kind, amount }) => (
          <dd key={kind} className={styles.sum}>
            <span className="kc-soft">{t(`account.kinds.${kind}`)}</span> {formatAmount(Math.abs(amount), { currency })}
          </dd>
        ))}
        {sums.length === 0 ? <dd className="kc-faint">–</dd> : null}
        {openFrom === null ? null : <dd className="kc-faint">{t('account.openFrom', { on: openFrom })}</dd>}
      </dl>
      {onPost ? (
        <div className={styles.actions}>
          <Button type="primary" onClick={onPay}>
            {settlement === 'prepaid' ? t('actions.topUp') : t('actions.pay')}
          </Button>
          <Button onClick={() => onPost('refund')}>{t('actions.post')}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** What of a prepaid balance can be spent: sent orders and freezes take their part. */
function Usable({ supplierId, currency }: { supplierId: SupplierId; currency: string }) {
  const { t } = useTranslation('supplierMoney');
  const money = useQuery(api.supplierMoney.get.queryOptions({ input: { supplierId } }));
  if (!money.data || money.data.usable === money.data.prepaid) return null;
  return (
    <span className={styles.usable}>
      {t('columns.usable')} {formatAmount(money.data.usable, { currency })}
    </span>
  );
}
