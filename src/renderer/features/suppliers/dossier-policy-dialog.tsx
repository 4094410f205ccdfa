import { useQuery } from '@tanstack/react-query';
import { App, InputNumber, Segmented } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { DossierPolicyShape } from '#shared/contract/dossiers.contract.ts';
import { CHECK_POLICIES, DOSSIER_CHECKS } from '#shared/domain/suppliers/dossier-checks.ts';
import styles from './dossier.module.css';

const PERCENT = 100;

/** What the shop does about each check that fails. */
export function DossierPolicyDialog({ onClose }: { onClose: () => void }) {
  const policy = useQuery(api.dossiers.policy.queryOptions());
  return policy.data ? <PolicyForm policy={policy.data} onClose={onClose} /> : null;
}

function PolicyForm({ policy, onClose }: { policy: DossierPolicyShape; onClose: () => void }) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const [draft, setDraft] = useState(policy);
  const save = useCommand(client.dossiers.setPolicy);
  const submit = async (): Promise<void> => {
    if (!(await save.run(draft))) return;
    message.success(t('policy.saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={520}
      title={t('policy.title')}
      okText={t('policy.save')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <p className="kc-soft">{t('policy.text')}</p>
      <div className={styles.checks}>
        {DOSSIER_CHECKS.map((check) => (
          <Fragment key={check}>
            <span>{t(`checks.${check}`)}</span>
            <Segmented
              size="small"
              aria-label={t(`checks.${check}`)}
              value={draft.checks[check]}
              options={CHECK_POLICIES.map((value) => ({ value, label: t(`policies.${value}`) }))}
              onChange={(value) => setDraft({ ...draft, checks: { ...draft.checks, [check]: value } })}
            />
          </Fragment>
        ))}
        <span>{t('policy.minimumYears')}</span>
        <CountInput
          min={0}
          max={50}
          aria-label={t('policy.minimumYears')}
          value={draft.minimumYears}
          onChange={(minimumYears) => setDraft({ ...draft, minimumYears: minimumYears ?? policy.minimumYears })}
        />
        <span>{t('policy.disputeLimit')}</span>
        <InputNumber
          min={0.01}
          max={100}
          step={0.5}
          precision={2}
          aria-label={t('policy.disputeLimit')}
          value={draft.disputeLimit / PERCENT}
          onChange={(percent) =>
            setDraft({ ...draft, disputeLimit: percent === null ? policy.disputeLimit : Math.round(percent * PERCENT) })
          }
        />
      </div>
    </Modal>
  );
}
