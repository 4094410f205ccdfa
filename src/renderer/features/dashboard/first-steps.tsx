import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import type { Right } from '#shared/domain/identity/rights.ts';
import styles from './dashboard.module.css';
import { DemoOffer } from './demo-shop.tsx';
import { links } from './links.ts';

interface Step {
  key: 'supplier' | 'sku' | 'keys';
  isDone: boolean;
  to: string;
  right: Right;
}

/** A shop without trade: the three steps to the first dispensed key, or a shop that is already full to look around in. */
export function FirstSteps({ start }: { start: Dashboard['start'] }) {
  const { t } = useTranslation('dashboard');
  const { can } = useSession();
  const steps: Step[] = [
    { key: 'supplier', isDone: start.hasSuppliers, to: links.newSupplier, right: 'suppliers.edit' },
    { key: 'sku', isDone: start.hasSkus, to: links.newSku, right: 'catalogue.edit' },
    { key: 'keys', isDone: start.hasKeys, to: links.newImport, right: 'keys.import' },
  ];
  const next = steps.find((step) => !step.isDone);
  const isUntouched = steps.every((step) => !step.isDone);
  return (
    <>
      <p className={styles.welcome}>{t('start.welcome')}</p>
      <ol className={styles.steps}>
        {steps.map(({ key, isDone, to, right }, index) => (
          <li key={key} className={styles.step}>
            <span className={`${styles.stepNumber} ${isDone ? styles.stepDone : ''}`}>
              {isDone ? <CheckOutlined aria-label={t('start.done')} /> : index + 1}
            </span>
            <div>
              <div className={styles.stepTitle}>{t(`start.steps.${key}.title`)}</div>
              <div className={styles.stepText}>{t(`start.steps.${key}.text`)}</div>
            </div>
            {can(right) ? (
              <Link to={to}>
                <Button type={next?.key === key ? 'primary' : 'default'} tabIndex={-1}>
                  {t(`start.steps.${key}.action`)}
                </Button>
              </Link>
            ) : (
              <span className="kc-faint">{t('start.notYours')}</span>
            )}
          </li>
        ))}
      </ol>
      {isUntouched && can('settings.edit') ? <DemoOffer /> : null}
    </>
  );
}
