import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { CommandRefusal } from './command-errors.ts';

const RENAME_TRIES = 20;
const RENAME_PAUSE_MILLISECONDS = 250;
/** Windows answers these while Excel or a virus scanner holds the file. */
const HELD_CODES = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Refuses with FOLDER_NOT_WRITABLE before any work is done for a file that could not be written. */
export function requireWritable(file: string): void {
  const folder = path.dirname(path.resolve(file));
  try {
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error('It is a folder.');
    accessSync(folder, constants.W_OK);
  } catch {
    throw new CommandRefusal('FOLDER_NOT_WRITABLE', `The file cannot be written: ${file}`, { file });
  }
}

/** Saves a prepared download, whole or not at all, for its user only. FILE_IN_USE while another program holds the old one. */
export async function saveDownload(client: KacangClient, id: FileId, file: string): Promise<number> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  let size = 0;
  try {
    for await (const { base64 } of await client.files.download({ id })) {
      const bytes = Buffer.from(base64, 'base64');
      await handle.writeFile(bytes);
      size += bytes.length;
    }
    await handle.sync();
    await handle.close();
    await moveInto(part, file);
    return size;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

async function moveInto(part: string, file: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(part, file);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!HELD_CODES.has(code)) throw error;
      if (tries === RENAME_TRIES) {
        throw new CommandRefusal('FILE_IN_USE', `The file is open in another program, such as Excel: ${file}`, {
          file,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE_MILLISECONDS));
    }
  }
}
