import type { ReactNode } from 'react';
import styles from './imports.module.css';

interface FieldProps {
  label: string;
  children: ReactNode;
  hint?: ReactNode;
  width?: number;
  isMissing?: boolean;
}

/** One labelled field of the wizard's rows. */
export function Field({ label, children, hint, width, isMissing = false }: FieldProps) {
  return (
    <div className={styles.field} style={width ? { width } : undefined}>
      <span className={`${styles.label} ${isMissing ? styles.missing : ''}`}>{label}</span>
      {children}
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </div>
  );
}
