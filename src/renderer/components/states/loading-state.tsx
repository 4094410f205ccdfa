import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './loading-state.module.css';

const QUIET_MILLISECONDS = 300;

/** True once something has gone on long enough to be worth showing. */
export function useIsSlow(isGoingOn: boolean, after: number = QUIET_MILLISECONDS): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isGoingOn) return;
    const timer = setTimeout(() => setSlow(true), after);
    return () => clearTimeout(timer);
  }, [isGoingOn, after]);
  return isGoingOn && isSlow;
}

interface LoadingStateProps {
  /** Lines of the skeleton. */
  rows?: number;
  /** `table` draws rows with columns, `form` labels with fields, `text` lines. */
  shape?: 'table' | 'form' | 'text';
}

const WIDTHS = ['72%', '88%', '64%', '80%', '58%', '84%', '70%'];

/** Nothing for 300 ms, then a skeleton of what will stand here. */
export function LoadingState({ rows = 8, shape = 'table' }: LoadingStateProps) {
  const { t } = useTranslation();
  const isSlow = useIsSlow(true);
  if (!isSlow) return null;
  return (
    <div className={`${styles.skeleton} ${styles[shape]}`} role="status" aria-label={t('states.loading')}>
      {Array.from({ length: rows }, (_, row) => `line-${row}`).map((key, row) => (
        <div key={key} className={styles.row}>
          <span className={styles.bar} style={{ width: WIDTHS[row % WIDTHS.length] }} />
          {shape === 'table' ? (
            <span className={styles.bar} style={{ width: WIDTHS[(row + 3) % WIDTHS.length] }} />
          ) : null}
          {shape === 'table' ? (
            <span className={styles.bar} style={{ width: WIDTHS[(row + 5) % WIDTHS.length] }} />
          ) : null}
        </div>
      ))}
    </div>
  );
}
