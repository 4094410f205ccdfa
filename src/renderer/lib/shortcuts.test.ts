import { describe, expect, it } from 'vitest';
import { isComposing, keyName, readableKeys } from './shortcuts.ts';

function press(key: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, ...held };
}

describe('keys', () => {
  it('are named alike on every system', () => {
    expect(keyName(press('K', { ctrlKey: true }), false)).toBe('mod+k');
    expect(keyName(press('k', { metaKey: true }), true)).toBe('mod+k');
    expect(keyName(press('?'), false)).toBe('?');
  });

  it('leave the system its own', () => {
    expect(keyName(press('k', { altKey: true }), false)).toBeNull();
    expect(keyName(press('k', { metaKey: true }), false)).toBeNull();
    expect(keyName(press('k', { ctrlKey: true }), true)).toBeNull();
  });

  it('are written as people read them', () => {
    expect(readableKeys('g s')).toEqual(['G', 'S']);
    expect(readableKeys('Escape')).toEqual(['Esc']);
  });

  it('belong to the input method while it composes, in browsers that say it by 229 too', () => {
    const event = (isComposingNow: boolean, keyCode: number) =>
      ({ isComposing: isComposingNow, keyCode }) as KeyboardEvent;
    expect(isComposing(event(true, 13))).toBe(true);
    expect(isComposing(event(false, 229))).toBe(true);
    expect(isComposing(event(false, 13))).toBe(false);
  });
});
