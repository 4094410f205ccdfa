import { client } from './client.ts';
import { desktopNonce } from './page-metadata.ts';

/** How long a copied secret stays in the clipboard. */
export const CLEAR_AFTER_SECONDS = 45;

export type ClipboardPromise = 'will-be-cleared' | 'cannot-be-cleared';

let pending: ReturnType<typeof setTimeout> | undefined;

/**
 * Copies a secret and has the clipboard cleared later if it still holds it. On the desktop the program does both, with or
 * without the focus. In a browser that does not let pages read the clipboard nothing is cleared blindly, since it may hold
 * somebody's other work by then: the person is told instead.
 */
export async function copySecret(secret: string, onCleared: () => void): Promise<ClipboardPromise> {
  if (desktopNonce && (await isCopiedByHost(secret))) return 'will-be-cleared';
  await navigator.clipboard.writeText(secret);
  clearTimeout(pending);
  if (!(await mayReadClipboard())) return 'cannot-be-cleared';
  pending = setTimeout(() => void clearIfStillThere(secret, onCleared), CLEAR_AFTER_SECONDS * 1000);
  return 'will-be-cleared';
}

async function isCopiedByHost(secret: string): Promise<boolean> {
  const { outcome } = await client.host.copySecret({ text: secret, clearAfterSeconds: CLEAR_AFTER_SECONDS });
  return outcome === 'will-be-cleared';
}

async function mayReadClipboard(): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    return status.state === 'granted';
  } catch {
    // A browser that does not know the permission does not let pages read either.
    return false;
  }
}

async function clearIfStillThere(secret: string, onCleared: () => void): Promise<void> {
  if (!document.hasFocus()) {
    // Reading needs the focus: the check is made as soon as somebody comes back.
    window.addEventListener('focus', () => void clearIfStillThere(secret, onCleared), { once: true });
    return;
  }
  if ((await navigator.clipboard.readText()) !== secret) return;
  await navigator.clipboard.writeText('');
  onCleared();
}
