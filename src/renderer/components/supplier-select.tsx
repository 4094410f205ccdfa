import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { api } from '#renderer/lib/client.ts';
import type { SupplierRow } from '#shared/contract/suppliers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import styles from './record-select.module.css';
import { RecordSelect, type RecordSelectProps, useRecordSelect } from './record-select.tsx';
import { useTypedText } from './typed-text.ts';

const SupplierEditor = lazy(() => import('#renderer/features/suppliers/supplier-editor.tsx'));
const SHOWN = 30;

/** Chooses a supplier by name or code, searched as it is typed; for those who may not see suppliers there is none to choose. */
export function SupplierSelect(fields: RecordSelectProps<SupplierRow>) {
  return useCan('suppliers.read') ? <SearchedSelect {...fields} /> : null;
}

function SearchedSelect(fields: RecordSelectProps<SupplierRow>) {
  const { value = null, canCreate = false } = fields;
  const { t } = useTranslation('suppliers');
  const mayCreate = useCan('suppliers.edit') && canCreate;
  const [typed, setTyped] = useTypedText();
  const { isOpen, setOpen, newName, setNewName } = useRecordSelect();
  const found = useQuery(
    api.suppliers.list.queryOptions({
      input: { search: typed.settled, limit: SHOWN },
      placeholderData: keepPreviousData,
      enabled: isOpen,
    }),
  );
  const chosen = useQuery(
    api.suppliers.get.queryOptions({ input: { id: value ?? (1 as SupplierId) }, enabled: value !== null }),
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
              fields.onChange?.(supplier.id, supplier);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
