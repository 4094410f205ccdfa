import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './dashboard.module.css';

interface FigureProps {
  label: string;
  value: string;
  to: string;
  tone?: string;
  /** Two amounts stand on its line of notes. */
  isWide?: boolean;
  children: ReactNode;
}

/** One figure, a link to the rows it is the sum of, with what belongs to it underneath. */
export function Figure({ label, value, to, tone = '', isWide = false, children }: FigureProps) {
  return (
    <div className={isWide ? styles.wideFigure : styles.figure}>
      <dt className={styles.label}>{label}</dt>
      <dd style={{ margin: 0 }}>
        <Link to={to} className={`${styles.value} ${tone}`} title={value}>
          {value}
        </Link>
        <span className={styles.notes}>{children}</span>
      </dd>
    </div>
  );
}
