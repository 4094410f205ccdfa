import { type Context, today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { startBulkMove } from '#core/inventory/bulk-moves.ts';
import { findLedgerKeyByPair, type LedgerKey, readLotKeys } from '#core/inventory/ledger.repo.ts';
import { moveKeys, type StockAuthor } from '#core/inventory/ledger.ts';
import { countIn, type LotScope, readLots } from '#core/inventory/lots.repo.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import {
  releasedPairsOf,
  WITHHOLDING_ACTS,
  type WithheldStock,
  type WithholdingAct,
  withheldStockOf,
} from '#core/inventory/withheld-stock.ts';
import type { IssuedRecord } from '#core/vault/issued-log.ts';
import type { RestoreFindingDetails, RestoreFindingKind } from '#shared/domain/backup/restore-findings.ts';
import { type KeyState, statesMovedBy } from '#shared/domain/card-keys/key-states.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import { insertRestoreFinding } from './backups.repo.ts';
import { noteUnknownIssued } from './unknown-issued.ts';

/** A finding names so many papers; issued.log has them all. */
const MOST_ACTS_NAMED = 20;
/**
 * Of a batch that was partly released again, so many keys are taken out of sale one by one, in one transaction before anybody is
 * signed in. Where more are left the whole batch is, as it would be without the release.
 */
const MOST_ONE_BY_ONE = 5_000;

/** Where the keys of each act stand in a backup of before it; an undo leaves placed ones where they are. */
const STATES_OF: Record<WithholdingAct, readonly KeyState[]> = {
  'write-off': statesMovedBy('quarantine'),
  'undo-import': ['available', 'reserved'],
  quarantine: statesMovedBy('quarantine'),
};
const FINDING_OF: Record<WithholdingAct, RestoreFindingKind> = {
  'write-off': 'keys-written-off',
  'undo-import': 'imports-undone',
  quarantine: 'keys-frozen',
};

/** An act that took keys out of sale, and where its line stands in the log. */
interface Withheld extends WithheldStock {
  readonly sequence: number;
}

/** At which line of the log each key went back on sale last; fingerprints as base64. */
type Releases = ReadonlyMap<string, number>;

/** Whether these lines take anything out of sale. */
export function isAnyWithheld(records: readonly IssuedRecord[]): boolean {
  return records.some((record) => withheldStockOf(record) !== null);
}

/**
 * What was written off, frozen or withdrawn after the backup is for sale in it: it goes to quarantine, unexposed as it is, where
 * somebody looks at it. Answers the documents that go on in turns; nothing that they mean is issued from here on. Keys that were
 * released after that stay where the backup has them, each by its own fingerprint.
 */
export function withholdAgain(tx: WriteTx, context: Context, records: readonly IssuedRecord[]): StockDocumentId[] {
  const acts = actsOf(records);
  if (acts.length === 0) return [];
  const releases = releasesOf(records);
  const author = { userId: null, now: context.now, ...today(context) };
  const { keys, missing, seen } = findKeys(tx, acts, releases);
  const { batches, elsewhere } = findBatches(tx, acts);
  for (const act of WITHHOLDING_ACTS) {
    const parts = batches[act].map((batch) => ({ batch, rest: unreleasedOf(tx, act, batch, releases) }));
    batches[act] = parts.flatMap(({ batch, rest }) => (rest === null ? [batch] : []));
    keys[act].push(...parts.flatMap(({ rest }) => rest ?? []).filter(({ pairMac }) => !seen.has(textOf(pairMac))));
  }
  const named = (act: WithholdingAct) => nameActs(acts.filter((withheld) => withheld.act === act));
  // One by one first: they were read as they stand now, while the turns of many read for themselves.
  const few = WITHHOLDING_ACTS.flatMap((act) => moveFew(tx, author, act, named(act), keys[act]));
  const many = WITHHOLDING_ACTS.flatMap((act) => moveMany(tx, author, act, named(act), batches[act]));
  for (const act of WITHHOLDING_ACTS) {
    const moved = [...few, ...many].filter((started) => started.act === act);
    const quantity = moved.reduce((sum, started) => sum + started.quantity, 0);
    const document = moved.map(({ number }) => number).join(', ');
    if (quantity > 0) tell(tx, context, FINDING_OF[act], { quantity, document, acts: named(act) });
  }
  noteUnknownIssued(tx, missing);
  if (missing.length > 0) tell(tx, context, 'withheld-unknown', { quantity: missing.length });
  if (elsewhere.length > 0) tell(tx, context, 'withheld-elsewhere', { ...sumOf(elsewhere), acts: nameActs(elsewhere) });
  return many.flatMap(({ id, isPending }) => (isPending ? [id] : []));
}

/** Where all that is free is in quarantine anyway: which of it was taken out of sale for a reason. */
export function listWithheld(tx: WriteTx, context: Context, records: readonly IssuedRecord[]): void {
  const acts = actsOf(records);
  if (acts.length > 0) tell(tx, context, 'withheld-in-doubt', { ...sumOf(acts), acts: nameActs(acts) });
}

function actsOf(records: readonly IssuedRecord[]): Withheld[] {
  return records.flatMap((record) => {
    const withheld = withheldStockOf(record);
    return withheld === null ? [] : [{ ...withheld, sequence: record.sequence }];
  });
}

function releasesOf(records: readonly IssuedRecord[]): Releases {
  return new Map(records.flatMap((record) => releasedPairsOf(record).map((pair) => [pair, record.sequence] as const)));
}

function isReleasedAfter(releases: Releases, pair: string, sequence: number): boolean {
  return (releases.get(pair) ?? 0) > sequence;
}

type ByAct<What> = Record<WithholdingAct, What[]>;

