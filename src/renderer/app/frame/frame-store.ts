import { create } from 'zustand';

const STORAGE_KEY = 'kacang.navigation-collapsed';

/** Below this width the lists need the room more than the names of the areas do, until somebody says otherwise. */
const NARROW = '(max-width: 1199px)';

interface FrameStore {
  isCollapsed: boolean;
  toggleCollapsed: () => void;
  isPaletteOpen: boolean;
  setPaletteOpen: (isOpen: boolean) => void;
  isHelpOpen: boolean;
  setHelpOpen: (isOpen: boolean) => void;
}

/** Whether the person wants the navigation as icons; null while nobody said. */
function chosen(): boolean | null {
  const kept = window.localStorage.getItem(STORAGE_KEY);
  return kept === null ? null : kept === 'yes';
}

/** What only this window knows about its frame. */
export const useFrame = create<FrameStore>((set, get) => ({
  isCollapsed: chosen() ?? window.matchMedia(NARROW).matches,
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

window.matchMedia(NARROW).addEventListener('change', ({ matches }) => {
  if (chosen() === null) useFrame.setState({ isCollapsed: matches });
});
