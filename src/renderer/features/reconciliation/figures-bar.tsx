import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Amount, Balance } from '#renderer/components/money.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { Money } from '#shared/domain/money/money.ts';
import styles from './reconciliation.module.css';
import type { StatementDetails } from './statement-details.ts';

interface FiguresBarProps {
  statement: StatementDetails;
  /** At the begin of the line: which rows both sides show. */
  tools: ReactNode;
}

/** The difference that has to be explained, on one line and always in sight. */
export function FiguresBar({ statement, tools }: FiguresBarProps) {
  const { t } = useTranslation('reconciliation');
  const { figures, currency } = statement;
  const { unexplained, carriedDifference } = figures;
  const carried =
    carriedDifference === 0
      ? undefined
      : t('work.carried', { amount: formatAmount(carriedDifference, { currency, isSigned: true }) });
  return (
    <div className={styles.figures} role="status">
      {tools}
      <dl className={styles.running}>
        <div>
          <dt>{t('work.difference')}</dt>
          <dd>
            <Amount value={figures.difference} currency={currency} isSigned />
          </dd>
        </div>
        <div title={carried}>
          <dt>{t('work.explained')}</dt>
          <dd>
            <Amount value={figures.explained} currency={currency} isSigned />
          </dd>
          {carried === undefined ? null : <span className={styles.carried}>{carried}</span>}
        </div>
        <div className={unexplained === 0 ? styles.even : styles.uneven}>
          <dt>{t('work.unexplained')}</dt>
          <dd>
            <Amount value={unexplained} currency={currency} isSigned />
          </dd>
        </div>
      </dl>
    </div>
  );
}

interface SideBalancesProps {
  opening: Money;
  turnover: Money;
  closing: Money;
  currency: string;
}

/** Opening, turnover and closing of one book, in the head of its side. */
export function SideBalances({ opening, turnover, closing, currency }: SideBalancesProps) {
  const { t } = useTranslation('reconciliation');
  return (
    <dl className={styles.balances}>
      <div>
        <dt>{t('work.opening')}</dt>
        <dd>
          <Balance value={opening} currency={currency} />
        </dd>
      </div>
      <div>
        <dt>{t('work.turnover')}</dt>
        <dd>
          <Amount value={turnover} currency={currency} isSigned />
        </dd>
      </div>
      <div>
        <dt>{t('work.closing')}</dt>
        <dd>
          <Balance value={closing} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}
