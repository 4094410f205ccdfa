import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { formatDay } from '#renderer/i18n/format.ts';
import type { SupplierFreeze } from '#shared/contract/supplier-money.contract.ts';
import styles from './money.module.css';

interface FreezesSectionProps {
  freezes: readonly SupplierFreeze[];
  currency: string;
  onEnd: ((freeze: SupplierFreeze) => void) | undefined;
}

/** What a supplier keeps of the prepaid balance, and what it kept before. */
export function FreezesSection({ freezes, currency, onEnd }: FreezesSectionProps) {
  const { t } = useTranslation('supplierMoney');
  if (freezes.length === 0) return null;
  return (
    <PageSection title={t('freeze.list')}>
      <table className={styles.table}>
        <tbody>
          {freezes.map((freeze) => (
            <tr key={freeze.id} className={freeze.endedOn === null ? undefined : styles.released}>
              <td>
                {freeze.endedOn === null
                  ? t('freeze.since', { on: formatDay(freeze.frozenOn) })
                  : t('freeze.until', { from: formatDay(freeze.frozenOn), to: formatDay(freeze.endedOn) })}
              </td>
              <td>
                {freeze.reason}
                {freeze.endReason === '' ? null : <div>{freeze.endReason}</div>}
              </td>
              <td className={styles.end}>
                <Amount value={freeze.amount} currency={currency} />
              </td>
              <td className={styles.end}>
                {onEnd && freeze.endedOn === null ? (
                  <Button size="small" type="link" onClick={() => onEnd(freeze)}>
                    {t('freeze.end')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </PageSection>
  );
}
