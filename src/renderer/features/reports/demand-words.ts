import type { TFunction } from 'i18next';
import { seasonText } from '#renderer/features/replenishment/reason-text.ts';
import { formatAmount } from '#renderer/i18n/format.ts';
import { money } from '#shared/domain/money/money.ts';
import { BUYER_KINDS, type DemandDimension, ORDER_SIZES } from '#shared/domain/reports/demand-portrait.ts';

/** 0 Sunday to 6 Saturday. */
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

export function weekdayWord(weekday: number): `weekdays.${(typeof WEEKDAYS)[number]}` {
  return `weekdays.${WEEKDAYS[weekday] ?? 'sunday'}`;
}

/** What a group of a dimension is called. */
export function demandGroupText(
  t: TFunction<['demand', 'replenishment']>,
  seasonWords: TFunction<'replenishment'>,
  dimension: DemandDimension,
  key: string,
): string {
  if (dimension === 'season') return key === '' ? t('usualDays') : seasonText(seasonWords, key);
  if (key === '') return t(`none.${dimension === 'category' || dimension === 'face-value' ? dimension : 'shop-kind'}`);
  switch (dimension) {
    case 'category':
    case 'shop-kind':
      return key;
    case 'face-value':
      return faceValueText(key);
    case 'buyer':
      return t(`buyers.${BUYER_KINDS.find((kind) => kind === key) ?? 'unknown'}`);
    case 'order-size':
      return sizeText(t, key);
  }
}

function faceValueText(key: string): string {
  const [amount = '0', currency = ''] = key.split(' ');
  return formatAmount(money(Number(amount)), { currency });
}

function sizeText(t: TFunction<['demand', 'replenishment']>, key: string): string {
  const size = ORDER_SIZES[Number(key)];
  if (!size) return key;
  if (size.to === null) return t('sizes.from', { from: size.from });
  return size.from === size.to
    ? t('sizes.one', { count: size.from })
    : t('sizes.range', { from: size.from, to: size.to });
}
