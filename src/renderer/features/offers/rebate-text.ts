import type { TFunction } from 'i18next';
import type { ComparedOffer } from '#shared/contract/offers.contract.ts';
import { rateShare } from './offer-text.ts';

type Rebate = NonNullable<ComparedOffer['cost']>['rebate'];

/** What a rebate is worth: as promised, and by what was really paid of earlier ones. */
export function rebateText(
  t: TFunction<'offers'>,
  { promised, paidShare }: Rebate,
  amount: (value: number) => string,
): string {
  if (paidShare === null) return t('comparison.rebateUnproven', { promised: amount(promised) });
  return t('comparison.rebateHint', { promised: amount(promised), share: rateShare(paidShare) });
}
