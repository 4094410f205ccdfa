import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierName } from '#shared/contract/supplier-names.contract.ts';
import { SUPPLIER_CHOOSING_RIGHTS } from '#shared/domain/identity/rights.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { usualReceiptKind } from '#shared/domain/suppliers/supplier-terms.ts';
import styles from './record-select.module.css';
import { RecordSelect, type RecordSelectProps, useRecordSelect } from './record-select.tsx';
import { useTypedText } from './typed-text.ts';

const SupplierEditor = lazy(() => import('#renderer/features/suppliers/supplier-editor.tsx'));
const SHOWN = 30;

/** Chooses a supplier by name or code, searched as it is typed; who may not choose one is told why. */
export function SupplierSelect(fields: RecordSelectProps<SupplierName>) {
  return useMayChooseSupplier() ? <SearchedSelect {...fields} /> : <DeniedSelect {...fields} />;
}

/** Whether the core tells this person the names of suppliers. */
export function useMayChooseSupplier(): boolean {
  const { can } = useSession();
  return SUPPLIER_CHOOSING_RIGHTS.some(can);
}

function DeniedSelect({ id, width = '100%', 'aria-label': label }: RecordSelectProps<SupplierName>) {
  const { t } = useTranslation('suppliers');
  return <Select disabled id={id} style={{ width }} placeholder={t('select.denied')} aria-label={label} />;
}

function SearchedSelect(fields: RecordSelectProps<SupplierName>) {
  const { value = null, canCreate = false } = fields;
  const { t } = useTranslation('suppliers');
  const mayCreate = useCan('suppliers.edit') && canCreate;
  const [typed, setTyped] = useTypedText();
  const { isOpen, setOpen, newName, setNewName } = useRecordSelect();
  const found = useQuery(
    api.supplierNames.list.queryOptions({
      input: { search: typed.settled, limit: SHOWN },
      placeholderData: keepPreviousData,
      enabled: isOpen,
    }),
  );
  const chosen = useQuery(
    api.supplierNames.get.queryOptions({ input: { id: value ?? (1 as SupplierId) }, enabled: value !== null }),
  );
  const name = typed.now.trim();
  const createLabel = name === '' ? t('select.create') : t('select.createNamed', { name });
  return (
    <>
      <RecordSelect
        fields={{ placeholder: t('select.placeholder'), ...fields }}
        rows={found.data?.rows ?? []}
        chosen={value === null ? undefined : chosen.data}
        typed={typed}
        onType={setTyped}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isSearching={found.isFetching}
        nothing={t('select.nothing')}
        popupWidth={320}
        titleOf={(supplier) => supplier.name}
        renderOption={(supplier) => (
          <span className={styles.option}>
            <span className={styles.title}>{supplier.name}</span>
            <span className={styles.detail}>{supplier.code}</span>
          </span>
        )}
        createLabel={mayCreate ? createLabel : null}
        onCreate={() => {
          setNewName(name);
          setOpen(false);
        }}
      />
      {newName === null ? null : (
        <Suspense>
          <SupplierEditor
            name={newName}
            onClose={() => setNewName(null)}
            onSaved={(supplier) => {
              setNewName(null);
              fields.onChange?.(supplier.id, {
                ...supplier,
                usualReceiptKind: usualReceiptKind(supplier.settlement),
              });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
