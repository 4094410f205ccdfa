import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useTypedText } from '#renderer/components/typed-text.ts';
import { api } from '#renderer/lib/client.ts';
import type { BrandId } from '#shared/domain/ids.ts';

interface BrandFilterProps {
  value: BrandId | null;
  onChange: (id: BrandId | null) => void;
  /** Left out of what is offered: a brand is not merged into itself. */
  without?: BrandId;
  placeholder?: string;
  width?: number | string;
}

const SHOWN = 50;

/** Chooses one of the brands there are, searched as it is typed. */
export function BrandFilter(props: BrandFilterProps) {
  // Stock can be seen by who may not read the catalogue: there is nothing to choose from then.
  return useCan('catalogue.read') ? <KnownBrands {...props} /> : null;
}

function KnownBrands({ value, onChange, without, placeholder, width = 150 }: BrandFilterProps) {
  const { t } = useTranslation('catalog');
  const [typed, setTyped] = useTypedText();
  const found = useQuery(
    api.brands.list.queryOptions({
      input: { search: typed.settled, limit: SHOWN },
      placeholderData: keepPreviousData,
    }),
  );
  const chosen = useQuery(
    api.brands.get.queryOptions({ input: { id: value ?? (1 as BrandId) }, enabled: value !== null }),
  );
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== without);
  const isMissing = value !== null && chosen.data && !rows.some(({ id }) => id === value);
  const brands = isMissing ? [chosen.data, ...rows] : rows;
  return (
    <Select
      value={value}
      allowClear
      style={{ width }}
      placeholder={placeholder ?? t('filters.brand')}
      aria-label={placeholder ?? t('columns.brand')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={brands.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange(id ?? null)}
    />
  );
}
