import { ipcRenderer } from 'electron';
import { PORT_CHANNEL, PORT_WANTED_CHANNEL } from './port-channels.ts';

/**
 * All that the preload does: the page asks with the nonce of its load, main answers with a port, the port goes to the page.
 * Nothing of Electron reaches the page.
 */
window.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (event.source !== window || typeof data !== 'object' || data === null) return;
  if (!('kind' in data) || data.kind !== PORT_WANTED_CHANNEL || !('nonce' in data)) return;
  if (typeof data.nonce === 'string') ipcRenderer.send(PORT_WANTED_CHANNEL, data.nonce);
});

ipcRenderer.on(PORT_CHANNEL, (event, nonce: unknown) => {
  window.postMessage({ kind: PORT_CHANNEL, nonce }, window.location.origin, [...event.ports]);
});
