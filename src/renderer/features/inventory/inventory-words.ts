import type { Say, TextKey } from '#renderer/i18n/use-text.ts';
import { inventory } from '#renderer/i18n/zh-CN/inventory.ts';

/** The word for what moved or looked at a key; one without a word reads as it is. */
export function actWord(say: Say, act: string): string {
  if (Object.hasOwn(inventory.key.acts, act)) return say(`inventory:key.acts.${act}` as TextKey);
  if (Object.hasOwn(inventory.documentKinds, act)) return say(`inventory:documentKinds.${act}` as TextKey);
  return act;
}

/** The word for a movement's reason; a person's own reason reads as it is. */
export function reasonWord(say: Say, reason: string): string {
  return Object.hasOwn(inventory.reasons, reason) ? say(`inventory:reasons.${reason}` as TextKey) : reason;
}

/** The words of every reason that is the program's own. */
export function reasonWords(say: Say): Record<string, string> {
  return Object.fromEntries(Object.keys(inventory.reasons).map((reason) => [reason, reasonWord(say, reason)]));
}
