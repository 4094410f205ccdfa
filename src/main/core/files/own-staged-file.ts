import type { Context } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { SpoolError, type StagedFile } from './spool.ts';

/** A complete file that the asker staged; refuses with FILE_NOT_STAGED, also where it is somebody else's. */
export function ownStagedFile({ kernel: { spool }, userId }: Context, fileId: FileId): StagedFile {
  try {
    if (spool.isOwnedBy(fileId, userId)) return spool.staged(fileId);
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error;
  }
  throw new Refusal('FILE_NOT_STAGED');
}
