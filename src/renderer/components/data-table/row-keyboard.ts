import type { KeyboardEvent } from 'react';
import { isComposing } from '#renderer/lib/shortcuts.ts';

export interface RowKeyboard {
  count: number;
  active: number;
  rowsOnScreen: number;
  move: (index: number) => void;
  open: (index: number) => void;
  toggle: (index: number) => void;
}

/** Where a key takes the active row; null for a key that moves nothing. */
export function targetRow(key: string, active: number, count: number, rowsOnScreen: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, Math.max(0, active) + rowsOnScreen);
    case 'PageUp':
      return Math.max(0, active - rowsOnScreen);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Keys of a table that has the focus: move, open by Enter, select by Space. */
export function onRowKey(event: KeyboardEvent, keyboard: RowKeyboard): void {
  const { count, active, rowsOnScreen } = keyboard;
  // A button or a field inside a row keeps its own keys.
  if (count === 0 || event.target !== event.currentTarget || isComposing(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = targetRow(event.key, active, count, rowsOnScreen);
  if (target !== null) {
    event.preventDefault();
    keyboard.move(target);
    return;
  }
  if (active < 0) return;
  if (event.key === 'Enter') keyboard.open(active);
  if (event.key === ' ') {
    event.preventDefault();
    keyboard.toggle(active);
  }
}
