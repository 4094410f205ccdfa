import { useTranslation } from 'react-i18next';
import { Amount, Balance } from '#renderer/components/money.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import styles from './reconciliation.module.css';
import type { StatementDetails } from './statement-details.ts';

/** Opening, turnover and closing of both books, and the difference that has to be explained; always in sight. */
export function FiguresBar({ statement }: { statement: StatementDetails }) {
  const { t } = useTranslation('reconciliation');
  const { figures, currency } = statement;
  const { unexplained, carriedDifference } = figures;
  return (
    <div className={styles.figures} role="status">
      <table className={styles.balances}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('work.opening')}</th>
            <th scope="col">{t('work.turnover')}</th>
            <th scope="col">{t('work.closing')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('work.theirs')}</th>
            <td>
              <Balance value={figures.openingTheirs} currency={currency} />
            </td>
            <td>
              <Amount value={figures.lineTotal} currency={currency} isSigned />
            </td>
            <td>
              <Balance value={figures.closingTheirs} currency={currency} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t('work.ours')}</th>
            <td>
              <Balance value={figures.openingOurs} currency={currency} />
            </td>
            <td>
              <Amount value={figures.entryTotal} currency={currency} isSigned />
            </td>
            <td>
              <Balance value={figures.closingOurs} currency={currency} />
            </td>
          </tr>
        </tbody>
      </table>
      <dl className={styles.running}>
        <div>
          <dt>{t('work.difference')}</dt>
          <dd>
            <Amount value={figures.difference} currency={currency} isSigned />
          </dd>
        </div>
        <div>
          <dt>{t('work.explained')}</dt>
          <dd>
            <Amount value={figures.explained} currency={currency} isSigned />
            {carriedDifference === 0 ? null : (
              <span className={styles.carried}>
                {t('work.carried', { amount: formatAmount(carriedDifference, { currency, isSigned: true }) })}
              </span>
            )}
          </dd>
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
