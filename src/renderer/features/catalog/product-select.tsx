import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTypedText } from '#renderer/components/typed-text.ts';
import { api } from '#renderer/lib/client.ts';
import type { ProductId } from '#shared/domain/ids.ts';

interface ProductSelectProps {
  value: ProductId | null;
  onChange: (id: ProductId | null) => void;
  /** Left out of what is offered. */
  without?: ProductId;
}

const SHOWN = 50;

/** Chooses one of the products there are, named with their brand. */
export function ProductSelect({ value, onChange, without }: ProductSelectProps) {
  const { t } = useTranslation('catalog');
  const [typed, setTyped] = useTypedText();
  const found = useQuery(
    api.products.list.queryOptions({
      input: { search: typed.settled, limit: SHOWN },
      placeholderData: keepPreviousData,
    }),
  );
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== without);
  return (
    <Select
      value={value}
      style={{ width: '100%' }}
      placeholder={t('columns.product')}
      aria-label={t('columns.product')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={rows.map(({ id, name, brandName }) => ({ value: id, label: `${brandName} · ${name}` }))}
      onChange={(id) => onChange(id ?? null)}
    />
  );
}
