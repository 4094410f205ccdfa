import type { ReactNode } from 'react';
import styles from './state-panel.module.css';

interface StatePanelProps {
  icon: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
  tone?: 'calm' | 'go' | 'now';
  role?: 'status' | 'alert';
}

/** The shape that all designed states share: what it is, why, and the next step as a button. */
export function StatePanel({ icon, title, text, actions, tone = 'calm', role = 'status' }: StatePanelProps) {
  return (
    <div className={styles.panel} role={role}>
      <div className={`${styles.icon} ${tone === 'calm' ? '' : styles[tone]}`} aria-hidden="true">
        {icon}
      </div>
      <div className={styles.title}>{title}</div>
      {text ? <div className={styles.text}>{text}</div> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
