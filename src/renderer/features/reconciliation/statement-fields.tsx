import { Alert, Radio, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { formatQuantity } from '#renderer/i18n/format.ts';
import type { StatementReading } from '#shared/contract/reconciliation.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney } from '#shared/domain/money/money.ts';
import { STATEMENT_ROLES, type StatementRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { ChangeDraft } from './use-statement-draft.ts';
import { openColumns, periodOf, type StatementDraft, type StatementSheet } from './use-statement-draft.ts';
import styles from './wizard.module.css';

const SURE = 60;
/** What a column beside the amounts may be where the sheet does not tell. */
type NetChoice = 'discount' | 'refund' | 'net' | 'income' | 'ignore';
const CONVENTIONS = ['unsigned', 'balance-effect', 'debt-effect'] as const;

interface SheetProps {
  draft: StatementDraft;
  sheet: StatementSheet;
  change: ChangeDraft;
}

/** What each column is, with what stands in it; and what a minus means. */
export function ColumnChoices({ draft, sheet, change }: SheetProps) {
  const { t } = useTranslation('reconciliation');
  const roles = draft.columns ?? sheet.columns.map(({ proposedRole }) => proposedRole);
  const choose = (index: number, role: StatementRole): void =>
    change({
      columns: roles.map((before, place) => (place === index ? role : before)),
      settledColumns: [...draft.settledColumns.filter((settled) => settled !== index), index],
    });
  const open = openColumns(draft, sheet);
  const asked = sheet.columns.filter(({ choices }) => choices.length > 0);
  return (
    <PageSection
      title={t('wizard.mapping')}
      actions={
        sheet.remembered ? (
          <span className="kc-faint">{t('wizard.remembered', { count: sheet.remembered.usedCount })}</span>
        ) : null
      }
    >
      {asked.length > 0 ? (
        <div className={styles.questions}>
          {open.length > 0 ? <Alert type="warning" showIcon title={t('wizard.openColumns')} /> : null}
          {asked.map(({ index, name, choices }) => (
            <div key={index} className={styles.field}>
              <span className={styles.label}>{t('wizard.openColumn', { name })}</span>
              <Radio.Group
                value={draft.settledColumns.includes(index) ? roles[index] : null}
                options={choices.map((value) => ({ value, label: t(`wizard.netChoices.${value as NetChoice}`) }))}
                onChange={({ target }) => choose(index, target.value as StatementRole)}
                aria-label={t('wizard.openColumn', { name })}
              />
            </div>
          ))}
        </div>
      ) : null}
      <div className={styles.columns}>
        {sheet.columns.map((column) => {
          const role = roles[column.index] ?? 'ignore';
          const isUnsure = draft.columns === null && column.confidence < SURE && column.examples.length > 0;
          return (
            <div key={column.index} className={`${styles.column} ${role === 'ignore' ? styles.ignored : ''}`}>
              <span className={styles.columnName} title={column.name}>
                {column.name || String.fromCharCode(65 + (column.index % 26))}
              </span>
              <Select
                value={role}
                status={isUnsure ? 'warning' : undefined}
                options={STATEMENT_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
                onChange={(value) => choose(column.index, value)}
                listHeight={420}
                popupMatchSelectWidth={false}
                aria-label={column.name}
              />
              {column.examples.slice(0, 3).map((example) => (
                <span key={example} className={styles.example} title={example}>
                  {example}
                </span>
              ))}
              {isUnsure ? <span className={styles.hint}>{t('wizard.unsure')}</span> : null}
            </div>
          );
        })}
      </div>
      <div className={styles.fields}>
        <div className={styles.field}>
          <span className={styles.label}>{t('wizard.convention')}</span>
          <Segmented
            value={draft.convention ?? sheet.proposedConvention}
            options={CONVENTIONS.map((value) => ({ value, label: t(`wizard.conventions.${value}`) }))}
            onChange={(convention) => change({ convention })}
            aria-label={t('wizard.convention')}
          />
          {sheet.remembered?.convention && draft.convention === null ? (
            <span className={styles.hint}>{t('wizard.rememberedConvention')}</span>
          ) : null}
        </div>
      </div>
    </PageSection>
  );
}

/** From–to, and what they say their balance was at both ends. */
export function PeriodFields({ draft, sheet, reading, change }: SheetProps & { reading: StatementReading | null }) {
  const { t } = useTranslation('reconciliation');
  const { from, to } = periodOf(draft, sheet);
  return (
    <PageSection title={t('wizard.period')}>
      <div className={styles.fields}>
        <div className={styles.field} style={{ width: 140 }}>
          <span className={styles.label}>{t('wizard.from')}</span>
          <DayInput value={from} onChange={(day) => change({ from: day })} aria-label={t('wizard.from')} />
        </div>
        <div className={styles.field} style={{ width: 140 }}>
          <span className={styles.label}>{t('wizard.to')}</span>
          <DayInput value={to} onChange={(day) => change({ to: day })} aria-label={t('wizard.to')} />
        </div>
        <BalanceField
          label={t('wizard.opening')}
          value={draft.openingBalance}
          read={reading?.openingBalance ?? null}
          onChange={(openingBalance) => change({ openingBalance })}
        />
        <BalanceField
          label={t('wizard.closing')}
          value={draft.closingBalance}
          read={reading?.closingBalance ?? null}
          onChange={(closingBalance) => change({ closingBalance })}
        />
      </div>
    </PageSection>
  );
}

interface BalanceFieldProps {
  label: string;
  /** Above zero is owed; null leaves it to the sheet. */
  value: Money | null;
  read: Money | null;
  onChange: (value: Money | null) => void;
}

/** A balance by its side in words and a positive amount. */
function BalanceField({ label, value, read, onChange }: BalanceFieldProps) {
  const { t } = useTranslation(['reconciliation', 'components']);
  const shown = value ?? read;
  const [side, setSide] = useState<'prepaid' | 'debt'>('prepaid');
  const current = shown === null || shown === 0 ? side : shown > 0 ? 'debt' : 'prepaid';
  const signed = (amount: Money, of: 'prepaid' | 'debt'): Money => (of === 'debt' ? amount : negateMoney(amount));
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <div style={{ display: 'flex', gap: 6 }}>
        <Segmented
          value={current}
          options={(['prepaid', 'debt'] as const).map((value_) => ({
            value: value_,
            label: t(`components:balance.${value_}`),
          }))}
          onChange={(next) => {
            setSide(next);
            if (shown !== null) onChange(signed(money(Math.abs(shown)), next));
          }}
          aria-label={t('reconciliation:wizard.side')}
        />
        <span style={{ width: 130 }}>
          <AmountInput
            value={shown === null ? null : money(Math.abs(shown))}
            onChange={(amount) => onChange(amount === null ? null : signed(amount, current))}
            aria-label={label}
          />
        </span>
      </div>
      <span className={styles.hint}>{t('reconciliation:wizard.fromSheet')}</span>
    </div>
  );
}

/** Which SKU each of their product names is. */
export function ProductChoices({ draft, sheet, reading, change }: SheetProps & { reading: StatementReading | null }) {
  const { t } = useTranslation('reconciliation');
  // The sheet is looked at by its first rows; what only the whole of it names comes with the reading.
  const seen = new Set(sheet.productTexts.map(({ text }) => text));
  const further = reading?.unknownProducts.filter(({ text }) => !seen.has(text)) ?? [];
  const given = Object.keys(draft.assignments)
    .filter((text) => !seen.has(text) && !further.some((product) => product.text === text))
    .map((text) => ({ text, count: null }));
  const products = [...sheet.productTexts, ...[...further, ...given].map((product) => ({ ...product, skuId: null }))];
  if (products.length === 0) return null;
  return (
    <PageSection title={t('wizard.products')}>
      <p className={styles.hint}>{t('wizard.productsHint')}</p>
      <ul className={styles.products}>
        {products.map(({ text, count, skuId }) => (
          <li key={text} className={styles.product}>
            <span title={text}>{text}</span>
            {count === null ? null : <span className="kc-faint">×{formatQuantity(count)}</span>}
            <SkuSelect
              value={draft.assignments[text] ?? skuId}
              onChange={(id) => {
                const { [text]: _, ...others } = draft.assignments;
                change({ assignments: id === null ? others : { ...others, [text]: id as SkuId } });
              }}
              isClearable
              aria-label={text}
            />
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
