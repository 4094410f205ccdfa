import { queueIssued } from '#core/commands.repo.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import type { IssuedRecord } from '#core/vault/issued-log.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import type { LedgerKey } from './ledger.repo.ts';
import { batchWithOrigins, type LotScope } from './lots.repo.ts';

/** What takes keys out of sale without handing them to anybody, what cannot be taken back first. */
export const WITHHOLDING_ACTS = ['write-off', 'undo-import', 'quarantine'] as const;
export type WithholdingAct = (typeof WITHHOLDING_ACTS)[number];

/** What a large act means. A batch is named with those that it was split off from, the nearest first. */
export type WithheldScope =
  | { readonly by: 'batches'; readonly batchIds: readonly number[] }
  | { readonly by: 'import'; readonly importId: number }
  | { readonly by: 'supplier'; readonly supplierId: number }
  /** All that was free, where nobody could tell what of it had gone out. */
  | { readonly by: 'everything' };

/** A line of issued.log: keys that are not sold from a backup of before this act either. */
export interface WithheldStock {
  readonly act: WithholdingAct;
  /** The paper of the act, by its number, and why. */
  readonly document: string;
  readonly reason: string;
  readonly quantity: number;
  /** Fingerprints (base64) of a few keys; of many only what the act meant, so that a line stays short. */
  readonly withheld: readonly string[] | null;
  readonly scope: WithheldScope | null;
}

const WITHHELD = 'stock-withheld';
const RELEASED = 'stock-released';
const RERELEASED = 'keys-rereleased';

type Act = Omit<WithheldStock, 'withheld' | 'scope'>;

/** A few keys went out of sale, in this transaction. */
export function noteWithheldKeys(tx: WriteTx, act: Act, keys: readonly LedgerKey[]): void {
  queueIssued(tx, WITHHELD, { ...act, withheld: keys.map(({ pairMac }) => pairMac.toString('base64')) });
}

/** More keys than one transaction moves begin to go out of sale. */
export function noteWithheldStock(
  tx: WriteTx,
  act: Act,
  selection: Extract<LotScope, { by: 'batch' | 'import' | 'supplier' }>,
): void {
  queueIssued(tx, WITHHELD, { ...act, scope: scopeOf(tx, selection) });
}

/** One turn of an undo: what somebody released before it counts as withdrawn with the rest. */
export function noteUndoneImport(tx: WriteTx, act: Omit<Act, 'act'>, importId: ImportId): void {
  queueIssued(tx, WITHHELD, { act: 'undo-import', ...act, scope: { by: 'import', importId } });
}

/** Everything that was free went out of sale; the line stands in the log that takes a broken one's place. */
export function everythingWithheld(document: string, quantity: number): Omit<IssuedRecord, 'sequence'> {
  const payload = { act: 'quarantine', document, reason: '', quantity, scope: { by: 'everything' } };
  return { kind: WITHHELD, payload };
}

/**
 * Keys that nobody outside knows went back on sale, in this transaction: always by their fingerprints, since a release counts
 * for nothing but what it names. Those that somebody knows have a line of their own, as they need a right of their own.
 */
export function noteReleasedKeys(tx: WriteTx, keys: readonly LedgerKey[]): void {
  const released = keys.filter(({ isExposed }) => isExposed === 0);
  if (released.length === 0) return;
  queueIssued(tx, RELEASED, { released: released.map(({ pairMac }) => pairMac.toString('base64')) });
}

function scopeOf(db: Readable, selection: Extract<LotScope, { by: 'batch' | 'import' | 'supplier' }>): WithheldScope {
  return selection.by === 'batch' ? { by: 'batches', batchIds: batchWithOrigins(db, selection.batchId) } : selection;
}

/** What a line of issued.log says was taken out of sale; null where it says something else. */
export function withheldStockOf({ kind, payload }: IssuedRecord): WithheldStock | null {
  if (kind !== WITHHELD) return null;
  const { act, document, reason, quantity, withheld = null, scope = null } = payload as WithheldStock;
  return { act, document, reason, quantity, withheld, scope };
}

/** Fingerprints (base64) that a line of issued.log says went back on sale. */
export function releasedPairsOf({ kind, payload }: IssuedRecord): readonly string[] {
  if (kind === RELEASED) return (payload as { released: readonly string[] }).released;
  return kind === RERELEASED ? (payload as { pairs: readonly string[] }).pairs : [];
}
