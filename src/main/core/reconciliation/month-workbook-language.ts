import { CHINESE } from './month-workbook-chinese.ts';
import { ENGLISH } from './month-workbook-english.ts';
import type { MonthWorkbookText } from './month-workbook-text.ts';

export function monthWorkbookText(language: 'zh-CN' | 'en'): MonthWorkbookText {
  return language === 'zh-CN' ? CHINESE : ENGLISH;
}
