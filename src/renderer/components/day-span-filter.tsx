import type { Day } from '#shared/domain/time/business-time.ts';
import { DayInput } from './day-input.tsx';
import styles from './day-span-filter.module.css';

interface DaySpanFilterProps {
  /** As they stand in the address. */
  from: string | null;
  to: string | null;
  onFrom: (day: Day | null) => void;
  onTo: (day: Day | null) => void;
  /** What each field is of: 到期日从, 到期日到. */
  fromLabel: string;
  toLabel: string;
}

/** Two days among the filters of a list, both counted and either left out. */
export function DaySpanFilter({ from, to, onFrom, onTo, fromLabel, toLabel }: DaySpanFilterProps) {
  return (
    <>
      <span className={styles.day}>
        <DayInput
          value={from as Day | null}
          max={to}
          isClearable
          placeholder={fromLabel}
          aria-label={fromLabel}
          onChange={onFrom}
        />
      </span>
      <span className={styles.day}>
        <DayInput
          value={to as Day | null}
          min={from}
          isClearable
          placeholder={toLabel}
          aria-label={toLabel}
          onChange={onTo}
        />
      </span>
    </>
  );
}
