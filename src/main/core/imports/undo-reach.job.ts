import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { readUndoReach, type UndoReach } from './undo-reach.job.repo.ts';

export interface UndoReachInput {
  readonly importId: ImportId;
  readonly states: readonly KeyState[];
}

/** What an undo of an import would withdraw, and what it would leave as seen. */
export function run({ importId, states }: UndoReachInput, { readDb }: ThreadContext): UndoReach {
  return readUndoReach(readDb, importId, states);
}
