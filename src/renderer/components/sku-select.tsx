import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { formatQuantity } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { SkuRow } from '#shared/contract/catalog.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import styles from './record-select.module.css';
import { RecordSelect, type RecordSelectProps, useRecordSelect } from './record-select.tsx';
import { useTypedText } from './typed-text.ts';

const SkuEditor = lazy(() => import('#renderer/features/catalog/sku-editor.tsx'));
const SHOWN = 30;

interface SkuSelectProps extends RecordSelectProps<SkuRow> {
  /** Shows how many keys can be issued now. */
  showsStock?: boolean;
}

/** Chooses a SKU by code, name, brand or region, searched as it is typed; a merged one shows as what it became. */
export function SkuSelect({ showsStock = false, ...fields }: SkuSelectProps) {
  const { value = null, canCreate = false } = fields;
  const { t } = useTranslation('catalog');
  const mayCreate = useCan('catalogue.edit') && canCreate;
  // A link names a product also to who may not read the catalogue.
  const mayRead = useCan('catalogue.read');
  const [typed, setTyped] = useTypedText();
  const { isOpen, setOpen, newName, setNewName } = useRecordSelect();
  const found = useQuery(
    api.skus.list.queryOptions({
      input: { search: typed.settled, limit: SHOWN, sort: 'name' },
      placeholderData: keepPreviousData,
      enabled: mayRead && isOpen,
    }),
  );
  const chosen = useQuery(
    api.skus.get.queryOptions({ input: { id: value ?? (1 as SkuId) }, enabled: mayRead && value !== null }),
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
        popupWidth={380}
        titleOf={skuTitle}
        renderOption={(sku) => <SkuOption sku={sku} showsStock={showsStock} />}
        createLabel={mayCreate ? createLabel : null}
        onCreate={() => {
          setNewName(name);
          setOpen(false);
        }}
      />
      {newName === null ? null : (
        <Suspense>
          <SkuEditor
            name={newName}
            onClose={() => setNewName(null)}
            onSaved={(sku) => {
              setNewName(null);
              fields.onChange?.(sku.id, sku);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function SkuOption({ sku, showsStock }: { sku: SkuRow; showsStock: boolean }) {
  const { t } = useTranslation('catalog');
  return (
    <span className={styles.option}>
      <span className={styles.title}>{skuTitle(sku)}</span>
      <span className={styles.detail}>{[sku.region, sku.code].filter(Boolean).join(' · ')}</span>
      {showsStock ? (
        <span className={`${styles.count} ${sku.available > 0 ? styles.some : ''}`}>
          {t('select.available', { text: formatQuantity(sku.available) })}
        </span>
      ) : null}
    </span>
  );
}
