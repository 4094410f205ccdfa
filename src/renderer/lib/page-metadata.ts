const PLACEHOLDER = /^__[A-Z_]+__$/;

function readMeta(name: string): string | undefined {
  const content = document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
  return content === '' || PLACEHOLDER.test(content) ? undefined : content;
}

/** The nonce that this page load's CSP accepts for style elements; undefined under the dev server. */
export const styleNonce = readMeta('csp-nonce');

/** Present only in the desktop window: proves that a port came from the preload of this page load. */
export const desktopNonce = readMeta('desktop-nonce');
