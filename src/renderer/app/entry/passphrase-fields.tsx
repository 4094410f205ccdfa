import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './passphrase-fields.module.css';
import { estimateStrength, type Strength } from './passphrase-strength.ts';

const MINIMUM_LENGTH = 8;

interface PassphraseFieldsProps {
  /** Names that a good passphrase does not contain. */
  personal: readonly string[];
}

/** A new passphrase with its strength, typed twice; fields `passphrase` and `repeated` of the form around it. */
export function PassphraseFields({ personal }: PassphraseFieldsProps) {
  const { t } = useTranslation('entry');
  const passphrase: string = Form.useWatch('passphrase') ?? '';
  return (
    <>
      <Form.Item
        name="passphrase"
        label={t('fields.passphrase')}
        extra={<StrengthMeter strength={estimateStrength(passphrase, personal)} isEmpty={passphrase === ''} />}
        rules={[{ required: true, min: MINIMUM_LENGTH, message: t('passphrase.tooShort', { count: MINIMUM_LENGTH }) }]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('fields.repeated')}
        dependencies={['passphrase']}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: t('passphrase.repeat') },
          ({ getFieldValue }) => ({
            validator: (_, repeated: string | undefined) =>
              !repeated || repeated === getFieldValue('passphrase')
                ? Promise.resolve()
                : Promise.reject(new Error(t('passphrase.differs'))),
          }),
        ]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

const SCORES = [0, 1, 2, 3, 4] as const;
const WORDS = ['tooShort', 'weak', 'fair', 'strong', 'veryStrong'] as const;

function StrengthMeter({ strength, isEmpty }: { strength: Strength; isEmpty: boolean }) {
  const { t } = useTranslation('entry');
  if (isEmpty) return <div className={styles.hint}>{t('passphrase.advice')}</div>;
  const tone = strength.score >= 3 ? styles.go : strength.score === 2 ? styles.soon : styles.now;
  return (
    <div className={styles.meter} role="status">
      <span className={styles.bars} aria-hidden="true">
        {SCORES.slice(1).map((score) => (
          <span key={score} className={`${styles.bar} ${strength.score >= score ? tone : ''}`} />
        ))}
      </span>
      <span className={styles.word}>{t(`passphrase.scores.${WORDS[strength.score]}`)}</span>
      {strength.weakness ? <span className={styles.why}>{t(`passphrase.weakness.${strength.weakness}`)}</span> : null}
    </div>
  );
}
