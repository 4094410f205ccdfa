import { useTranslation } from 'react-i18next';
import { formatAmount, formatQuantity } from '#renderer/i18n/format.ts';
import styles from './money.module.css';

interface AmountProps {
  /** In 1/10 000 of the currency's unit; null where there is none to show. */
  value: number | null | undefined;
  /** Leads the amount with its symbol; left out under a head that names the currency. */
  currency?: string;
  /** A plus before amounts above zero, for movements. */
  isSigned?: boolean;
  /** Zero reads "–" in wide tables. */
  isZeroDash?: boolean;
  decimals?: number;
  /** A sum: to the hundredth, and exact to whoever points at it. */
  isRounded?: boolean;
}

/** An amount: tabular figures, red with a minus when negative. */
export function Amount({ value, currency, isSigned, isZeroDash = false, decimals, isRounded }: AmountProps) {
  if (value === null || value === undefined) return <span className="kc-faint">–</span>;
  if (value === 0 && isZeroDash) return <span className="kc-faint">–</span>;
  const text = formatAmount(value, { currency, isSigned, decimals, isRounded });
  const exact = formatAmount(value, { currency, isSigned, decimals });
  return (
    <span className={value < 0 ? styles.negative : styles.amount} title={text === exact ? undefined : exact}>
      {text}
    </span>
  );
}

interface BalanceProps {
  /** A supplier's running balance: above zero we owe (欠款), below we have prepaid (预存余额). */
  value: number;
  currency?: string;
  isRounded?: boolean;
}

/** A supplier's balance by its side in words, never a bare sign. */
export function Balance({ value, currency, isRounded }: BalanceProps) {
  const { t } = useTranslation('components');
  if (value === 0) return <span className="kc-faint">{t('balance.settled')}</span>;
  const isDebt = value > 0;
  return (
    <span className={styles.balance}>
      <span className={isDebt ? styles.debt : styles.prepaid}>{t(isDebt ? 'balance.debt' : 'balance.prepaid')}</span>
      <Amount value={Math.abs(value)} currency={currency} isRounded={isRounded} />
    </span>
  );
}

interface QuantityProps {
  value: number | null | undefined;
  isSigned?: boolean;
  isZeroDash?: boolean;
}

/** A count of keys or rows; it never shares a column with money. */
export function Quantity({ value, isSigned = false, isZeroDash = false }: QuantityProps) {
  if (value === null || value === undefined) return <span className="kc-faint">–</span>;
  if (value === 0 && isZeroDash) return <span className="kc-faint">–</span>;
  const text = formatQuantity(value);
  return (
    <span className={value < 0 ? styles.negative : styles.amount}>{isSigned && value > 0 ? `+${text}` : text}</span>
  );
}
