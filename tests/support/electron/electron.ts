import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { FakeBrowserWindow } from './browser-window.ts';
import { ipcMain, ipcRenderer } from './ipc.ts';
import { FakeMessageChannelMain } from './message-port-main.ts';
import { session } from './session.ts';

/**
 * As much of Electron as the desktop host uses, without a screen. The parts follow Electron's own types, so that a version
 * that changes them is noticed by the compiler; what a person would see can be asked of them.
 */
type UsedApp = Pick<
  Electron.App,
  'whenReady' | 'quit' | 'exit' | 'getAppPath' | 'setPath' | 'requestSingleInstanceLock' | 'isPackaged'
>;

class FakeApp extends EventEmitter implements UsedApp {
  readonly isPackaged = false;
  readonly paths = new Map<string, string>();
  appFolder = process.cwd();
  /** Another instance of the same folder runs already. */
  isSecond = false;
  exitCode: number | null = null;
  readonly #exited = Promise.withResolvers<number>();

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  quit(): void {
    let isPrevented = false;
    const event = {
      preventDefault: () => {
        isPrevented = true;
      },
    };
    this.emit('before-quit', event);
    if (!isPrevented) this.exit(0);
  }

  exit(code = 0): void {
    this.exitCode ??= code;
    this.#exited.resolve(code);
  }

  /** Settles with the code that the program ended with. */
  whenExited(): Promise<number> {
    return this.#exited.promise;
  }

  getAppPath(): string {
    return this.appFolder;
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    return !this.isSecond;
  }
}

export const app = new FakeApp();
export {
  FakeBrowserWindow as BrowserWindow,
  FakeMessageChannelMain as MessageChannelMain,
  ipcMain,
  ipcRenderer,
  session,
};

export const powerMonitor = new EventEmitter();

/** A clipboard that everybody on this PC shares. */
export const clipboard = {
  held: '',
  async writeText(text: string): Promise<void> {
    clipboard.held = text;
  },
  readText: async (): Promise<string> => clipboard.held,
  clear(): void {
    clipboard.held = '';
  },
} satisfies Pick<Electron.Clipboard, 'writeText' | 'readText' | 'clear'> & { held: string };

export const dialog = {
  shown: [] as { title: string; content: string }[],
  showErrorBox(title: string, content: string): void {
    dialog.shown.push({ title, content });
  },
  /** What the person at the screen answers to the next questions. */
  answer: 0,
  asked: [] as string[],
  showMessageBoxSync(...[, options]: [window: unknown, options: Electron.MessageBoxSyncOptions]): number {
    dialog.asked.push(options.message);
    return dialog.answer;
  },
} satisfies Pick<Electron.Dialog, 'showErrorBox'> & {
  shown: unknown[];
  answer: number;
  asked: string[];
  showMessageBoxSync: unknown;
};

export const shell = {
  opened: [] as string[],
  async openExternal(url: string): Promise<void> {
    shell.opened.push(url);
  },
  async openPath(path: string): Promise<string> {
    shell.opened.push(path);
    return '';
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath'> & { opened: string[] };

export const protocol = {
  privileged: [] as Electron.CustomScheme[],
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    protocol.privileged.push(...schemes);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> & { privileged: unknown[] };

export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>;

type UsedSafeStorage = Pick<
  Electron.SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** A keychain that hides nothing but tells sealed from plain. */
class FakeSafeStorage implements UsedSafeStorage {
  backend: ReturnType<UsedSafeStorage['getSelectedStorageBackend']> = 'gnome_libsecret';
  isAvailable = true;

  getSelectedStorageBackend(): ReturnType<UsedSafeStorage['getSelectedStorageBackend']> {
    return this.backend;
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.isAvailable;
  }

  async encryptStringAsync(text: string): Promise<Buffer> {
    return Buffer.from(`sealed:${text}`);
  }

  async decryptStringAsync(sealed: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    return { shouldReEncrypt: false, result: sealed.toString('utf8').replace('sealed:', '') };
  }
}

export const safeStorage = new FakeSafeStorage();

export class Notification {
  static readonly shown: Electron.NotificationConstructorOptions[] = [];
  readonly #options: Electron.NotificationConstructorOptions;

  static isSupported(): boolean {
    return true;
  }

  constructor(options: Electron.NotificationConstructorOptions) {
    this.#options = options;
  }

  show(): void {
    Notification.shown.push(this.#options);
  }
}

export const Menu = {
  applicationMenu: null as Electron.MenuItemConstructorOptions[] | null,
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu(menu: Electron.MenuItemConstructorOptions[] | null): void {
    Menu.applicationMenu = menu;
  },
};

export const nativeImage = { createFromPath: (path: string) => ({ path }) };

export class Tray extends EventEmitter {
  static current: Tray | null = null;
  image: { path: string };
  toolTip = '';
  menu: Electron.MenuItemConstructorOptions[] = [];

  constructor(image: { path: string }) {
    super();
    this.image = image;
    Tray.current = this;
  }

  setImage(image: { path: string }): void {
    this.image = image;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setContextMenu(menu: Electron.MenuItemConstructorOptions[]): void {
    this.menu = menu;
  }

  destroy(): void {
    Tray.current = null;
  }
}

/** A utility process is a forked Node here; it has its parent's `message` by IPC instead of `parentPort`. */
class FakeUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(modulePath: string, options: Electron.ForkOptions) {
    super();
    this.#child = fork(modulePath, [], {
      execArgv: options.execArgv,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: {},
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code));
  }

  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }
}

export const utilityProcess = {
  forked: [] as { modulePath: string; options: Electron.ForkOptions }[],
  fork(modulePath: string, _words: string[] = [], options: Electron.ForkOptions = {}): FakeUtilityProcess {
    utilityProcess.forked.push({ modulePath, options });
    return new FakeUtilityProcess(modulePath, options);
  },
};
