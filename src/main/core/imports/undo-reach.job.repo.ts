import type { Readable } from '#core/db/connection.ts';
import { prepared } from '#core/db/statement.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId } from '#shared/domain/ids.ts';

/** Keys of an import in these states: how many an undo withdraws, and how many it leaves since somebody has seen them. */
export interface UndoReach {
  readonly withdrawable: number;
  readonly seen: number;
}

/** Looks at every key that has not moved, so it is asked in a job thread only. */
export function readUndoReach(db: Readable, importId: ImportId, states: readonly KeyState[]): UndoReach {
  const sql = `SELECT COALESCE(SUM(k.is_exposed = 0), 0) AS withdrawable, COALESCE(SUM(k.is_exposed), 0) AS seen
    FROM batches b JOIN card_keys k ON k.batch_id = b.id
    WHERE b.import_id = @importId AND b.state = 'posted' AND k.state IN (SELECT value FROM json_each(@states))`;
  return prepared(db, sql).get({ importId, states: JSON.stringify(states) }) as UndoReach;
}
