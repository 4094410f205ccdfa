import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface MonthFilterProps {
  /** `2026-11`; null is any month. */
  value: string | null;
  onChange: (month: string | null) => void;
  label: string;
}

/** Which month the rows of a list are of. */
export function MonthFilter({ value, onChange, label }: MonthFilterProps) {
  return (
    <DatePicker
      picker="month"
      value={value === null ? null : dayjs(value)}
      placeholder={label}
      aria-label={label}
      onChange={(date) => onChange(date ? date.format('YYYY-MM') : null)}
    />
  );
}
