import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface Shortcut {
  /** `mod+k`, `?`, `/`, or keys one after the other: `g s`. `mod` is Ctrl, ⌘ on a Mac. */
  keys: string;
  /** What it does, for the list of shortcuts; left out, it is not listed. */
  label?: string;
  group?: 'general' | 'lists';
  run: (event: KeyboardEvent) => void;
  /** Also while somebody types in a field; only for combinations with `mod`. */
  worksWhileTyping?: boolean;
  /** Only while the focus is on nothing that has arrow keys of its own: on the page, a button, a link. */
  needsFreeArrows?: boolean;
  /** Not while a dialog is open; combinations with `mod` work there else. */
  isOfPage?: boolean;
}

const SEQUENCE_MILLISECONDS = 1200;
export const isMac = /mac/i.test(navigator.userAgent) && !/windows/i.test(navigator.userAgent);

interface ShortcutStore {
  registered: readonly { owner: symbol; shortcuts: readonly Shortcut[] }[];
}

const useStore = create<ShortcutStore>(() => ({ registered: [] }));

/** What the keyboard can do on the screen at this moment; the help lists it. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useStore((store) => store.registered).flatMap((entry) => entry.shortcuts);
}

/** Keys that work while the calling component is on the screen; the latest to come wins. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const signature = shortcuts.map((shortcut) => `${shortcut.keys}=${shortcut.label ?? ''}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list, whose functions are read late
  useEffect(() => {
    const owner = Symbol('shortcuts');
    const bound = latest.current.map((shortcut, index) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    useStore.setState(({ registered }) => ({ registered: [...registered, { owner, shortcuts: bound }] }));
    return () =>
      useStore.setState(({ registered }) => ({ registered: registered.filter((entry) => entry.owner !== owner) }));
  }, [signature]);
}

/** Whether a key press belongs to an input method that is composing: Enter then takes a candidate and does nothing else. */
export function isComposing(event: { nativeEvent: KeyboardEvent } | KeyboardEvent): boolean {
  const native = 'nativeEvent' in event ? event.nativeEvent : event;
  return native.isComposing || native.keyCode === 229;
}

/** What moves within itself by arrow keys. */
const ARROW_WIDGETS = ['menu', 'menubar', 'tablist', 'radiogroup', 'listbox', 'grid', 'tree', 'slider', 'combobox']
  .map((role) => `[role="${role}"]`)
  .join(', ');

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null;
}

/** The name of a key press as shortcuts write it; null for one that no shortcut can be made of. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  mac = isMac,
): string | null {
  if (event.altKey) return null;
  const hasModifier = mac ? event.metaKey : event.ctrlKey;
  if (!hasModifier && (event.ctrlKey || event.metaKey)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return hasModifier ? `mod+${key}` : key;
}

let pressed = '';
let pressedAt = 0;

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event)) return;
  const name = keyName(event);
  if (!name || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return;
  const now = Date.now();
  const sequence = now - pressedAt < SEQUENCE_MILLISECONDS && pressed ? `${pressed} ${name}` : name;
  const typing = isTyping(event.target);
  const isDialogOpen = document.querySelector('[role="dialog"]:not([inert])') !== null;
  const all = useStore.getState().registered.flatMap((entry) => entry.shortcuts);
  const hasFreeArrows = !(event.target instanceof Element && event.target.closest(ARROW_WIDGETS) !== null);
  const fits = ({ worksWhileTyping = false, needsFreeArrows = false }: Shortcut): boolean =>
    (!typing || worksWhileTyping) && (hasFreeArrows || !needsFreeArrows);
  const worksInDialogs = ({ keys, isOfPage = false }: Shortcut): boolean => keys.startsWith('mod+') && !isOfPage;
  const usable = all.filter((shortcut) => fits(shortcut) && (!isDialogOpen || worksInDialogs(shortcut)));
  const found =
    usable.findLast((shortcut) => shortcut.keys === sequence) ?? usable.findLast((shortcut) => shortcut.keys === name);
  pressed = '';
  if (found) {
    event.preventDefault();
    found.run(event);
    return;
  }
  if (usable.some((shortcut) => shortcut.keys.startsWith(`${name} `))) {
    pressed = name;
    pressedAt = now;
  }
}

/** Starts listening; once for the window. */
export function startShortcuts(): void {
  window.addEventListener('keydown', listen);
}

/** Keys as a person reads them: `Ctrl K`, `⌘ K`, `G S`. */
export function readableKeys(keys: string): readonly string[] {
  return keys.split(/[ +]/).map((key) => {
    if (key === 'mod') return isMac ? '⌘' : 'Ctrl';
    return key.length === 1 ? key.toUpperCase() : key.replace('Arrow', '').replace('Escape', 'Esc');
  });
}
