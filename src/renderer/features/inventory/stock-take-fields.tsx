import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { STATUS_CHOICES, type StatusChoice } from '#shared/domain/spreadsheets/status-words.ts';
import styles from './inventory.module.css';
import { STOCK_TAKE_ROLES, type StockTakeDraft, type StockTakeSketch } from './use-stock-take.ts';

interface StockTakeFieldsProps {
  draft: StockTakeDraft;
  sketch: StockTakeSketch;
  change: (part: Partial<StockTakeDraft>) => void;
}

/** Which column holds what. */
export function StockTakeColumnChoices({ draft, sketch, change }: StockTakeFieldsProps) {
  const { t } = useTranslation('inventory');
  const columns = draft.columns ?? sketch.proposed;
  if (sketch.sheet === null) return null;
  return (
    <div className={styles.pair}>
      {STOCK_TAKE_ROLES.map((role) => (
        <div key={role} className={styles.field}>
          <span className={styles.label}>{t(`takes.${role}`)}</span>
          <Select
            value={columns[role]}
            allowClear
            placeholder={t('takes.none')}
            aria-label={t(`takes.${role}`)}
            options={sketch.columns.map(({ index, name }) => ({
              value: index,
              label: name || t('takes.column', { index: index + 1 }),
            }))}
            onChange={(index) => change({ columns: { ...columns, [role]: index } })}
          />
        </div>
      ))}
    </div>
  );
}

/** Words of the list that only this supplier uses: asked once, then as they were answered. */
export function StockTakeWords({ draft, sketch, change }: StockTakeFieldsProps) {
  const { t } = useTranslation('inventory');
  if (sketch.statusWords.length === 0) return null;
  return (
    <fieldset className={styles.words}>
      <legend className={styles.label}>{t('takes.asked')}</legend>
      {sketch.statusWords.map(({ text, meaning }) => (
        <div key={text} className={styles.word}>
          <span>{t('takes.word', { text })}</span>
          <Select<StatusChoice>
            value={draft.meanings[text] ?? meaning ?? undefined}
            placeholder={t('takes.notYet')}
            aria-label={t('takes.word', { text })}
            options={STATUS_CHOICES.map((value) => ({ value, label: t(`takes.meanings.${value}`) }))}
            onChange={(choice) => change({ meanings: { ...draft.meanings, [text]: choice } })}
          />
        </div>
      ))}
    </fieldset>
  );
}
