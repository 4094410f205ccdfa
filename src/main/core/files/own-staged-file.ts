import type { Context } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import type { FileId } from '#shared/domain/ids.ts';
import type { StagedFile } from './spool.ts';

/** A complete file that the asker staged; refuses with FILE_NOT_STAGED, also where it is somebody else's. */
export function ownStagedFile({ kernel: { spool }, userId }: Context, fileId: FileId): StagedFile {
  if (!spool.isOwnedBy(fileId, userId)) throw new Refusal('FILE_NOT_STAGED');
  return spool.staged(fileId);
}
