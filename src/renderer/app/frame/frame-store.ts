import { create } from 'zustand';

const STORAGE_KEY = 'kacang.navigation-collapsed';

interface FrameStore {
  isCollapsed: boolean;
  toggleCollapsed: () => void;
  isPaletteOpen: boolean;
  setPaletteOpen: (isOpen: boolean) => void;
  isHelpOpen: boolean;
  setHelpOpen: (isOpen: boolean) => void;
}

/** What only this window knows about its frame. */
export const useFrame = create<FrameStore>((set, get) => ({
  isCollapsed: window.localStorage.getItem(STORAGE_KEY) === 'yes',
  toggleCollapsed: () => {
    const isCollapsed = !get().isCollapsed;
    window.localStorage.setItem(STORAGE_KEY, isCollapsed ? 'yes' : 'no');
    set({ isCollapsed });
  },
  isPaletteOpen: false,
  setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
  isHelpOpen: false,
  setHelpOpen: (isHelpOpen) => set({ isHelpOpen }),
}));
