import { open } from 'node:fs/promises';
import path from 'node:path';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import { MAXIMUM_CHUNK_BYTES } from '#shared/contract/files.contract.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { CommandRefusal } from './command-errors.ts';

export interface StagedFile {
  readonly id: FileId;
  readonly name: string;
  readonly size: number;
}

/** Stages a file of this computer in pieces, as a window does; refuses with FILE_UNREADABLE_HERE. */
export async function stageFile(client: KacangClient, file: string): Promise<StagedFile> {
  const name = path.basename(file);
  const handle = await open(file, 'r').catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    throw new CommandRefusal('FILE_NOT_OPENED', `The file cannot be opened: ${file}`, { file, reason });
  });
  try {
    const { size } = await handle.stat();
    const { id } = await client.files.begin({ name, size });
    const piece = Buffer.alloc(MAXIMUM_CHUNK_BYTES);
    for (let offset = 0; offset < size; ) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, offset);
      if (bytesRead === 0) break;
      await client.files.append({ id, offset, bytes: new File([piece.subarray(0, bytesRead)], name) });
      offset += bytesRead;
    }
    const staged = await client.files.finish({ id });
    return { id: staged.id, name, size: staged.size };
  } finally {
    await handle.close();
  }
}
