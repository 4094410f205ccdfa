import type { TFunction } from 'i18next';
import { formatAmount, formatShare } from '#renderer/i18n/format.ts';
import type { PriceTierShape } from '#shared/contract/offers.contract.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';

type Say = TFunction<'offers'>;

/** `95折`, `¥ 47.50`: what one tier asks for a key. */
export function tierPriceText(t: Say, { unitPrice, discount }: PriceTierShape, currency: string): string {
  if (unitPrice !== null) return formatAmount(unitPrice, { currency });
  return t('tier.discount', { discount: discountText(discount ?? 0) });
}

/** 95 of 95 000 000. */
export function discountText(rate: number): string {
  return String(rate / (RATE_SCALE / 100));
}

/** All tiers on one line: `¥47.50, 100 张起 ¥47.20`. */
export function tiersText(t: Say, tiers: readonly PriceTierShape[], currency: string): string {
  if (tiers.length === 0) return t('tier.none');
  return tiers
    .map((tier) => {
      const price = tierPriceText(t, tier, currency);
      return tier.fromQuantity === 1 ? price : t('tier.from', { quantity: tier.fromQuantity, price });
    })
    .join(t('importing.comma'));
}

export function promiseText(t: Say, hours: number | null): string {
  if (hours === null) return t('comparison.unknown');
  if (hours === 0) return t('promise.atOnce');
  return hours % 24 === 0 ? t('promise.days', { count: hours / 24 }) : t('promise.hours', { count: hours });
}

/** A rate in 1e-8 as a share: `+5.0%` where it is a change. */
export function rateShare(rate: number, isSigned = false): string {
  const text = formatShare(rate / RATE_SCALE, 2);
  return isSigned && rate > 0 ? `+${text}` : text;
}
