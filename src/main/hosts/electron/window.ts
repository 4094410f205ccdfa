import { BrowserWindow, dialog, nativeTheme } from 'electron';
import type { Logger } from '#core/logging/logger.ts';
import { isWindowUrl, WINDOW_URL } from './app-protocol.ts';
import type { DesktopText } from './desktop-text.ts';

/** More crashes than this within a minute are not answered with another load. */
const MOST_CRASHES_A_MINUTE = 3;

/** Opens the one window: sandboxed, isolated, without Node, and going nowhere but to our own page. */
export function openWindow(options: {
  preload: string;
  icon: string;
  logger: Logger;
  text: DesktopText;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141414' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: true,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stayHere = (details: { preventDefault(): void; url: string }): void => {
    if (!isWindowUrl(details.url)) details.preventDefault();
  };
  webContents.on('will-navigate', stayHere);
  webContents.on('will-frame-navigate', stayHere);
  webContents.on('will-redirect', stayHere);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  askBeforeLosing(window, options.text);
  reloadAfterCrashes(window, options.logger);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(WINDOW_URL);
  return window;
}

/** A page that holds what was typed and not saved keeps its window open; Electron asks nobody, so this does. */
function askBeforeLosing(window: BrowserWindow, { leaving }: DesktopText): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const { message, detail, stay, leave } = leaving;
    const buttons = [stay, leave];
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message,
      detail,
      buttons,
      cancelId: 0,
      defaultId: 0,
    });
    // Here it is the prevention that is prevented.
    if (answer === buttons.indexOf(leave)) event.preventDefault();
  });
}

/** A crashed page is loaded again; what stood in forms is lost, what was sent is not. */
function reloadAfterCrashes(window: BrowserWindow, logger: Logger): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    logger.error('window crashed', { reason });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < 60_000), now];
    if (crashes.length <= MOST_CRASHES_A_MINUTE) window.webContents.reload();
  });
}
