import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatAmount, formatDatedInstant, formatDay, formatInstant, formatQuantity } from './format.ts';
import { LANGUAGES, type Language, type Namespace, resources } from './resources.ts';

const STORAGE_KEY = 'kacang.language';

/** The language chosen in this window, else the system's: Chinese for any Chinese, English for the rest. */
export function startLanguage(): Language {
  const stored = window.localStorage.getItem(STORAGE_KEY);
  const known = LANGUAGES.find((language) => language === stored);
  if (known) return known;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function currentLanguage(): Language {
  return LANGUAGES.find((language) => language === i18next.language) ?? 'zh-CN';
}

export async function startTranslations(): Promise<void> {
  const language = startLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources,
    ns: Object.keys(resources['zh-CN']) as Namespace[],
    defaultNS: 'shell',
    returnNull: false,
    interpolation: { escapeValue: false },
  });
  // Sentences may format what they name: `{{amount, money}}`, `{{count, quantity}}`, `{{on, day}}`, `{{at, instant}}`.
  addFormat('money', (value) => formatAmount(value, {}));
  addFormat('quantity', (value) => formatQuantity(value));
  addFormat('instant', (value) => formatInstant(value));
  addFormat('datedInstant', (value) => formatDatedInstant(value));
  i18next.services.formatter?.add('day', (value) => (typeof value === 'string' ? formatDay(value) : String(value)));
  applyLanguage(language);
}

function addFormat(name: string, format: (value: number) => string): void {
  i18next.services.formatter?.add(name, (value) => (typeof value === 'number' ? format(value) : String(value)));
}

export async function chooseLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(STORAGE_KEY, language);
  await i18next.changeLanguage(language);
  applyLanguage(language);
}

/** Follows the shop's language until somebody has chosen one in this window. */
export async function suggestLanguage(language: Language): Promise<void> {
  if (window.localStorage.getItem(STORAGE_KEY) !== null || language === currentLanguage()) return;
  await i18next.changeLanguage(language);
  applyLanguage(language);
}

function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
}
