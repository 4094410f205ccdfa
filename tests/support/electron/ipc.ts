import { EventEmitter } from 'node:events';
import type { IpcRenderer } from 'electron';
import type { FakeMessagePortMain } from './message-port-main.ts';

class FakeIpcMain extends EventEmitter {}

/** The page's end. `sender` is set by the test: which window's page speaks. */
class FakeIpcRenderer extends EventEmitter implements Pick<IpcRenderer, 'send'> {
  sender: { webContents: { mainFrame: unknown } } | null = null;

  send(channel: string, ...values: unknown[]): void {
    const contents = this.sender?.webContents;
    const event = { sender: contents, senderFrame: contents?.mainFrame, ports: [] };
    setImmediate(() => ipcMain.emit(channel, event, ...structuredClone(values)));
  }
}

export const ipcMain = new FakeIpcMain();
export const ipcRenderer = new FakeIpcRenderer();

/** A message from main to a page. */
export function deliverToPage(channel: string, message: unknown, ports: readonly FakeMessagePortMain[]): void {
  setImmediate(() => ipcRenderer.emit(channel, { ports }, message));
}
