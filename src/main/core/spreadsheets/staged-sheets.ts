import type { Context } from '#core/context.ts';
import { ownStagedFile } from '#core/files/own-staged-file.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { createDescriptionMemory } from './description-memory.ts';
import { createSheetSource, type SheetFileDescription, type SheetReadOptions, SheetRefusal } from './sheet-source.ts';

/** Staged files as sheets, with the contract's refusals: FILE_NOT_STAGED and SHEET_REFUSED with reason, place and choices. */
export interface StagedSheets {
  /** Of a file that the asker staged; another's is refused like one that is not staged. */
  describe(asker: Context, fileId: FileId, read: SheetReadOptions): Promise<SheetFileDescription>;
  /** The rows of one sheet, as packed batches as they are read, of a file that was described to its owner before. */
  batches(fileId: FileId, read: SheetReadOptions, signal: AbortSignal): AsyncGenerator<Uint8Array>;
  stop(): void;
}

export function createStagedSheets({ spool, host }: Pick<Kernel, 'spool' | 'host'>): StagedSheets {
  const source = createSheetSource({ spool, isolates: host });
  const memory = createDescriptionMemory();

  return {
    async describe(asker, fileId, read) {
      try {
        ownStagedFile(asker, fileId);
        return await memory.recall(fileId, read, () => source.describe(fileId, read));
      } catch (error) {
        throw asRefusal(error);
      }
    },
    async *batches(fileId, read, signal) {
      try {
        yield* source.readBatches(fileId, read, { signal });
      } catch (error) {
        throw asRefusal(error);
      }
    },
    stop() {
      memory.clear();
      source.stop();
    },
  };
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof SheetRefusal)) return error;
  const { code, place, choices } = error;
  return new Refusal('SHEET_REFUSED', { reason: code, place, choices: [...choices] });
}
