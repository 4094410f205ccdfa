import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import { noteUnfinishedFile } from '#hosts/node/unfinished-files.ts';
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

/** What the system answers where a disk is full, gone or not to be written. */
const STORAGE_CODES = /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM|ENOENT|ENOTDIR|EISDIR|ENAMETOOLONG)$/;

/**
 * Saves a prepared download, whole or not at all, for its user only; refuses with FILE_IN_USE while another program holds the
 * old one and with FILE_NOT_WRITTEN where the disk does not take it. What a killed process leaves is noted in the data folder.
 */
export async function saveDownload(
  { client, folder }: { client: KacangClient; folder: string },
  id: FileId,
  file: string,
): Promise<number> {
  try {
    const unfinished = noteUnfinishedFile(folder, file);
    try {
      const size = await writePart(client, id, unfinished.part);
      await moveInto(unfinished.part, file);
      return size;
    } finally {
      await rm(unfinished.part, { force: true });
      unfinished.forget();
    }
  } catch (error) {
    const reason = systemCodeOf(error);
    if (!STORAGE_CODES.test(reason)) throw error;
    throw new CommandRefusal('FILE_NOT_WRITTEN', `The file could not be written: ${file}`, { file, reason });
  }
}

async function writePart(client: KacangClient, id: FileId, part: string): Promise<number> {
  const handle = await open(part, 'wx', 0o600);
  let size = 0;
  try {
    for await (const { base64 } of await client.files.download({ id })) {
      const bytes = Buffer.from(base64, 'base64');
      await handle.writeFile(bytes);
      size += bytes.length;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return size;
}

function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function moveInto(part: string, file: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(part, file);
      return;
    } catch (error) {
      if (!HELD_CODES.has(systemCodeOf(error))) throw error;
      if (tries === RENAME_TRIES) {
        throw new CommandRefusal('FILE_IN_USE', `The file is open in another program, such as Excel: ${file}`, {
          file,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE_MILLISECONDS));
    }
  }
}
