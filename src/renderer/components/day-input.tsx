import { DatePicker, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
const FORMATS = [FORMAT, 'YYYYMMDD', 'MM-DD', 'MMDD', 'YYYY/M/D', 'M-D'];

/** Why a typed day was not taken. */
type Refusal = { readonly why: 'notADay' | 'tooEarly' | 'tooLate'; readonly typed: string };

/**
 * A field for a day of the business: typed as `2026-11-21`, `20261121` or `11-21`, or chosen. What it does not take it says: the
 * picker puts the day of before back without a word, and something would be posted on another day than the one that was typed.
 */
export function DayInput(props: DayInputProps) {
  const { value = null, onChange, min, max, isClearable = false } = props;
  const { t } = useTranslation('components');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // The same object while the day is the same: what is being typed would else be lost when the form is drawn anew.
  const shown = useMemo(() => (value === null ? null : dayjs(value)), [value]);
  const holdEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    const refused = refusalOf(typedIn(event.target), min, max);
    setRefusal(refused);
    if (refused === null) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Tooltip
      open={refusal !== null}
      placement="topLeft"
      title={
        refusal === null ? null : (
          <span role="alert">
            {t(`day.${refusal.why}`, { typed: refusal.typed, day: (refusal.why === 'tooEarly' ? min : max) ?? '' })}
          </span>
        )
      }
    >
      <DatePicker
        id={props.id}
        value={shown}
        format={FORMATS}
        minDate={min ? dayjs(min) : undefined}
        maxDate={max ? dayjs(max) : undefined}
        allowClear={isClearable}
        placeholder={props.placeholder}
        aria-label={props['aria-label']}
        style={{ width: '100%' }}
        onChange={(date) => {
          setRefusal(null);
          onChange?.(date ? (date.format(FORMAT) as Day) : null);
        }}
        onKeyDown={holdEnter}
        onFocus={() => setRefusal(null)}
        onBlur={({ target }) => setRefusal(refusalOf(typedIn(target), min, max))}
      />
    </Tooltip>
  );
}

function typedIn(target: EventTarget): string {
  return target instanceof HTMLInputElement ? target.value.trim() : '';
}

function refusalOf(typed: string, min: string | null | undefined, max: string | null | undefined): Refusal | null {
  if (typed === '') return null;
  const parsed = dayjs(typed, FORMATS, true);
  if (!parsed.isValid()) return { why: 'notADay', typed };
  const day = parsed.format(FORMAT);
  if (min && day < min) return { why: 'tooEarly', typed };
  if (max && day > max) return { why: 'tooLate', typed };
  return null;
}
