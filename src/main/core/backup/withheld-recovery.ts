import { type Context, today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { startBulkMove } from '#core/inventory/bulk-moves.ts';
import { findLedgerKeyByPair, type LedgerKey } from '#core/inventory/ledger.repo.ts';
import { moveKeys, type StockAuthor } from '#core/inventory/ledger.ts';
import { countIn, type LotScope, readLots } from '#core/inventory/lots.repo.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import {
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

/** Whether there is more to take out of sale than keys one by one. */
export function isAnyScopeWithheld(records: readonly IssuedRecord[]): boolean {
  return records.some((record) => (withheldStockOf(record)?.scope ?? null) !== null);
}

/**
 * What was written off, frozen or withdrawn after the backup is for sale in it: it goes to quarantine, unexposed as it is, where
 * somebody looks at it. Answers the documents that go on in turns; nothing that they mean is issued from here on. Keys that were
 * put back on sale after all come up as well: to release them once more is one act.
 */
export function withholdAgain(tx: WriteTx, context: Context, records: readonly IssuedRecord[]): StockDocumentId[] {
  const acts = actsOf(records);
  if (acts.length === 0) return [];
  const author = { userId: null, now: context.now, ...today(context) };
  const { batches, elsewhere } = findBatches(tx, acts);
  const { keys, missing } = findKeys(tx, acts);
  const pending: StockDocumentId[] = [];
  for (const act of WITHHOLDING_ACTS) {
    const named = nameActs(acts.filter((withheld) => withheld.act === act));
    const moved = [moveFew(tx, author, act, named, keys[act]), moveMany(tx, author, act, named, batches[act])].flat();
    pending.push(...moved.flatMap(({ id, isPending }) => (isPending ? [id] : [])));
    const quantity = moved.reduce((sum, started) => sum + started.quantity, 0);
    const document = moved.map(({ number }) => number).join(', ');
    if (quantity > 0) tell(tx, context, FINDING_OF[act], { quantity, document, acts: named });
  }
  noteUnknownIssued(tx, missing);
  if (missing.length > 0) tell(tx, context, 'withheld-unknown', { quantity: missing.length });
  if (elsewhere.length > 0) tell(tx, context, 'withheld-elsewhere', { ...sumOf(elsewhere), acts: nameActs(elsewhere) });
  return pending;
}

/** Where all that is free is in quarantine anyway: which of it was taken out of sale for a reason. */
export function listWithheld(tx: WriteTx, context: Context, records: readonly IssuedRecord[]): void {
  const acts = actsOf(records);
  if (acts.length > 0) tell(tx, context, 'withheld-in-doubt', { ...sumOf(acts), acts: nameActs(acts) });
}

function actsOf(records: readonly IssuedRecord[]): WithheldStock[] {
  return records.flatMap((record) => withheldStockOf(record) ?? []);
}

type ByAct<What> = Record<WithholdingAct, What[]>;

const byAct = <What>(): ByAct<What> => ({ 'write-off': [], 'undo-import': [], quarantine: [] });

/** Each batch once, by the gravest act that meant it; and the acts on stock that came after the backup. */
function findBatches(tx: Readable, acts: readonly WithheldStock[]) {
  const batches = byAct<number>();
  const elsewhere: WithheldStock[] = [];
  const taken = new Set<number>();
  for (const act of WITHHOLDING_ACTS) {
    for (const withheld of acts.filter((one) => one.act === act && one.scope !== null)) {
      const found = batchesOf(tx, withheld);
      // What an undone import brought is to come in again or not, as its sheet does.
      if (found.length === 0 && act !== 'undo-import') elsewhere.push(withheld);
      for (const batchId of found.filter((id) => !taken.has(id))) {
        taken.add(batchId);
        batches[act].push(batchId);
      }
    }
  }
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

/** Each key once, by the gravest act that meant it, where it could be sold; and those that came after the backup. */
function findKeys(tx: Readable, acts: readonly WithheldStock[]) {
  const keys = byAct<LedgerKey>();
  const missing: string[] = [];
  const seen = new Set<string>();
  for (const act of WITHHOLDING_ACTS) {
    for (const pair of acts.flatMap((one) => (one.act === act ? (one.withheld ?? []) : []))) {
      if (seen.has(pair)) continue;
      seen.add(pair);
      const key = findLedgerKeyByPair(tx, Buffer.from(pair, 'base64'));
      if (!key) missing.push(pair);
      else if (STATES_OF[act].includes(key.state)) keys[act].push(key);
    }
  }
  return { keys, missing };
}

interface Moved {
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
  return [{ id, number, quantity, isPending: false }];
}

function moveMany(
  tx: WriteTx,
  author: StockAuthor,
  act: WithholdingAct,
  note: string,
  batchIds: readonly number[],
): Moved[] {
  const scope: LotScope = { by: 'batches', batchIds };
  const fromStates = STATES_OF[act];
  if (!readLots(tx, scope).some((lot) => countIn(lot, fromStates) > 0)) return [];
  const move = { scope, fromStates, toState: 'quarantined', leavesExposed: false } as const;
  const document = { kind: 'restore', reason: act, note } as const;
  return [startBulkMove(tx, author, document, { ...move, movement: 'adjustment', reason: 'restore' })];
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
