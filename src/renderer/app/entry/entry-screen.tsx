import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark.tsx';
import styles from './entry-screen.module.css';
import { EntryTools } from './entry-tools.tsx';

interface EntryScreenProps {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  width?: number;
}

/** The screen before the shop: the mark, one thing to do, language and appearance in the corner. */
export function EntryScreen({ title, text, children, width = 360 }: EntryScreenProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.screen}>
      <EntryTools />
      <main className={styles.column} style={{ width }}>
        <div className={styles.brand}>
          <Mark size={26} />
          <span>{t('productName')}</span>
        </div>
        <h1 className={styles.title}>{title}</h1>
        {text ? <p className={styles.text}>{text}</p> : null}
        {children}
      </main>
    </div>
  );
}
