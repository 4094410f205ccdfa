import { safeStorage } from 'electron';
import type { Keychain } from '#core/host.ts';

/**
 * The operating system's keychain, or null where it protects nothing: without one, Chromium on Linux falls back to a key
 * that everybody knows (`basic_text`).
 */
export async function openKeychain(): Promise<Keychain | null> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  return {
    seal: (plain) => safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64')),
    async open(sealed) {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      return Buffer.from(result, 'base64');
    },
  };
}
