import { MAXIMUM_CHUNK_BYTES } from '#shared/domain/files/file-limits.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { withRepeats } from './attempts.ts';
import { client } from './client.ts';
import { logger } from './logger.ts';

interface UploadOptions {
  signal?: AbortSignal;
  /** Bytes that have arrived. */
  onProgress?: (bytes: number) => void;
}

export interface StagedFile {
  id: FileId;
  name: string;
  size: number;
  sha256: string;
}

/**
 * Hands a file to the core in pieces, so that a big one is never whole in memory; a piece whose reply was lost is sent again
 * and taken once. Aborting drops what had arrived.
 */
export async function stageFile(file: File, { signal, onProgress }: UploadOptions = {}): Promise<StagedFile> {
  const { id } = await client.files.begin({ name: file.name, size: file.size }, { signal });
  try {
    for (let offset = 0; offset < file.size; offset += MAXIMUM_CHUNK_BYTES) {
      const bytes = new File([file.slice(offset, offset + MAXIMUM_CHUNK_BYTES)], 'piece');
      await withRepeats(() => client.files.append({ id, offset, bytes }, { signal }));
      onProgress?.(Math.min(file.size, offset + MAXIMUM_CHUNK_BYTES));
    }
    return await withRepeats(() => client.files.finish({ id }, { signal }));
  } catch (error) {
    void client.files
      .discard({ id })
      .catch((problem: unknown) => logger.warn('A staged file was not dropped.', problem));
    throw error;
  }
}

/** Stages a text as a file, e.g. what was pasted from a chat. */
export function stageText(text: string, name: string, options: UploadOptions = {}): Promise<StagedFile> {
  return stageFile(new File([text], name, { type: 'text/plain;charset=utf-8' }), options);
}
