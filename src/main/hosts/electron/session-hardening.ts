import type { Session } from 'electron';
import { isWindowUrl } from './app-protocol.ts';

/** What a page may be granted at all, and only our own. Everything else is denied without a question. */
const GRANTED = new Set(['clipboard-sanitized-write', 'clipboard-read']);
const OWN_SCHEMES = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Denies permissions, devices, the network and foreign downloads to whatever is shown in the window. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(GRANTED.has(permission) && isWindowUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => GRANTED.has(permission) && isWindowUrl(origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !OWN_SCHEMES.has(URL.parse(url)?.protocol ?? '') });
  });
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://')) event.preventDefault();
  });
}
