import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { currencyName } from '#renderer/i18n/format.ts';

export const CURRENCIES = [
  'CNY',
  'USD',
  'HKD',
  'TWD',
  'JPY',
  'KRW',
  'EUR',
  'GBP',
  'TRY',
  'SGD',
  'MYR',
  'THB',
  'RUB',
  'BRL',
];

interface CurrencySelectProps {
  value?: string;
  onChange?: (currency: string) => void;
  /** Left out of the choice, e.g. the shop's own. */
  except?: string;
}

/** Chooses a currency by code or name. */
export function CurrencySelect({ value, onChange, except }: CurrencySelectProps) {
  const { t } = useTranslation('offers');
  const codes = value && !CURRENCIES.includes(value) ? [value, ...CURRENCIES] : CURRENCIES;
  return (
    <Select
      value={value}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('price.currency')}
      options={codes
        .filter((code) => code !== except)
        .map((code) => ({ value: code, label: `${code} ${currencyName(code)}` }))}
      style={{ width: '100%' }}
    />
  );
}
