import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import type { ImportId } from '#shared/domain/ids.ts';

/** Keys that left the stock, and what they carried of their cost, in the shop's currency. */
export interface Withdrawn {
  readonly quantity: number;
  readonly cost: number;
}

/*
 * An undo withdraws in turns and credits the account at its end. What was withdrawn and not credited yet stands here, written
 * in the same transaction as each turn, so that a stop in between loses none of it.
 */
const UNFINISHED_UNDOS = 'imports.unfinishedUndos';
const NOTHING: Withdrawn = { quantity: 0, cost: 0 };

type UnfinishedUndos = Readonly<Record<string, Withdrawn>>;

/** Imports whose undo was cut short before the account had its credit. */
export function unfinishedUndos(db: Readable): ImportId[] {
  return Object.keys(readUndos(db)).map((id) => Number(id) as ImportId);
}

/** Adds what a turn withdrew. */
export function noteWithdrawn(tx: WriteTx, id: ImportId, { quantity, cost }: Withdrawn): void {
  const undos = readUndos(tx);
  const before = undos[id] ?? NOTHING;
  writeSetting(tx, UNFINISHED_UNDOS, {
    ...undos,
    [id]: { quantity: before.quantity + quantity, cost: before.cost + cost },
  });
}

/** What was withdrawn and is not credited; from here on it counts as credited. */
export function takeUncredited(tx: WriteTx, id: ImportId): Withdrawn {
  const { [id]: uncredited = NOTHING, ...others } = readUndos(tx);
  if (uncredited.quantity > 0) writeSetting(tx, UNFINISHED_UNDOS, others);
  return uncredited;
}

function readUndos(db: Readable): UnfinishedUndos {
  return readSetting<UnfinishedUndos>(db, UNFINISHED_UNDOS) ?? {};
}
