import type { KeyboardEvent } from 'react';
import { isComposing } from '#renderer/lib/shortcuts.ts';

/** For a form's `onKeyDown`: keeps the Enter that takes an input method's candidate from submitting the form. */
export function ignoreComposingEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
}
