import type { Language } from '#renderer/i18n/resources.ts';

/** Of mainland China, as browsers name them. */
const MAINLAND_ZONES = new Set([
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Chongqing',
  'Asia/Harbin',
  'Asia/Kashgar',
  'PRC',
]);

/**
 * The base currency that is proposed until the person chooses one. It is fixed by the first document, so an English system in
 * Shanghai must not propose dollars.
 */
export function proposedCurrency(language: Language, timeZone: string): string {
  return language === 'zh-CN' || MAINLAND_ZONES.has(timeZone) ? 'CNY' : 'USD';
}
