import path from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import type { DesktopText } from './desktop-text.ts';

/** `alert` something needs a person, `paused` nothing works by itself until someone signs in. */
export type TrayState = 'normal' | 'alert' | 'paused';

export interface KacangTray {
  show(state: TrayState): void;
  close(): void;
}

export function openTray(options: {
  icons: string;
  text: DesktopText;
  actions: { open(): void; lock(): void; quit(): void };
}): KacangTray {
  const { icons, text, actions } = options;
  const image = (state: TrayState) => nativeImage.createFromPath(path.join(icons, `tray-${state}.png`));
  const tray = new Tray(image('paused'));
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: text.open, click: actions.open },
      { label: text.lock, click: actions.lock },
      { type: 'separator' },
      { label: text.quit, click: actions.quit },
    ]),
  );
  tray.on('click', actions.open);
  let shown: TrayState | null = null;
  return {
    show(state) {
      if (state === shown) return;
      shown = state;
      tray.setImage(image(state));
      tray.setToolTip(text.states[state]);
    },
    close: () => tray.destroy(),
  };
}
