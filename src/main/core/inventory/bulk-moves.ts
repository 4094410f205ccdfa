import type { Readable, WriteTx } from '#core/db/connection.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { postConsignedWriteOff } from '#core/sales/consignment.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { JobId, StockDocumentId } from '#shared/domain/ids.ts';
import type { MovementKind } from '#shared/domain/inventory/stock-documents.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { type BulkRevaluation, revalueSome } from './bulk-revaluation.ts';
import { bringBackExpired } from './expired-early.ts';
import { type LedgerKey, readLotKeys, readUnexposedLotKeys } from './ledger.repo.ts';
import { moveKeys, type NewPlace, reclassifyKeys, type StockAuthor } from './ledger.ts';
import { countIn, holdLots, type LotScope, letGoOfLots, readHeldLots, readLots, type StockLot } from './lots.repo.ts';
import {
  findStockDocument,
  type NewStockDocument,
  postStockDocument,
  readPendingDocuments,
  type StockDocument,
  setDocumentProgress,
} from './stock-documents.repo.ts';

/** Keys that one transaction moves, so that a sale in between answers at once: 1 000 took 90 ms and more on a busy PC. */
export const KEYS_PER_TURN = 300;

const MOVED_AREAS = ['inventory', 'cardKeys', 'reservations', 'purchasing', 'suppliers'];

interface BulkScope {
  readonly scope: LotScope;
  readonly fromStates: readonly KeyState[];
  /** Keys that someone outside may know stay where they are. */
  readonly leavesExposed: boolean;
  readonly reason: string;
}

/** Gives every key another state. */
export interface BulkStateMove extends BulkScope {
  readonly toState: KeyState;
  readonly movement: MovementKind;
}

/** Takes every key into another batch, in the state that it is in. */
export interface BulkPlaceMove extends BulkScope {
  readonly target: NewPlace;
  /** null: each keeps its own. */
  readonly unitCost: Money | null;
}

/** Brings every key back to where it stood before it expired. */
export interface BulkReturn extends BulkScope {
  readonly undoes: 'expiry';
}

/** What a document does to every key it means; kept with the document, so that it can go on after a restart. */
export type BulkMove = BulkStateMove | BulkPlaceMove | BulkReturn;

/** What a pending document may be going through. */
type PendingWork = BulkMove | BulkRevaluation;

export interface BulkStart {
  readonly id: StockDocumentId;
  readonly number: string;
  /** Keys it means in all. */
  readonly quantity: number;
  readonly isPending: boolean;
}

/**
 * Posts a document for everything its scope means and moves the first keys. Where they are more than one transaction
 * should hold, the lots are held — nothing of them is issued from here on — and {@link continueBulkMove} does the rest.
 * Refuses with NOTHING_TO_MOVE, and with STOCK_IN_MOTION where another document is still going through one of the lots: what
 * that one does to them is not half undone by this one.
 */
export function startBulkMove(
  tx: WriteTx,
  author: StockAuthor,
  document: Omit<NewStockDocument, 'quantity' | 'isPending' | 'details'>,
  move: BulkMove,
): BulkStart {
  return beginBulkMove(tx, author, document, move).started;
}

/** As {@link startBulkMove}; `keys` are those it moved where it moved them all, null where the rest follows in turns. */
export function beginBulkMove(
  tx: WriteTx,
  author: StockAuthor,
  document: Omit<NewStockDocument, 'quantity' | 'isPending' | 'details'>,
  move: BulkMove,
): { started: BulkStart; keys: readonly LedgerKey[] | null } {
  const lots = readLots(tx, move.scope).filter((lot) => countIn(lot, move.fromStates) > 0);
  const quantity = lots.reduce((sum, lot) => sum + countIn(lot, move.fromStates), 0);
  if (quantity === 0) throw new Refusal('NOTHING_TO_MOVE');
  requireAtRest(tx, lots);
  const isLarge = quantity > KEYS_PER_TURN;
  const details: BulkDetails = { move, meant: quantity };
  const { id, number } = postStockDocument(tx, author, { ...document, details, quantity: 0 });
  if (isLarge) holdLots(tx, lots, id);
  const keys = moveSome(tx, author, { id, number }, move, lots);
  const moved = keys.length;
  if (moved === 0) throw new Refusal('NOTHING_TO_MOVE');
  if (isLarge) holdTarget(tx, id, move);
  setDocumentProgress(tx, id, moved, isLarge);
  const started = { id, number, quantity: isLarge ? quantity : moved, isPending: isLarge };
  return { started, keys: isLarge ? null : keys };
}

/** One turn more; answers the keys moved, 0 once the document is through and its lots are free again. */
export function continueBulkMove(tx: WriteTx, author: StockAuthor, documentId: StockDocumentId): number {
  const document = findStockDocument(tx, documentId);
  if (!document?.isPending) return 0;
  const { move } = detailsOf(document);
  const moved =
    'revalues' in move
      ? revalueSome(tx, author, documentId, move, KEYS_PER_TURN)
      : moveSome(tx, author, document, move, sourceLots(tx, documentId, move)).length;
  if (moved === 0) letGoOfLots(tx, documentId);
  else holdTarget(tx, documentId, move);
  setDocumentProgress(tx, documentId, document.quantity + moved, moved > 0);
  return moved;
}

/**
 * Carries a pending document to its end, turn by turn, as a job that people can watch. Stopped halfway, its lots stay held
 * and it goes on at the next start.
 */
