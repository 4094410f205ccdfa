import { invalidValue } from '#core/refusal.ts';

const KNOWN = new Set(Intl.supportedValuesOf('currency'));

/** Refuses letters that stand for no currency: they would be fixed by the first document. */
export function requireCurrency(currency: string): void {
  if (!KNOWN.has(currency)) throw invalidValue('currency', 'CURRENCY', currency);
}
