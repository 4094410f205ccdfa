import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import type { Day } from '#shared/domain/time/business-time.ts';

interface DayInputProps {
  value?: Day | null;
  onChange?: (day: Day | null) => void;
  id?: string;
  /** First and last day that can be chosen. */
  min?: string | null;
  max?: string | null;
  isClearable?: boolean;
  placeholder?: string;
  'aria-label'?: string;
}

const FORMAT = 'YYYY-MM-DD';

/** A field for a day of the business: typed as `2026-11-21`, `20261121` or `11-21`, or chosen. */
export function DayInput(props: DayInputProps) {
  const { value = null, onChange, min, max, isClearable = false } = props;
  // The same object while the day is the same: what is being typed would else be lost when the form is drawn anew.
  const shown = useMemo(() => (value === null ? null : dayjs(value)), [value]);
  return (
    <DatePicker
      id={props.id}
      value={shown}
      format={[FORMAT, 'YYYYMMDD', 'MM-DD', 'MMDD', 'YYYY/M/D', 'M-D']}
      minDate={min ? dayjs(min) : undefined}
      maxDate={max ? dayjs(max) : undefined}
      allowClear={isClearable}
      placeholder={props.placeholder}
      aria-label={props['aria-label']}
      style={{ width: '100%' }}
      onChange={(date) => onChange?.(date ? (date.format(FORMAT) as Day) : null)}
    />
  );
}
