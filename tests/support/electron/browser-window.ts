import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents, WebFrameMain } from 'electron';
import { deliverToPage } from './ipc.ts';
import type { FakeMessagePortMain } from './message-port-main.ts';
import { session } from './session.ts';

/** A frame of a page; messages for it arrive at the page's `ipcRenderer`. */
export class FakeFrame extends EventEmitter implements Pick<WebFrameMain, 'url' | 'postMessage'> {
  url: string;

  constructor(url = '') {
    super();
    this.url = url;
  }

  postMessage(channel: string, message: unknown, ports: readonly unknown[] = []): void {
    deliverToPage(channel, structuredClone(message), ports as FakeMessagePortMain[]);
  }
}

type UsedContents = Pick<WebContents, 'setWindowOpenHandler' | 'getURL' | 'reload'>;

export class FakeWebContents extends EventEmitter implements UsedContents {
  mainFrame = new FakeFrame();
  /** What the last load answered: the page as the window got it. */
  page = '';
  headers = new Headers();
  loads = 0;
  windowOpenHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.windowOpenHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  reload(): void {
    void this.load(this.mainFrame.url);
  }

  async load(url: string): Promise<void> {
    const response = await session.defaultSession.protocol.answer(new Request(url));
    // A load is another document: what belonged to the old frame is gone.
    this.mainFrame = new FakeFrame(url);
    this.page = await response.text();
    this.headers = response.headers;
    this.loads += 1;
    this.emit('did-finish-load');
  }
}

type UsedWindow = Pick<
  BrowserWindow,
  'loadURL' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'isDestroyed' | 'destroy' | 'close'
>;

export class FakeBrowserWindow extends EventEmitter implements UsedWindow {
  /** Every window that was opened and not yet destroyed. */
  static readonly open: FakeBrowserWindow[] = [];

  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new FakeWebContents();
  isShown = false;
  isFront = false;
  isSmall = false;
  #isDestroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    FakeBrowserWindow.open.push(this);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.isShown = true;
  }

  focus(): void {
    this.isFront = true;
  }

  restore(): void {
    this.isSmall = false;
  }

  isMinimized(): boolean {
    return this.isSmall;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    FakeBrowserWindow.open.splice(FakeBrowserWindow.open.indexOf(this), 1);
    this.emit('closed');
  }

  close(): void {
    this.destroy();
  }
}