export function runBulkMove(kernel: Kernel, documentId: StockDocumentId, authorNow: () => StockAuthor): JobId {
  const document = findStockDocument(kernel.readDb, documentId);
  const total = document ? detailsOf(document).meant : null;
  const job = kernel.jobs.start({
    kind: 'move-keys',
    startedBy: authorNow().userId,
    subject: document?.number ?? '',
    async run(handle: JobHandle) {
      for (let done = document?.quantity ?? 0; ; ) {
        handle.signal.throwIfAborted();
        const moved = await kernel.queue.write((tx) => continueBulkMove(tx, authorNow(), documentId));
        kernel.events.changed(MOVED_AREAS);
        if (moved === 0) return { documentId };
        done += moved;
        handle.progress(done, total);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  });
  return job.id;
}

/** Carries a pending document to its end before its caller goes on; a job that does the same finds nothing left. */
export async function finishBulkMove(
  kernel: Kernel,
  documentId: StockDocumentId,
  authorNow: () => StockAuthor,
): Promise<void> {
  const turn = () => kernel.queue.write((tx) => continueBulkMove(tx, authorNow(), documentId));
  while ((await turn()) > 0) await new Promise((resolve) => setImmediate(resolve));
  kernel.events.changed(MOVED_AREAS);
}

/** A pending document also takes what came into its scope since it began and no other document holds. */
export function widenBulkMove(tx: WriteTx, document: StockDocument): void {
  const { move } = detailsOf(document);
  if ('revalues' in move) return;
  const lots = readLots(tx, move.scope).filter((lot) => countIn(lot, move.fromStates) > 0);
  holdLots(tx, lots, document.id);
}

/** What a stop left half done goes on. */
export function resumeBulkMoves(kernel: Kernel, authorOf: (document: StockDocument) => StockAuthor): void {
  for (const document of readPendingDocuments(kernel.readDb)) {
    runBulkMove(kernel, document.id, () => authorOf(document));
  }
}

function moveSome(
  tx: WriteTx,
  author: StockAuthor,
  { id: documentId, number }: Pick<StockDocument, 'id' | 'number'>,
  move: BulkMove,
  lots: readonly StockLot[],
): readonly LedgerKey[] {
  const keys = pickKeys(tx, move, lots);
  if (keys.length === 0) return keys;
  const { reason } = move;
  const paper = { documentKind: 'stock-document', documentId } as const;
  if ('target' in move) {
    const costs = keys.map(({ cost }) => move.unitCost ?? cost);
    reclassifyKeys(tx, author, { keys, costs, target: move.target, reason, paper });
  } else if ('undoes' in move) {
    bringBackExpired(tx, author, keys, { kind: 'adjustment', reason, paper });
  } else {
    if (move.toState === 'void') postConsignedWriteOff(tx, author, number, keys);
    moveKeys(tx, author, { keys, toState: move.toState, kind: move.movement, reason, paper });
  }
  return keys;
}

/** Refuses with STOCK_IN_MOTION where a document is still going through one of the lots. */
export function requireAtRest(tx: Readable, lots: readonly StockLot[]): void {
  const holderId = lots.find(({ heldByDocumentId }) => heldByDocumentId !== null)?.heldByDocumentId ?? null;
  if (holderId === null) return;
  const holder = findStockDocument(tx, holderId as StockDocumentId);
  throw new Refusal('STOCK_IN_MOTION', { number: holder?.number ?? '' });
}

/**
 * As {@link requireAtRest}, for keys picked by hand: what a freeze or write-off is still going through is not released under its
 * hands, and what is frozen one by one does not go back on sale with the next turn of a release.
 */
export function requireKeysAtRest(tx: Readable, keys: readonly LedgerKey[]): void {
  for (const batchId of new Set(keys.map((key) => key.batchId))) {
    const days = new Set(keys.flatMap((key) => (key.batchId === batchId ? [key.expiresOn] : [])));
    requireAtRest(
      tx,
      readLots(tx, { by: 'batch', batchId }).filter(({ expiresOn }) => days.has(expiresOn)),
    );
  }
}

/** The lots that a document holds, without those that it fills. */
function sourceLots(tx: WriteTx, documentId: StockDocumentId, move: BulkMove): StockLot[] {
  const held = readHeldLots(tx, documentId);
  return 'target' in move ? held.filter(({ batchId }) => batchId !== move.target.batchId) : held;
}

/** What has arrived is not issued either before the rest has: the document counts whole or not at all. */
function holdTarget(tx: WriteTx, documentId: StockDocumentId, move: PendingWork): void {
  if ('target' in move) holdLots(tx, readLots(tx, { by: 'batch', batchId: move.target.batchId }), documentId);
}

function pickKeys(tx: WriteTx, move: BulkMove, lots: readonly StockLot[]): LedgerKey[] {
  const read = move.leavesExposed ? readUnexposedLotKeys : readLotKeys;
  const keys: LedgerKey[] = [];
  for (const lot of lots) {
    for (const state of move.fromStates) {
      if (keys.length >= KEYS_PER_TURN) return keys;
      if (countIn(lot, [state]) > 0) keys.push(...read(tx, lot, state, KEYS_PER_TURN - keys.length));
    }
  }
  return keys;
}

export interface BulkDetails {
  readonly move: PendingWork;
  /** Keys that stood in the states it takes when it began; those it leaves because they are exposed among them. */
  readonly meant: number;
}

function detailsOf(document: StockDocument): BulkDetails {
  return document.details as BulkDetails;
}
