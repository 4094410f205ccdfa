import { useTranslation } from 'react-i18next';
import { Amount } from '#renderer/components/money.tsx';
import { StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import type { Money } from '#shared/domain/money/money.ts';
import { type ExposureState, exposureState } from '#shared/domain/suppliers/exposure.ts';
import styles from './money.module.css';

const LOOKS: Readonly<Record<ExposureState, { tone: StateTone; shape: 'dash' | 'dot' | 'half' | 'triangle' }>> = {
  unlimited: { tone: 'past', shape: 'dash' },
  within: { tone: 'go', shape: 'dot' },
  near: { tone: 'soon', shape: 'half' },
  above: { tone: 'now', shape: 'triangle' },
};

interface ExposureBarProps {
  total: Money;
  maximum: Money | null;
  currency: string;
  /** In a table the shape stands for the word, which is read on hover: the amount needs the room. */
  isShort?: boolean;
}

/** How much of the maximum is used: amount, bar and word. In a table its room is kept where there is none: amounts stand in line. */
export function ExposureBar({ total, maximum, currency, isShort = false }: ExposureBarProps) {
  const { t } = useTranslation('supplierMoney');
  const state = exposureState(total, maximum);
  const share = maximum === null || maximum === 0 ? 0 : Math.min(100, Math.round((total / maximum) * 100));
  const { tone, shape } = LOOKS[state];
  return (
    <span className={styles.exposure}>
      <span className={styles.whole}>
        <Amount value={total} currency={currency} isZeroDash isRounded />
      </span>
      {maximum === null && !isShort ? null : (
        <span className={`${styles.gauge} ${maximum === null ? styles.unseen : ''}`}>
          <span className={styles.bar} aria-hidden="true">
            <span
              className={`${styles.used} ${styles[tone]}`}
              style={{ width: `${state === 'above' ? 100 : share}%` }}
            />
          </span>
          <StateTag tone={tone} shape={shape} isPlain>
            {isShort ? <span className="kc-visually-hidden">{t(`states.${state}`)}</span> : t(`states.${state}`)}
          </StateTag>
        </span>
      )}
    </span>
  );
}
