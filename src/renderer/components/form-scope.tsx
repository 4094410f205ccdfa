import { type ReactNode, useEffect, useRef } from 'react';
import { fieldsText, holdTypedInput, type TypedInput, touchTypedInput } from '#renderer/lib/typed-input.ts';

/** After these a field may say something else. */
const HANDS_ON = ['beforeinput', 'pointerdown', 'keydown', 'paste', 'drop'] as const;

/**
 * Around the fields of a form: leaving the page or the window asks first while something in it was typed that was not saved.
 * Dialogs and form drawers have it of themselves; a form that stands on a page is put into one.
 */
export function FormScope({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    // As it stood when somebody first laid a hand on it: what was filled in by the program is nothing typed.
    let before: string | null = null;
    const input: TypedInput = {
      isTyped: () => before !== null && isShown(element) && fieldsText(element) !== before,
      saved: () => {
        before = null;
      },
      place: () => element,
    };
    const note = (): void => {
      before ??= fieldsText(element);
      touchTypedInput(input);
    };
    for (const name of HANDS_ON) element.addEventListener(name, note, true);
    const release = holdTypedInput(input);
    return () => {
      release();
      for (const name of HANDS_ON) element.removeEventListener(name, note, true);
    };
  }, []);
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {children}
    </div>
  );
}

/** A dialog that was closed may still be there, unseen: the first place around the form that has a box of its own tells. */
function isShown(element: Element): boolean {
  let box = element.parentElement;
  while (box !== null && getComputedStyle(box).display === 'contents') box = box.parentElement;
  return box?.checkVisibility() ?? true;
}
