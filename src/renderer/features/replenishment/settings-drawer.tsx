import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Collapse, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useMergedDraft } from '#renderer/lib/use-merged-form.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { REORDER_TRIGGERS } from '#shared/domain/replenishment/replenishment-policy.ts';
import { MOST_COVER_DAYS } from '#shared/domain/replenishment/replenishment-rule.ts';
import { changedLimits } from './changed-limits.ts';
import styles from './replenishment.module.css';
import { Field, Units } from './rule-form.tsx';
import { SupplierFields } from './settings-lists.tsx';

export type ReorderSettings = Awaited<ReturnType<typeof client.replenishment.settings>>;

/** Two questions first: days of stock, and the most money; the rest under Advanced. */
export function SettingsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('replenishment');
  const settings = useQuery(api.replenishment.settings.queryOptions());
  return (
    <SideDrawer isOpen isModal onClose={onClose} title={t('policy.title')} name="replenishment-settings" width={560}>
      <QueryView query={settings}>{(data) => <SettingsForm settings={data} onClose={onClose} />}</QueryView>
    </SideDrawer>
  );
}

function SettingsForm({ settings, onClose }: { settings: ReorderSettings; onClose: () => void }) {
  const { t } = useTranslation('replenishment');
  const { message } = App.useApp();
  const mayChange = useCan('settings.edit');
  const [draft, setDraft] = useMergedDraft(settings);
  // Read anew in the background, the settings hold what someone else changed meanwhile.
  const [read] = useState(settings.suppliers);
  const save = useCommand(client.replenishment.changeSettings);
  const change = (patch: Partial<ReorderSettings>): void => setDraft((before) => ({ ...before, ...patch }));
  const run = async (): Promise<void> => {
    const suppliers = changedLimits(read, draft.suppliers);
    if (!(await save.run({ ...draft, suppliers }))) return;
    message.success(t('policy.saved'));
    onClose();
  };
  const amount = (label: string, value: Money | null, onChange: (value: Money | null) => void) => (
    <Field label={label}>
      <AmountInput
        value={value}
        currency={draft.currency}
        placeholder={t('policy.noLimit')}
        aria-label={label}
        onChange={onChange}
      />
    </Field>
  );
  return (
    <>
      <div className={styles.fields}>
        <Units
          label={t('policy.coverDays')}
          value={draft.coverDays}
          max={MOST_COVER_DAYS}
          onChange={(coverDays) => change({ coverDays: coverDays ?? settings.coverDays })}
        />
        {amount(t('policy.mostTiedUp'), draft.mostTiedUp, (mostTiedUp) => change({ mostTiedUp }))}
        <Checkbox
          className={styles.wide}
          checked={draft.isStopped}
          onChange={(event) => change({ isStopped: event.target.checked })}
        >
          {t('policy.isStopped')}
        </Checkbox>
      </div>
      <Collapse
        ghost
        className={styles.section}
        items={[
          {
            key: 'advanced',
            label: t('policy.advanced'),
            children: (
              <>
                <div className={styles.fields}>
                  <Field
                    label={t('policy.trigger')}
                    hint={draft.trigger === 'order' ? t('orderTriggerHint') : undefined}
                  >
                    <Select
                      value={draft.trigger}
                      aria-label={t('policy.trigger')}
                      options={REORDER_TRIGGERS.map((value) => ({ value, label: t(`triggers.${value}`) }))}
                      onChange={(trigger) => change({ trigger })}
                    />
                  </Field>
                  <PlanTime value={draft.planAt} onChange={(planAt) => change({ planAt })} />
                  {amount(t('policy.dailyBudget'), draft.dailyBudget, (dailyBudget) => change({ dailyBudget }))}
                  {amount(t('policy.monthlyBudget'), draft.monthlyBudget, (monthlyBudget) => change({ monthlyBudget }))}
                  <Units
                    label={t('policy.inStockTarget')}
                    value={Math.round(draft.inStockTarget * 100)}
                    min={50}
                    max={99}
                    onChange={(percent) => change({ inStockTarget: (percent ?? 97) / 100 })}
                  />
                  <Units
                    label={t('policy.deadAfterDays')}
                    value={draft.deadAfterDays}
                    min={7}
                    max={3650}
                    onChange={(days) => change({ deadAfterDays: days ?? settings.deadAfterDays })}
                  />
                  <Units
                    label={t('policy.overDays')}
                    value={draft.overDays}
                    max={3650}
                    onChange={(days) => change({ overDays: days ?? settings.overDays })}
                  />
                </div>
                <SupplierFields suppliers={draft.suppliers} onChange={(suppliers) => change({ suppliers })} />
                <p className={styles.section}>
                  <Link to="/replenishment/seasons">{t('policy.toSeasons')}</Link>
                </p>
              </>
            ),
          },
        ]}
      />
      {mayChange ? (
        <Button type="primary" loading={save.isPending} onClick={() => void run()}>
          {t('policy.save')}
        </Button>
      ) : null}
    </>
  );
}

const HALF_HOURS = Array.from({ length: 48 }, (_, index) => {
  const hours = String(Math.floor(index / 2)).padStart(2, '0');
  return `${hours}:${index % 2 === 0 ? '00' : '30'}`;
});

function PlanTime({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { t } = useTranslation('replenishment');
  return (
    <Field label={t('policy.planAt')} hint={t('policy.planAtHint')}>
      <Select
        value={value}
        allowClear
        showSearch
        aria-label={t('policy.planAt')}
        options={HALF_HOURS.map((time) => ({ value: time, label: time }))}
        onChange={(time) => onChange(time ?? null)}
      />
    </Field>
  );
}