const byAct = <What>(): ByAct<What> => ({ 'write-off': [], 'undo-import': [], quarantine: [] });

/** A batch of the backup, and the last line of the log that meant all of it. */
interface WithheldBatch {
  readonly batchId: number;
  readonly sequence: number;
}

/** Each batch once, by the gravest act that meant it; and the acts on stock that came after the backup. */
function findBatches(tx: Readable, acts: readonly Withheld[]) {
  const batches = byAct<WithheldBatch>();
  const elsewhere: WithheldStock[] = [];
  const lastOf = new Map<number, number>();
  const actOf = new Map<number, WithholdingAct>();
  for (const act of WITHHOLDING_ACTS) {
    for (const withheld of acts.filter((one) => one.act === act && one.scope !== null)) {
      const found = batchesOf(tx, withheld);
      // What an undone import brought is to come in again or not, as its sheet does.
      if (found.length === 0 && act !== 'undo-import') elsewhere.push(withheld);
      for (const batchId of found) {
        lastOf.set(batchId, Math.max(lastOf.get(batchId) ?? 0, withheld.sequence));
        if (!actOf.has(batchId)) actOf.set(batchId, act);
      }
    }
  }
  for (const [batchId, act] of actOf) batches[act].push({ batchId, sequence: lastOf.get(batchId) ?? 0 });
  return { batches, elsewhere };
}

function batchesOf(tx: Readable, { scope }: WithheldStock): number[] {
  if (scope === null) return [];
  // Split off after the backup, its keys lie in the nearest batch that the backup has.
  const scopes: LotScope[] =
    scope.by === 'batches' ? scope.batchIds.map((id) => ({ by: 'batch', batchId: id })) : [scope];
  const lots = scopes.map((one) => readLots(tx, one)).find((found) => found.length > 0) ?? [];
  return [...new Set<number>(lots.map(({ batchId }) => batchId))];
}

/** The keys of a batch that nothing released since; null where they are all of it, or too many to take one by one. */
function unreleasedOf(
  tx: Readable,
  act: WithholdingAct,
  { batchId, sequence }: WithheldBatch,
  releases: Releases,
): LedgerKey[] | null {
  if (releases.size === 0) return null;
  const keys = readLots(tx, { by: 'batch', batchId }).flatMap((lot) =>
    STATES_OF[act].flatMap((state) => readLotKeys(tx, lot, state, countIn(lot, [state]))),
  );
  const rest = keys.filter(({ pairMac }) => !isReleasedAfter(releases, textOf(pairMac), sequence));
  return rest.length === keys.length || rest.length > MOST_ONE_BY_ONE ? null : rest;
}

function textOf(pairMac: Buffer): string {
  return pairMac.toString('base64');
}

/** Each key once, by the gravest act that meant it, where it could be sold; and those that came after the backup. */
function findKeys(tx: Readable, acts: readonly Withheld[], releases: Releases) {
  const keys = byAct<LedgerKey>();
  const missing: string[] = [];
  const seen = new Set<string>();
  for (const act of WITHHOLDING_ACTS) {
    for (const { withheld, sequence } of acts.filter((one) => one.act === act)) {
      for (const pair of withheld ?? []) {
        if (seen.has(pair) || isReleasedAfter(releases, pair, sequence)) continue;
        seen.add(pair);
        const key = findLedgerKeyByPair(tx, Buffer.from(pair, 'base64'));
        if (!key) missing.push(pair);
        else if (STATES_OF[act].includes(key.state)) keys[act].push(key);
      }
    }
  }
  return { keys, missing, seen };
}

interface Moved {
  readonly act: WithholdingAct;
  readonly id: StockDocumentId;
  readonly number: string;
  readonly quantity: number;
  readonly isPending: boolean;
}

function moveFew(
  tx: WriteTx,
  author: StockAuthor,
  act: WithholdingAct,
  note: string,
  keys: readonly LedgerKey[],
): Moved[] {
  if (keys.length === 0) return [];
  const quantity = keys.length;
  const { id, number } = postStockDocument(tx, author, { kind: 'restore', reason: act, note, quantity });
  moveKeys(tx, author, {
    keys,
    toState: 'quarantined',
    kind: 'adjustment',
    reason: 'restore',
    paper: { documentKind: 'stock-document', documentId: id },
  });
  return [{ act, id, number, quantity, isPending: false }];
}

function moveMany(
  tx: WriteTx,
  author: StockAuthor,
  act: WithholdingAct,
  note: string,
  batches: readonly WithheldBatch[],
): Moved[] {
  const scope: LotScope = { by: 'batches', batchIds: batches.map(({ batchId }) => batchId) };
  const fromStates = STATES_OF[act];
  if (!readLots(tx, scope).some((lot) => countIn(lot, fromStates) > 0)) return [];
  const move = { scope, fromStates, toState: 'quarantined', leavesExposed: false } as const;
  const document = { kind: 'restore', reason: act, note } as const;
  return [{ act, ...startBulkMove(tx, author, document, { ...move, movement: 'adjustment', reason: 'restore' }) }];
}

/** The papers and reasons, each once. */
function nameActs(acts: readonly WithheldStock[]): string {
  const names = [...new Set(acts.map(({ document, reason }) => `${document} ${reason}`.trim()))];
  return names.slice(0, MOST_ACTS_NAMED).join('; ') + (names.length > MOST_ACTS_NAMED ? ' …' : '');
}

function sumOf(acts: readonly WithheldStock[]): { quantity: number } {
  return { quantity: acts.reduce((sum, { quantity }) => sum + quantity, 0) };
}

function tell(tx: WriteTx, context: Context, kind: RestoreFindingKind, details: RestoreFindingDetails): void {
  insertRestoreFinding(tx, { restoredAt: context.now, kind, details });
}
