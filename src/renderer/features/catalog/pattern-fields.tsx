import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import {
  compileKeyField,
  type KeyFieldDefinition,
  type KeyFieldProblem,
  LONGEST_KEY_FIELD,
} from '#shared/domain/card-keys/key-fields.ts';
import styles from './key-fields-editor.module.css';

interface PatternFieldsProps {
  field: KeyFieldDefinition;
  onChange: (patch: Partial<KeyFieldDefinition>) => void;
}

/** Pattern and lengths of a field, with a sample to try them on. The sample stays in this window. */
export function PatternFields({ field, onChange }: PatternFieldsProps) {
  const { t } = useTranslation('catalog');
  const [sample, setSample] = useState('');
  const setLength = (name: 'minimumLength' | 'maximumLength', length: number | null): void =>
    onChange({ [name]: length ?? undefined });
  return (
    <div className={styles.shape}>
      <Input
        className="kc-mono"
        value={field.pattern ?? ''}
        addonBefore={t('keyFields.pattern')}
        placeholder={t('keyFields.patternHint')}
        aria-label={t('keyFields.pattern')}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ pattern: event.target.value === '' ? undefined : event.target.value })}
      />
      <div className={styles.lengths}>
        <span className="kc-faint">{t('keyFields.length')}</span>
        <CountInput
          value={field.minimumLength ?? null}
          min={1}
          max={LONGEST_KEY_FIELD}
          placeholder={t('keyFields.lengthFrom')}
          aria-label={t('keyFields.lengthFrom')}
          onChange={(length) => setLength('minimumLength', length)}
        />
        <span className="kc-faint">–</span>
        <CountInput
          value={field.maximumLength ?? null}
          min={1}
          max={LONGEST_KEY_FIELD}
          placeholder={t('keyFields.lengthTo')}
          aria-label={t('keyFields.lengthTo')}
          onChange={(length) => setLength('maximumLength', length)}
        />
      </div>
      <Input
        className="kc-mono"
        value={sample}
        addonBefore={t('keyFields.test')}
        placeholder={t('keyFields.testHint')}
        aria-label={t('keyFields.test')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setSample(event.target.value)}
      />
      <Verdict field={field} sample={sample} />
    </div>
  );
}

function Verdict({ field, sample }: { field: KeyFieldDefinition; sample: string }) {
  const { t } = useTranslation('catalog');
  if (sample === '') return <span />;
  const problem = problemOf(field, sample);
  if (problem === undefined) return <span />;
  return (
    <span role="status" className={problem ? styles.refused : styles.fits}>
      {problem ? <CloseOutlined /> : <CheckOutlined />}{' '}
      {problem ? t(`keyFields.problems.${problem}`) : t('keyFields.fits')}
    </span>
  );
}

/** Undefined for a pattern that cannot be used: the rule beside the field says so already. */
function problemOf(field: KeyFieldDefinition, sample: string): KeyFieldProblem | null | undefined {
  try {
    return compileKeyField(field)(sample);
  } catch {
    return undefined;
  }
}
