import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useTypedText } from '#renderer/components/typed-text.ts';
import { api } from '#renderer/lib/client.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';

interface NameFieldProps {
  value?: string;
  onChange?: (name: string) => void;
  id?: string;
  placeholder?: string;
  autoFocus?: boolean;
}

const SHOWN = 20;

/** A brand by name: one there is, or a new one that is made with what it is for. */
export function BrandNameField({ value = '', onChange, ...field }: NameFieldProps) {
  const [typed, setTyped] = useTypedText();
  const found = useBrands(typed.settled);
  return (
    <AutoComplete
      {...field}
      value={value}
      maxLength={80}
      options={found.map(({ name }) => ({ value: name }))}
      onChange={(name: string) => {
        setTyped(name);
        onChange?.(name);
      }}
    />
  );
}

/** A product by name, with those of the brand offered. */
export function ProductNameField({
  value = '',
  onChange,
  brandName,
  ...field
}: NameFieldProps & { brandName: string }) {
  const [typed, setTyped] = useTypedText();
  const brand = useBrands(brandName).find(({ name }) => nameKey(name) === nameKey(brandName));
  const products = useQuery(
    api.products.list.queryOptions({
      input: { search: typed.settled, limit: SHOWN, brandId: brand?.id ?? (1 as BrandId) },
      enabled: brand !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const found = brand ? (products.data?.rows ?? []) : [];
  return (
    <AutoComplete
      {...field}
      value={value}
      maxLength={80}
      options={found.map(({ name }) => ({ value: name }))}
      onChange={(name: string) => {
        setTyped(name);
        onChange?.(name);
      }}
    />
  );
}

function useBrands(search: string) {
  const query = useQuery(
    api.brands.list.queryOptions({ input: { search, limit: SHOWN }, placeholderData: keepPreviousData }),
  );
  return query.data?.rows ?? [];
}
