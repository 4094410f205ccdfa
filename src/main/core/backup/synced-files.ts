import { closeSync, fsyncSync, openSync } from 'node:fs';
import { rename } from 'node:fs/promises';

const RENAME_TRIES = 20;
const RENAME_PAUSE_MILLISECONDS = 250;
/** Windows answers these while a virus scanner or another program holds the file. */
const HELD_CODES = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Returns when a file's bytes are on the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Returns when a folder's names are on the disk; Windows keeps them by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Gives a file another's name; one that is held for a moment is waited for, five seconds at most. */
export async function moveInto(part: string, file: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(part, file);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!HELD_CODES.has(code) || tries === RENAME_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE_MILLISECONDS));
    }
  }
}
