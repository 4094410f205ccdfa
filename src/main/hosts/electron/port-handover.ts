import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { Logger } from '#core/logging/logger.ts';
import { isWindowUrl } from './app-protocol.ts';
import { PORT_CHANNEL, PORT_WANTED_CHANNEL } from './port-channels.ts';

export interface PortHandover {
  /** A nonce for the page that is about to load; the one before it is worth nothing any more. */
  newNonce(): string;
  close(): void;
}

/**
 * Hands the window its one port. It is asked for over the only IPC channel there is, and given only to the main frame of our
 * own window, on our own page, that names the nonce written into this very load; each nonce works once.
 */
export function openPortHandover(options: {
  logger: Logger;
  /** The window's contents as they are now; null while there is no window. */
  contents: () => WebContents | null;
  onPort: (port: MessagePortMain) => void;
}): PortHandover {
  const { logger, contents, onPort } = options;
  let expected: string | null = null;

  function refusalOf(event: IpcMainEvent, nonce: unknown): string | null {
    const current = contents();
    if (!current || event.sender !== current) return 'SENDER';
    if (!event.senderFrame || event.senderFrame !== current.mainFrame) return 'FRAME';
    if (!isWindowUrl(event.senderFrame.url)) return 'PAGE';
    return typeof nonce === 'string' && expected !== null && isSame(nonce, expected) ? null : 'NONCE';
  }

  function hand(event: IpcMainEvent, nonce: unknown): void {
    const refusal = refusalOf(event, nonce);
    if (refusal) {
      logger.warn('port refused', { refusal });
      return;
    }
    expected = null;
    const { port1, port2 } = new MessageChannelMain();
    onPort(port1);
    port1.start();
    event.senderFrame?.postMessage(PORT_CHANNEL, nonce, [port2]);
  }

  ipcMain.on(PORT_WANTED_CHANNEL, hand);
  return {
    newNonce() {
      expected = randomBytes(24).toString('base64url');
      return expected;
    },
    close: () => void ipcMain.off(PORT_WANTED_CHANNEL, hand),
  };
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
