import { useQuery } from '@tanstack/react-query';
import { App, InputNumber, Segmented } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { ScoringSettingsShape } from '#shared/contract/scorecards.contract.ts';
import {
  areScoreWeights,
  SCORE_MEASURES,
  SCORE_PRESETS,
  type ScorePreset,
  type ScoreWeights,
} from '#shared/domain/replenishment/score-weights.ts';
import styles from './scorecards.module.css';

const PRESETS = ['balanced', 'quality', 'speed', 'price'] as const satisfies readonly ScorePreset[];
const PERCENT = 100;

/** What the points weigh, and from where on a supplier is warned of and excluded. */
export function ScoringDialog({ onClose }: { onClose: () => void }) {
  const settings = useQuery(api.scorecards.settings.queryOptions());
  return settings.data ? <ScoringForm settings={settings.data} onClose={onClose} /> : null;
}

function ScoringForm({ settings, onClose }: { settings: ScoringSettingsShape; onClose: () => void }) {
  const { t } = useTranslation('scorecards');
  const { message } = App.useApp();
  const [{ weights, policy }, setDraft] = useState(settings);
  const save = useCommand(client.scorecards.setSettings);
  const sum = SCORE_MEASURES.reduce((total, measure) => total + weights[measure], 0);
  const preset = PRESETS.find((name) => isSame(SCORE_PRESETS[name], weights));
  const submit = async (): Promise<void> => {
    if (!(await save.run({ weights, policy }))) return;
    message.success(t('settings.saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={560}
      title={t('settings.title')}
      okText={t('settings.save')}
      okButtonProps={{ disabled: !areScoreWeights(weights), loading: save.isPending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <Segmented<ScorePreset | 'own'>
        value={preset ?? 'own'}
        aria-label={t('settings.presets')}
        options={[
          ...PRESETS.map((value) => ({ value, label: t(`presets.${value}`) })),
          { value: 'own' as const, label: t('presets.own'), disabled: preset !== undefined },
        ]}
        onChange={(name) => {
          if (name !== 'own') setDraft({ weights: { ...SCORE_PRESETS[name] }, policy });
        }}
      />
      <div className={styles.weights}>
        {SCORE_MEASURES.map((measure) => (
          <Fragment key={measure}>
            <span>{t(`measures.${measure}`)}</span>
            <CountInput
              size="small"
              min={0}
              max={PERCENT}
              value={weights[measure]}
              aria-label={t(`measures.${measure}`)}
              onChange={(value) => setDraft({ weights: { ...weights, [measure]: value ?? 0 }, policy })}
            />
          </Fragment>
        ))}
      </div>
      <p className={sum === PERCENT ? 'kc-soft' : styles.wrong} role="status">
        {sum === PERCENT ? t('settings.sum') : t('settings.wrongSum', { sum })}
      </p>
      <PolicyFields policy={policy} onChange={(next) => setDraft({ weights, policy: next })} />
    </Modal>
  );
}

type Policy = ScoringSettingsShape['policy'];
const LINES = [
  { key: 'points', warn: 'warnBelowPoints', exclude: 'excludeBelowPoints', scale: 1 },
  { key: 'badKeys', warn: 'warnAboveBadKeys', exclude: 'excludeAboveBadKeys', scale: PERCENT },
  { key: 'disputes', warn: 'warnAboveDisputes', exclude: 'excludeAboveDisputes', scale: PERCENT },
] as const;

function PolicyFields({ policy, onChange }: { policy: Policy; onChange: (policy: Policy) => void }) {
  const { t } = useTranslation('scorecards');
  const field = (key: keyof Policy, label: string, scale: number) => (
    <InputNumber
      size="small"
      min={0}
      max={PERCENT}
      step={scale === 1 ? 5 : 0.5}
      value={Math.round(policy[key] * scale * 100) / 100}
      aria-label={label}
      onChange={(value) => onChange({ ...policy, [key]: (value ?? 0) / scale })}
    />
  );
  return (
    <div className={styles.lines}>
      <span />
      <span className={styles.label}>{t('standings.warned')}</span>
      <span className={styles.label}>{t('standings.excluded')}</span>
      {LINES.map(({ key, warn, exclude, scale }) => {
        const name = t(`lines.${key}`);
        return (
          <Fragment key={key}>
            <span>{name}</span>
            {field(warn, `${name} ${t('standings.warned')}`, scale)}
            {field(exclude, `${name} ${t('standings.excluded')}`, scale)}
          </Fragment>
        );
      })}
    </div>
  );
}

function isSame(one: ScoreWeights, other: ScoreWeights): boolean {
  return SCORE_MEASURES.every((measure) => one[measure] === other[measure]);
}
