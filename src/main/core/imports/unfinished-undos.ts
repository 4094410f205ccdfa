import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import type { ImportId, SkuId } from '#shared/domain/ids.ts';

/** Keys of one SKU that left the stock, by what they came as. */
export interface WithdrawnPart {
  readonly quantity: number;
  /** What they were bought at, in the shop's currency, and what was charged for them, in the account's. */
  readonly bought: number;
  readonly charged: number;
}

/** Keys that left the stock, and what they were bought at, in the shop's currency. */
export interface Withdrawn {
  readonly quantity: number;
  readonly cost: number;
  /** By SKU; what was withdrawn by a version that did not tell it stands in the sums alone. */
  readonly parts?: Readonly<Record<string, WithdrawnPart>>;
}

/*
 * An undo withdraws in turns and credits the account at its end. What was withdrawn and not credited yet stands here, written
 * in the same transaction as each turn, so that a stop in between loses none of it.
 */
const UNFINISHED_UNDOS = 'imports.unfinishedUndos';
const NOTHING: Withdrawn = { quantity: 0, cost: 0 };
const NO_PART: WithdrawnPart = { quantity: 0, bought: 0, charged: 0 };

type UnfinishedUndos = Readonly<Record<string, Withdrawn>>;

/** Imports whose undo was cut short before the account had its credit. */
export function unfinishedUndos(db: Readable): ImportId[] {
  return Object.keys(readUndos(db)).map((id) => Number(id) as ImportId);
}

/** Adds what a turn withdrew of one SKU. */
export function noteWithdrawn(tx: WriteTx, id: ImportId, skuId: SkuId, turn: WithdrawnPart): void {
  const undos = readUndos(tx);
  const before = undos[id] ?? NOTHING;
  const part = before.parts?.[skuId] ?? NO_PART;
  const added = {
    quantity: part.quantity + turn.quantity,
    bought: part.bought + turn.bought,
    charged: part.charged + turn.charged,
  };
  writeSetting(tx, UNFINISHED_UNDOS, {
    ...undos,
    [id]: {
      quantity: before.quantity + turn.quantity,
      cost: before.cost + turn.bought,
      parts: { ...before.parts, [skuId]: added },
    },
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
