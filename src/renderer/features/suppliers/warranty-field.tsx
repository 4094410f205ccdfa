import { Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';

const HOURS_OF_DAY = 24;
const LONGEST_HOURS = 24 * 3650;

interface WarrantyFieldProps {
  /** In hours; null is "as the supplier" where that may be. */
  value?: number | null;
  onChange?: (hours: number | null) => void;
  id?: string;
  placeholder?: string;
  isEmptyAllowed?: boolean;
}

/** A warranty in hours or days, whichever people said it in. */
export function WarrantyField({ value = null, onChange, id, placeholder, isEmptyAllowed = false }: WarrantyFieldProps) {
  const { t } = useTranslation('suppliers');
  const [unit, setUnit] = useState<'hours' | 'days'>(value !== null && value % HOURS_OF_DAY === 0 ? 'days' : 'hours');
  const size = unit === 'days' ? HOURS_OF_DAY : 1;
  const amount = value === null ? null : value / size;
  return (
    <Space.Compact block>
      <CountInput
        id={id}
        value={amount}
        min={0}
        max={LONGEST_HOURS / size}
        placeholder={placeholder}
        style={{ flex: 1 }}
        onChange={(next) => onChange?.(next === null ? (isEmptyAllowed ? null : 0) : next * size)}
      />
      <Select
        value={unit}
        style={{ width: 84 }}
        aria-label={t('editor.warranty')}
        options={[
          { value: 'hours', label: t('editor.hourUnit') },
          { value: 'days', label: t('editor.dayUnit') },
        ]}
        onChange={(next) => {
          setUnit(next);
          // The figure stays as it was written; what it counts changes.
          if (amount !== null) onChange?.(Math.round(amount) * (next === 'days' ? HOURS_OF_DAY : 1));
        }}
      />
    </Space.Compact>
  );
}
