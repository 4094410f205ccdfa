import { clipboard } from 'electron';
import type { HostClipboard } from '#core/host.ts';

/** The system's clipboard, written from the main process: it needs no focus and no permission of the page. */
export const desktopClipboard: HostClipboard = {
  write: (text) => clipboard.writeText(text),
  read: () => clipboard.readText(),
  clear: () => Promise.resolve(clipboard.clear()),
};
