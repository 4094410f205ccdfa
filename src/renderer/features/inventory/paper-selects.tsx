import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#renderer/components/record-select.module.css';
import { RecordSelect, type RecordSelectProps } from '#renderer/components/record-select.tsx';
import { useTypedText } from '#renderer/components/typed-text.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { BatchId, ImportId } from '#shared/domain/ids.ts';

interface FoundBatch {
  id: BatchId;
  number: string;
  label: string;
  skuName: string;
  supplierName: string;
}

interface FoundImport {
  id: ImportId;
  number: string;
  supplierName: string;
  documentOn: string;
}

/** Chooses a batch by the beginning of its number or of the supplier's label for it. */
export function BatchSelect(fields: RecordSelectProps<FoundBatch>) {
  const { value = null } = fields;
  const { t } = useTranslation('inventory');
  const [typed, setTyped] = useTypedText();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(
    api.inventory.findBatches.queryOptions({
      input: { text: typed.settled },
      placeholderData: keepPreviousData,
      enabled: isOpen,
    }),
  );
  const chosen = useQuery(
    api.inventory.findBatches.queryOptions({ input: { id: value ?? (1 as BatchId) }, enabled: value !== null }),
  );
  return (
    <RecordSelect
      fields={fields}
      rows={found.data ?? []}
      chosen={value === null ? undefined : chosen.data?.[0]}
      typed={typed}
      onType={setTyped}
      isOpen={isOpen}
      onOpenChange={setOpen}
      isSearching={found.isFetching}
      nothing={t('filters.noBatch')}
      popupWidth={360}
      titleOf={(batch) => batch.number}
      renderOption={(batch) => (
        <span className={styles.option}>
          <span className={styles.title}>{[batch.number, batch.label].filter(Boolean).join(' · ')}</span>
          <span className={styles.detail}>{batch.skuName}</span>
        </span>
      )}
      createLabel={null}
      onCreate={() => undefined}
    />
  );
}

/** Chooses an import by the beginning of its number. */
export function ImportSelect(fields: RecordSelectProps<FoundImport>) {
  const { value = null } = fields;
  const { t } = useTranslation('inventory');
  const [typed, setTyped] = useTypedText();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(
    api.inventory.findImports.queryOptions({
      input: { text: typed.settled },
      placeholderData: keepPreviousData,
      enabled: isOpen,
    }),
  );
  const chosen = useQuery(
    api.inventory.findImports.queryOptions({ input: { id: value ?? (1 as ImportId) }, enabled: value !== null }),
  );
  return (
    <RecordSelect
      fields={fields}
      rows={found.data ?? []}
      chosen={value === null ? undefined : chosen.data?.[0]}
      typed={typed}
      onType={setTyped}
      isOpen={isOpen}
      onOpenChange={setOpen}
      isSearching={found.isFetching}
      nothing={t('filters.noImport')}
      popupWidth={360}
      titleOf={(row) => row.number}
      renderOption={(row) => (
        <span className={styles.option}>
          <span className={styles.title}>{row.number}</span>
          <span className={styles.detail}>
            {row.supplierName} {formatDay(row.documentOn)}
          </span>
        </span>
      )}
      createLabel={null}
      onCreate={() => undefined}
    />
  );
}
