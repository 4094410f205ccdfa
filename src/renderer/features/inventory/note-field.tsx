import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './inventory.module.css';

interface NoteFieldProps {
  value: string;
  onChange: (note: string) => void;
}

/** What somebody wants to remember of an act; may stay empty. */
export function NoteField({ value, onChange }: NoteFieldProps) {
  const { t } = useTranslation('inventory');
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t('acts.note')}</span>
      <Input
        value={value}
        maxLength={2000}
        aria-label={t('acts.note')}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
