import { useQueryClient } from '@tanstack/react-query';
import { Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import { chooseLanguage } from '../../i18n/language.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { EntryScreen } from './entry-screen.tsx';
import {
  BackupPlaceStep,
  BusinessStep,
  type BusinessValues,
  OwnerStep,
  type OwnerValues,
} from './first-start-steps.tsx';
import { RecoveryCodeStep } from './recovery-code-step.tsx';

interface Made {
  state: SessionState;
  recoveryCode: string;
}

/** The first start: who owns the shop, what it is, where copies go, and the code that opens the way back. */
export function FirstStart() {
  const { t } = useTranslation('entry');
  const queries = useQueryClient();
  const [step, setStep] = useState(0);
  const [owner, setOwner] = useState<OwnerValues | null>(null);
  const [business, setBusiness] = useState<BusinessValues | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const setUp = useCommand(client.shop.setUp, {
    onSuccess: (output) => {
      setMade(output);
      setOwner(null);
      setStep(3);
    },
    onError: () => true,
  });
  useEffect(() => {
    document.title = t('firstStart.pageTitle');
  }, [t]);

  const finish = async (backupPlace: string | null): Promise<void> => {
    if (!owner || !business) return;
    await chooseLanguage(business.language);
    const { ownerName, passphrase } = owner;
    await setUp.run({ ownerName, passphrase, ...business, backupPlace, confirmsCode: true });
  };
  const titles = [t('owner.title'), t('business.title'), t('backup.title'), t('code.title')];
  const texts = [t('owner.text'), t('business.text'), t('backup.text'), t('code.text')];
  return (
    <EntryScreen title={titles[step] ?? ''} text={texts[step]} width={520}>
      <Steps
        size="small"
        current={step}
        style={{ margin: '20px 0 4px' }}
        items={[t('steps.owner'), t('steps.business'), t('steps.backup'), t('steps.code')].map((title) => ({ title }))}
      />
      {step === 0 ? (
        <OwnerStep
          initial={owner}
          onDone={(values) => {
            setOwner(values);
            setStep(1);
          }}
        />
      ) : null}
      {step === 1 ? (
        <BusinessStep
          initial={business}
          onBack={() => setStep(0)}
          onDone={(values) => {
            setBusiness(values);
            setStep(2);
          }}
        />
      ) : null}
      {step === 2 ? (
        <BackupPlaceStep
          error={setUp.error}
          isPending={setUp.isPending}
          onBack={() => setStep(1)}
          onDone={(place) => void finish(place)}
        />
      ) : null}
      {made ? (
        <RecoveryCodeStep
          code={made.recoveryCode}
          businessName={made.state.shop?.businessName ?? ''}
          onConfirmed={(state) => queries.setQueryData(api.sessions.state.queryKey(), state)}
        />
      ) : null}
    </EntryScreen>
  );
}
