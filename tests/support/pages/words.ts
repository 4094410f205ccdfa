import { entry as englishEntry } from '#renderer/i18n/en/entry.ts';
import { shell as englishShell } from '#renderer/i18n/en/shell.ts';
import { entry as chineseEntry } from '#renderer/i18n/zh-CN/entry.ts';
import { shell as chineseShell } from '#renderer/i18n/zh-CN/shell.ts';

/** What the screen says, from the same resources: page models find things by the words a person reads. */
export const words = {
  'zh-CN': { entry: chineseEntry, shell: chineseShell },
  en: { entry: englishEntry, shell: englishShell },
} as const;

export type Language = keyof typeof words;
export type Words = (typeof words)[Language];

/** A text with its `{{values}}` put in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
