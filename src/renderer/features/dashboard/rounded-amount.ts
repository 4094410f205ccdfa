import { formatAmount } from '#renderer/i18n/format.ts';

const PARTS_OF_HUNDREDTH = 100;

/** A sum as a headline: to the hundredth, since four decimals belong to prices. The rows behind it are exact. */
export function roundedAmount(amount: number, currency: string): string {
  return formatAmount(Math.round(amount / PARTS_OF_HUNDREDTH) * PARTS_OF_HUNDREDTH, { currency });
}
