import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { KeyMultiSelect } from '#renderer/components/key-multi-select.tsx';
import { keyName } from '#renderer/components/key-name.ts';
import { Amount } from '#renderer/components/money.tsx';
import { api } from '#renderer/lib/client.ts';
import type { KeyRow } from '#shared/contract/card-keys.contract.ts';
import type { CardKeyId, SupplierId } from '#shared/domain/ids.ts';
import { Field } from './field.tsx';

const MOST_LISTED = 500;

interface ClaimedKeysFieldProps {
  supplierId: SupplierId | null;
  value: readonly CardKeyId[];
  onChange: (keyIds: CardKeyId[]) => void;
}

/** The bad keys that wait for this supplier: those chosen go back, and the new keys take over what they cost. */
export function ClaimedKeysField({ supplierId, value, onChange }: ClaimedKeysFieldProps) {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  const claimed = useQuery(
    api.cardKeys.list.queryOptions({
      input: { filter: { states: ['claimed'], supplierId: supplierId ?? undefined }, limit: MOST_LISTED },
      enabled: supplierId !== null,
    }),
  );
  const rows = claimed.data?.rows ?? [];
  const chosen = rows.flatMap(({ id }) => (value.includes(id) ? [id] : []));
  const cost = useQuery(
    api.imports.claimedCost.queryOptions({
      input: { supplierId: supplierId ?? (1 as SupplierId), keyIds: chosen },
      enabled: supplierId !== null && chosen.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  const nothing = supplierId === null ? t('receipt.claimedNoSupplier') : t('receipt.claimedNothing');
  return (
    <Field
      label={t('receipt.claimed')}
      width={420}
      isMissing={value.length === 0}
      hint={
        chosen.length === 0 ? (
          rows.length === 0 && !claimed.isFetching ? (
            nothing
          ) : (
            t('receipt.claimedHint')
          )
        ) : (
          <>
            {t('receipt.claimedCost', { count: chosen.length })}{' '}
            <Amount value={cost.data?.cost ?? null} currency={shop.currency} />
          </>
        )
      }
    >
      <KeyMultiSelect
        value={value}
        placeholder={t('receipt.claimedPlaceholder')}
        aria-label={t('receipt.claimed')}
        nothing={nothing}
        isLoading={claimed.isFetching}
        options={rows.map((row) => ({ value: row.id, label: keyLabel(row) }))}
        onChange={onChange}
      />
    </Field>
  );
}

function keyLabel({ id, tail, skuName, delivery }: KeyRow): string {
  return [keyName({ keyId: id, tail }), skuName, delivery?.orderNumber].filter(Boolean).join(' · ');
}
