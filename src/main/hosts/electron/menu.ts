import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { DesktopText } from './desktop-text.ts';

/** The application menu: on macOS it is where copy and paste come from, elsewhere it hides behind Alt. */
export function setMenu(text: DesktopText, actions: { lock(): void; showDataFolder(): void }): void {
  const template: MenuItemConstructorOptions[] = [
    {
      label: text.name,
      submenu: [
        { label: text.lock, accelerator: 'CommandOrControl+Shift+L', click: actions.lock },
        { label: text.dataFolder, click: actions.showDataFolder },
        { type: 'separator' },
        { label: text.quit, role: 'quit' },
      ],
    },
    { label: text.edit, role: 'editMenu' },
    {
      label: text.view,
      submenu: [
        { role: 'reload' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: text.window, role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
