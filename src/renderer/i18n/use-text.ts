import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namespace, Resources } from './resources.ts';

type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Prefix}${Key}` : Leaves<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];

/** A sentence's key with its area: `suppliers:list.title`. */
export type TextKey = { [Name in Namespace]: `${Name}:${Leaves<Resources[Name]>}` }[Namespace];

export type Say = (key: TextKey, values?: Readonly<Record<string, unknown>>) => string;

/** A sentence of any area, outside a component. */
export function say(key: TextKey, values: Readonly<Record<string, unknown>> = {}): string {
  return i18next.t(key, { ...values, defaultValue: '' });
}

/**
 * Sentences of every area by their full key, for what names them as data: `text('rights:keys.reveal')`.
 * A page of one area is better served by `useTranslation('suppliers')`.
 */
export function useText(): Say {
  const { i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes what the same key says
  return useCallback((key, values) => say(key, values), [i18n.language]);
}
