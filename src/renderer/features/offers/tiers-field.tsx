import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import type { PriceTierShape } from '#shared/contract/offers.contract.ts';
import { MONEY_SCALE, type Money, money } from '#shared/domain/money/money.ts';
import { checkTiers, MOST_TIERS, type PriceTier } from '#shared/domain/purchasing/price-tiers.ts';
import { discountOfAmount } from '#shared/domain/spreadsheets/small-amounts.ts';
import { discountText } from './offer-text.ts';
import styles from './offers.module.css';

export interface TierDraft {
  key: number;
  fromQuantity: number | null;
  unitPrice: Money | null;
  discount: number | null;
}

export interface TiersDraft {
  kind: 'price' | 'discount';
  tiers: readonly TierDraft[];
}

export function tiersDraft(tiers: readonly PriceTierShape[]): TiersDraft {
  const drafts = tiers.map((tier, key) => ({
    key,
    fromQuantity: tier.fromQuantity,
    unitPrice: tier.unitPrice,
    discount: tier.discount === null ? null : Number(discountText(tier.discount)),
  }));
  const kind = tiers[0]?.discount == null ? 'price' : 'discount';
  return { kind, tiers: drafts.length > 0 ? drafts : [{ key: 0, fromQuantity: 1, unitPrice: null, discount: null }] };
}

/** The tiers that were typed, or null while they are not complete. `0.95`, `9.5` and `95` are all 95折, as in price lists. */
export function tiersOf({ kind, tiers }: TiersDraft): PriceTier[] | null {
  const read = tiers.map(({ fromQuantity, unitPrice, discount }) => ({
    fromQuantity: fromQuantity ?? 0,
    unitPrice: kind === 'price' ? unitPrice : null,
    discount: kind === 'discount' && discount !== null ? discountRate(discount) : null,
  }));
  return checkTiers(read) === null ? read : null;
}

function discountRate(typed: number): number {
  return Math.round(discountOfAmount(money(Math.round(typed * MONEY_SCALE))));
}

interface TiersFieldProps {
  value: TiersDraft;
  onChange: (draft: TiersDraft) => void;
  currency: string;
}

/** Prices from a quantity on, as amounts or as parts of the face value. */
export function TiersField({ value, onChange, currency }: TiersFieldProps) {
  const { t } = useTranslation('offers');
  const { kind, tiers } = value;
  const setTier = (key: number, change: Partial<TierDraft>): void =>
    onChange({ kind, tiers: tiers.map((tier) => (tier.key === key ? { ...tier, ...change } : tier)) });
  const add = (): void => {
    const key = Math.max(...tiers.map((tier) => tier.key)) + 1;
    onChange({ kind, tiers: [...tiers, { key, fromQuantity: null, unitPrice: null, discount: null }] });
  };
  return (
    <>
      <Segmented<TiersDraft['kind']>
        value={kind}
        options={(['price', 'discount'] as const).map((choice) => ({
          value: choice,
          label: t(`price.kinds.${choice}`),
        }))}
        onChange={(next) => onChange({ kind: next, tiers })}
        aria-label={t('price.kind')}
        style={{ marginBottom: 8 }}
      />
      {tiers.map((tier, index) => (
        <div key={tier.key} className={styles.tiers}>
          <CountInput
            value={tier.fromQuantity}
            min={1}
            placeholder={t('price.fromQuantity')}
            aria-label={t('price.tierLabel', { number: index + 1, field: t('price.fromQuantity') })}
            onChange={(fromQuantity) => setTier(tier.key, { fromQuantity })}
            style={{ width: '100%' }}
          />
          {kind === 'price' ? (
            <AmountInput
              value={tier.unitPrice}
              currency={currency}
              aria-label={t('price.tierLabel', { number: index + 1, field: t('price.unitPrice') })}
              onChange={(unitPrice) => setTier(tier.key, { unitPrice })}
            />
          ) : (
            <InputNumber
              value={tier.discount}
              min={0}
              max={1000}
              placeholder={t('price.discount')}
              aria-label={t('price.tierLabel', { number: index + 1, field: t('price.discount') })}
              onChange={(discount) => setTier(tier.key, { discount })}
              style={{ width: '100%' }}
            />
          )}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            disabled={tiers.length === 1}
            aria-label={t('price.removeTier', { number: index + 1 })}
            onClick={() => onChange({ kind, tiers: tiers.filter(({ key }) => key !== tier.key) })}
          />
        </div>
      ))}
      <Button size="small" type="dashed" icon={<PlusOutlined />} disabled={tiers.length >= MOST_TIERS} onClick={add}>
        {t('price.addTier')}
      </Button>
    </>
  );
}
