import * as english from '#renderer/i18n/en/index.ts';
import * as chinese from '#renderer/i18n/zh-CN/index.ts';

/** What the screen says, from the same resources: page models find things by the words a person reads. */
export const words = { 'zh-CN': chinese, en: english } as const;

export type Language = keyof typeof words;
export type Words = (typeof words)[Language];

/** A text with its `{{values}}` put in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
