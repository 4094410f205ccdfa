import { CheckOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import type { Right } from '#shared/domain/identity/rights.ts';
import type { JobId } from '#shared/domain/ids.ts';
import styles from './dashboard.module.css';
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
      {isUntouched && can('settings.edit') ? <DemoShop /> : null}
    </>
  );
}

function DemoShop() {
  const { t } = useTranslation('dashboard');
  const confirm = useConfirmCount();
  const [jobId, setJobId] = useState<JobId | null>(null);
  const load = useCommand(client.shop.loadDemo, { onSuccess: (started) => setJobId(started.jobId) });
  const job = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: jobId ?? '' } }),
    enabled: jobId !== null,
  });
  const begin = async (): Promise<void> => {
    const isWanted = await confirm({ title: t('demo.title'), text: t('demo.consequence'), action: t('demo.action') });
    if (isWanted) await load.run({});
  };
  return (
    <div className={styles.demo}>
      <PageSection title={t('demo.title')}>
        <p className={styles.stepText}>{t('demo.text')}</p>
        <div style={{ marginTop: 12, maxWidth: 480 }}>
          {job.data ? (
            <JobProgress job={job.data} isNamed={false} />
          ) : (
            <Button loading={load.isPending} onClick={() => void begin()}>
              {t('demo.action')}
            </Button>
          )}
        </div>
      </PageSection>
    </div>
  );
}
