import { useTranslation } from 'react-i18next';
import { StateTag } from '#renderer/components/state-tag.tsx';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import styles from './key-field-list.module.css';

/** How a SKU's keys are built, to be read. */
export function KeyFieldList({ fields }: { fields: readonly KeyFieldDefinition[] }) {
  const { t } = useTranslation('catalog');
  if (fields.length === 0) return <span className="kc-faint">{t('keyFields.none')}</span>;
  return (
    <ol className={styles.list}>
      {fields.map((field) => (
        <li key={field.name} className={styles.field}>
          <span className={styles.name}>{field.name}</span>
          <span className="kc-soft">{t(`keyFields.roles.${field.role}`)}</span>
          {field.isSecret ? (
            <StateTag tone="held" shape="diamond" isPlain>
              {t('drawer.secretMark')}
            </StateTag>
          ) : null}
          {field.isOptional ? <span className="kc-faint">{t('drawer.optionalMark')}</span> : null}
          <span className={`kc-mono ${styles.shape}`}>{shapeText(field) ?? t('drawer.noLimit')}</span>
        </li>
      ))}
    </ol>
  );
}

function shapeText({ pattern, minimumLength, maximumLength }: KeyFieldDefinition): string | null {
  if (pattern !== undefined) return pattern;
  if (minimumLength === undefined && maximumLength === undefined) return null;
  return `${minimumLength ?? 1}–${maximumLength ?? '…'}`;
}
