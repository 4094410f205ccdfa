import { useQuery } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { FormScope } from '#renderer/components/form-scope.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useMergedDraft } from '#renderer/lib/use-merged-form.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { REORDER_TRIGGERS } from '#shared/domain/replenishment/replenishment-policy.ts';
import { MOST_COVER_DAYS } from '#shared/domain/replenishment/replenishment-rule.ts';
import styles from './replenishment.module.css';

type Rule = Awaited<ReturnType<typeof client.replenishment.rule>>;

/** What holds for one SKU; empty fields follow the shop. */
export function RuleForm({ skuId, currency }: { skuId: SkuId; currency: string }) {
  const rule = useQuery(api.replenishment.rule.queryOptions({ input: { skuId } }));
  return rule.data ? <RuleFields key={skuId} rule={rule.data} currency={currency} /> : null;
}

function RuleFields({ rule, currency }: { rule: Rule; currency: string }) {
  const { t } = useTranslation('replenishment');
  const { message } = App.useApp();
  const [draft, setDraft] = useMergedDraft<Rule>(rule);
  const setRule = useCommand(client.replenishment.setRule);
  const change = (patch: Partial<Rule>): void => setDraft((before) => ({ ...before, ...patch }));
  const save = async (): Promise<void> => {
    if (await setRule.run(draft)) message.success(t('drawer.saved'));
  };
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('drawer.rule')}</h3>
      <FormScope>
        <div className={styles.fields}>
          <Units
            label={t('rule.coverDays')}
            placeholder={t('rule.asShop')}
            value={draft.coverDays}
            max={MOST_COVER_DAYS}
            onChange={(coverDays) => change({ coverDays })}
          />
          <Units
            label={t('rule.orderMultiple')}
            value={draft.orderMultiple}
            onChange={(orderMultiple) => change({ orderMultiple: orderMultiple ?? 1 })}
          />
          <Units label={t('rule.minimum')} min={0} value={draft.minimum} onChange={(minimum) => change({ minimum })} />
          <Units
            label={t('rule.maximum')}
            min={0}
            placeholder={t('policy.noLimit')}
            value={draft.maximum}
            onChange={(maximum) => change({ maximum })}
          />
          <Field label={t('rule.mostMoney')}>
            <AmountInput
              value={draft.mostMoney}
              currency={currency}
              placeholder={t('policy.noLimit')}
              aria-label={t('rule.mostMoney')}
              onChange={(mostMoney) => change({ mostMoney })}
            />
          </Field>
          <Field label={t('rule.trigger')}>
            <Select
              value={draft.trigger}
              allowClear
              placeholder={t('rule.asShop')}
              aria-label={t('rule.trigger')}
              options={REORDER_TRIGGERS.map((value) => ({ value, label: t(`triggers.${value}`) }))}
              onChange={(trigger) => change({ trigger: trigger ?? null })}
            />
          </Field>
          <Field label={t('rule.preferredSupplier')}>
            <SupplierSelect
              value={draft.preferredSupplierId}
              isClearable
              placeholder={t('rule.bestOffer')}
              aria-label={t('rule.preferredSupplier')}
              onChange={(id) => change({ preferredSupplierId: id as SupplierId | null })}
            />
          </Field>
          <Field label={t('rule.snoozedUntil')}>
            <DayInput
              value={draft.snoozedUntil}
              isClearable
              aria-label={t('rule.snoozedUntil')}
              onChange={(snoozedUntil) => change({ snoozedUntil })}
            />
          </Field>
          <Units
            label={t('rule.orderOnce')}
            hint={t('rule.orderOnceHint')}
            value={draft.orderOnce}
            onChange={(orderOnce) => change({ orderOnce })}
          />
          {draft.trigger === 'order' ? (
            <p className={`${styles.hint} ${styles.wide}`}>{t('orderTriggerHint')}</p>
          ) : null}
          <div className={styles.wide}>
            <Button loading={setRule.isPending} onClick={() => void save()}>
              {t('drawer.save')}
            </Button>
          </div>
        </div>
      </FormScope>
    </section>
  );
}

export function Field({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </div>
  );
}

interface UnitsProps {
  label: string;
  hint?: string;
  value: number | null;
  min?: number;
  max?: number;
  placeholder?: string;
  onChange: (value: number | null) => void;
}

const LARGEST = 1_000_000;

/** A field for a whole number; empty where nothing is said. */
export function Units({ label, hint, value, min = 1, max = LARGEST, placeholder, onChange }: UnitsProps) {
  return (
    <Field label={label} hint={hint}>
      <CountInput
        value={value}
        min={min}
        max={max}
        placeholder={placeholder}
        style={{ width: '100%' }}
        aria-label={label}
        onChange={onChange}
      />
    </Field>
  );
}
