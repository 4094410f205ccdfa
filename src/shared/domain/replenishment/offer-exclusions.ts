/**
 * Why an offer of a SKU cannot be planned with at all, before limits and standing are asked:
 *
 * - `NO_PRICE` none on the day · `EXPIRED` the one there is has run out
 * - `OTHER_CURRENCY` it is in another currency than the supplier's account, and an order is written in that
 * - `RATE_MISSING` no exchange rate on or before the day
 * - `FACE_VALUE_MISSING` · `FACE_CURRENCY_DIFFERS` a discount on a face value that nobody knows, or that is in another currency
 * - `BELOW_FIRST_TIER` no tier begins where an order may
 */
export const OFFER_EXCLUSIONS = [
  'NO_PRICE',
  'EXPIRED',
  'OTHER_CURRENCY',
  'RATE_MISSING',
  'FACE_VALUE_MISSING',
  'FACE_CURRENCY_DIFFERS',
  'BELOW_FIRST_TIER',
] as const;
export type OfferExclusion = (typeof OFFER_EXCLUSIONS)[number];
