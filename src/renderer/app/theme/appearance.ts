import { create } from 'zustand';
import { DARK, LIGHT, type Palette, variableName } from './palette.ts';

export type Appearance = 'light' | 'dark' | 'system';
export type Mode = 'light' | 'dark';

const STORAGE_KEY = 'kacang.appearance';
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

function storedAppearance(): Appearance {
  const stored = window.localStorage.getItem(STORAGE_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function modeOf(appearance: Appearance): Mode {
  if (appearance !== 'system') return appearance;
  return systemIsDark.matches ? 'dark' : 'light';
}

interface AppearanceStore {
  appearance: Appearance;
  mode: Mode;
  palette: Palette;
  choose: (appearance: Appearance) => void;
}

function stateOf(appearance: Appearance): Pick<AppearanceStore, 'appearance' | 'mode' | 'palette'> {
  const mode = modeOf(appearance);
  return { appearance, mode, palette: mode === 'dark' ? DARK : LIGHT };
}

/** Light, dark or the system's; kept on this PC. */
export const useAppearance = create<AppearanceStore>((set) => ({
  ...stateOf(storedAppearance()),
  choose: (appearance) => {
    window.localStorage.setItem(STORAGE_KEY, appearance);
    set(stateOf(appearance));
  },
}));

function paint({ mode, palette }: Pick<AppearanceStore, 'mode' | 'palette'>): void {
  const root = document.documentElement;
  root.dataset.mode = mode;
  root.style.colorScheme = mode;
  for (const [key, value] of Object.entries(palette)) root.style.setProperty(variableName(key), value);
}

/** Puts the palette on the page and keeps it in step with the choice and the system. */
export function startAppearance(): void {
  paint(useAppearance.getState());
  useAppearance.subscribe(paint);
  systemIsDark.addEventListener('change', () => {
    const { appearance } = useAppearance.getState();
    if (appearance === 'system') useAppearance.setState(stateOf('system'));
  });
}
