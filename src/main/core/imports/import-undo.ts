import { audit, type Context, earlierResult, signedInUser, systemContext, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { KEYS_PER_TURN, requireAtRest } from '#core/inventory/bulk-moves.ts';
import { readUnexposedKeys } from '#core/inventory/ledger.repo.ts';
import { moveKeys } from '#core/inventory/ledger.ts';
import { readLots } from '#core/inventory/lots.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { noteUndoneImport } from '#core/inventory/withheld-stock.ts';
import { describeError } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { chargedPricesOfKeys, creditLeftOfImport } from '#core/purchasing/charged-prices.lookup.ts';
import { findBatchOrigin } from '#core/purchasing/charged-prices.repo.ts';
import { supplierAmountOfImport } from '#core/purchasing/import-exchanges.lookup.ts';
import { takeBackReceipt, undoReceiptDifferences, waitForSentBack } from '#core/purchasing/order-receiving.ts';
import { findStandingCorrection } from '#core/purchasing/price-corrections.repo.ts';
import { countSentBack, findOrderOfImport } from '#core/purchasing/purchase-receipts.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { receiveRebate, undoRebateReceipts } from '#core/suppliers/rebate-receipts.ts';
import {
  type EntryLineToPost,
  firstOpenDay,
  postSupplierEntry,
  reverseSupplierEntry,
} from '#core/suppliers/supplier-accounts.posting.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, ImportId, SkuId, UserId } from '#shared/domain/ids.ts';
import { addMoney, type Money, money, negateMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import {
  countWithdrawnKeys,
  entriesOfImport,
  findImport,
  findUndoer,
  type ImportEntry,
  listImportBatches,
  type StoredImport,
  setImportState,
} from './imports.repo.ts';
import { readReplacedKeys } from './replacements.repo.ts';
import { takeUpClaims } from './replacements.ts';
import type { UndoReach } from './undo-reach.job.repo.ts';
import type { UndoReachInput } from './undo-reach.job.ts';
import { noteWithdrawn, takeUncredited, unfinishedUndos, type Withdrawn } from './unfinished-undos.ts';

const AREAS = ['imports', 'inventory', 'card-keys', 'suppliers', 'purchasing'];
/** An undo of so many keys takes seconds: people see how far it is. */
const WATCHED_KEYS = 3_000;
const UNMOVED_STATES: readonly KeyState[] = ['available', 'quarantined'];
/** They came in so: nobody here has delivered or seen them. */
const HISTORY_STATES: readonly KeyState[] = ['delivered'];

export interface UndoInput {
  readonly id: ImportId;
  readonly reason: string;
}

export interface UndoneImport {
  readonly id: ImportId;
  readonly withdrawnCount: number;
  readonly keptCount: number;
}

/**
 * Withdraws the keys of an import that nobody has seen or moved away, in turns, and takes back as much of the account
 * entry: everything it posted is reversed when nothing is left, else what was charged for what went is posted as a refund.
 * That of many keys can be watched and stopped as a job; what it withdrew by then is credited.
 */
export async function undoImport(context: Context, input: UndoInput): Promise<UndoneImport> {
  const earlier = earlierResult<UndoneImport>(context);
  if (earlier) return earlier;
  const withdrawnCount = await withdrawSome(context, input, 0);
  const imported = findImport(context.db, input.id);
  if (withdrawnCount === 0 || !imported || imported.acceptedCount < WATCHED_KEYS) {
    return undoRest(context, input, withdrawnCount, null);
  }
  const goneBefore = countWithdrawnKeys(context.db, input.id) - withdrawnCount;
  const { promise, resolve } = Promise.withResolvers<UndoneImport>();
  context.kernel.jobs.start({
    kind: 'undo-import',
    startedBy: context.userId,
    subject: imported.number,
    run(handle) {
      const undone = undoRest(context, input, withdrawnCount, {
        isStopped: () => handle.signal.aborted,
        progress: (done) => handle.progress(done, imported.acceptedCount - goneBefore),
      });
      resolve(undone);
      return undone;
    },
  });
  return promise;
}

/** What {@link undoImport} would withdraw, and what it would leave since somebody has seen it; counted in a job thread. */
export function undoReach(context: Context, { id }: { id: ImportId }): Promise<UndoReach> {
  const imported = findImport(context.db, id);
  if (!imported) throw notFound('import', id);
  const input: UndoReachInput = { importId: id, states: statesUndone(imported) };
  return context.kernel.threads.run<UndoReach>({ kind: 'undo-reach', input, keys: null });
}

function statesUndone({ receiptKind }: Pick<StoredImport, 'receiptKind'>): readonly KeyState[] {
  return receiptKind === 'history' ? HISTORY_STATES : UNMOVED_STATES;
}

/** Whoever watches an undo, and may stop it between two turns. */
interface UndoWatch {
  isStopped(): boolean;
  progress(done: number): void;
}

/** The turns after the first, and the credit for all of them. */
async function undoRest(
  context: Context,
  input: UndoInput,
  alreadyCount: number,
  watch: UndoWatch | null,
): Promise<UndoneImport> {
  let withdrawnCount = alreadyCount;
  for (let count = alreadyCount; count > 0; ) {
    watch?.progress(withdrawnCount);
    // Whoever waits for an answer gets it between two turns.
    await new Promise((resolve) => setImmediate(resolve));
    if (watch?.isStopped()) break;
    count = await withdrawSome(context, input, withdrawnCount);
    withdrawnCount += count;
  }
  return write(context, AREAS, (tx) => finishUndo(tx, context, input, withdrawnCount));
}

/** One turn. The command id stands for the whole undo, and is stored with its credit. */
function withdrawSome(context: Context, input: UndoInput, ownCount: number): Promise<number> {
  return write({ ...context, commandId: null }, [], (tx) => withdrawTurn(tx, context, input, ownCount));
}

/** Credits what undos had withdrawn that were cut short; called before anyone is signed in. */
export async function finishCutUndos(kernel: Kernel): Promise<void> {
  for (const id of unfinishedUndos(kernel.readDb)) {
    const { userId, reason } = findUndoer(kernel.readDb, id);
    const context = systemContext(kernel, 'imports.undo', userId as UserId | null);
    try {
      await write(context, AREAS, (tx) => finishUndo(tx, context, { id, reason }, 0));
    } catch (error) {
      // Nobody is kept out for it: it stays noted, and the next undo of the import credits it.
      kernel.logger.error('an undo that was cut short could not be finished', {
        importId: id,
        ...describeError(error),
      });
    }
  }
}

/** `ownCount`: what the caller withdrew before this turn. */
function withdrawTurn(tx: WriteTx, context: Context, { id, reason }: UndoInput, ownCount: number): number {
  const imported = findImport(tx, id);
  if (!imported) throw notFound('import', id);
  // Another window undid it at the same time and came to its end first.
  if (imported.state === 'undone' && ownCount > 0) return 0;
  if (imported.state !== 'posted' && imported.state !== 'partly-undone') throw new Refusal('NOTHING_TO_UNDO');
  for (const entry of entriesOfImport(tx, id)) {
    const { settledStatementNumber: number } = entry;
    if (number !== null) throw new Refusal('ENTRY_SETTLED', { number });
  }
  const corrected = findStandingCorrection(tx, id);
  if (corrected !== null) throw new Refusal('RECEIPT_CORRECTED', { number: corrected });
  // What a freeze or write-off is still going through is not half undone by this one. A turn of an undo that began before goes on.
  if (ownCount === 0) requireAtRest(tx, readLots(tx, { by: 'import', importId: id }));
  const author = stockAuthor(context);
  const states = statesUndone(imported);
  for (const batch of listImportBatches(tx, id)) {
    for (const state of states) {
      const keys = readUnexposedKeys(tx, batch.id as BatchId, state, KEYS_PER_TURN);
      if (keys.length === 0) continue;
      moveKeys(tx, author, {
        keys,
        toState: 'withdrawn',
        kind: 'receipt',
        reason: 'undo-import',
        paper: { documentKind: 'import', documentId: id },
      });
      // Sold keys of an older system are no stock, in no backup.
      if (imported.receiptKind !== 'history') {
        noteUndoneImport(tx, { document: imported.number, reason, quantity: keys.length }, id);
      }
      const skuId = findBatchOrigin(tx, batch.id)?.skuId ?? batch.skuId;
      takeBackReceipt(tx, context, { importId: id, skuId, quantity: keys.length });
      setImportState(tx, id, 'partly-undone', { at: context.now, by: signedInUser(context), reason });
      const { bought, total } = chargedPricesOfKeys(tx, batch.id, keys);
      noteWithdrawn(tx, id, skuId, { quantity: keys.length, bought, charged: total });
      return keys.length;
    }
  }
  return 0;
}

/** A delivery of nothing but refused keys that stands against a purchase order or was charged, and was not undone. */
export function isReceiptOfRefused(db: Readable, { id, acceptedCount, state }: StoredImport): boolean {
  if (acceptedCount > 0 || state !== 'posted') return false;
  return findOrderOfImport(db, id) !== null || entriesOfImport(db, id).some(({ kind }) => kind === 'purchase');
}

/** `ownCount`: what the caller withdrew itself; what an earlier undo left uncredited is credited with it. */
function finishUndo(tx: WriteTx, context: Context, input: UndoInput, ownCount: number): UndoneImport {
  const imported = findImport(tx, input.id);
  if (!imported) throw notFound('import', input.id);
  const withdrawn = takeUncredited(tx, input.id);
  const { quantity: withdrawnCount, cost: withdrawnCost } = withdrawn;
  const keptCount = imported.acceptedCount - countWithdrawnKeys(tx, input.id);
  // A receipt of nothing but bad keys has none to withdraw: its differences and what was charged are taken back.
  if (withdrawnCount === 0 && !isReceiptOfRefused(tx, imported)) {
    if (ownCount === 0) throw new Refusal('NOTHING_TO_UNDO');
    // Another window undid it at the same time, and its end credited this part too.
    return { id: input.id, withdrawnCount: ownCount, keptCount };
  }
  const author = { userId: signedInUser(context), now: context.now };
  // The keys are withdrawn already: on a clock set back the account has its credit on the first day that it takes.
  const day = firstOpenDay(tx, imported.supplierId, today(context).day);
  const open = entriesOfImport(tx, input.id).filter(
    (entry) => entry.reversedById === null && entry.reversesId === null,
  );
  // A statement was settled while an undo lay cut short: what it locked stays, and the keys are credited beside it.
  const isSettled = open.some(({ settledStatementId }) => settledStatementId !== null);
  for (const entry of open) {
    if (keptCount === 0 && !isSettled)
      reverseSupplierEntry(tx, author, { id: entry.id, occurredOn: day, remark: input.reason });
  }
  const isReplacement = readReplacedKeys(tx, input.id).length > 0;
  const undone = { id: input.id, open, withdrawn, isWhole: keptCount === 0, isSettled, isReplacement };
  const { credited, lines } = creditBeside(tx, undone);
  if (credited !== 0) {
    postSupplierEntry(tx, author, {
      supplierId: imported.supplierId,
      kind: 'refund',
      amount: negateMoney(credited),
      isTakenBack: credited < 0,
      occurredOn: day,
      externalNumber: imported.externalNumber,
      ourNumber: imported.number,
      remark: input.reason,
      importId: input.id,
      lines,
    });
  }
  const isWhole = keptCount === 0;
  takeBackRebate(tx, context, imported, { withdrawnCost, isWhole });
  if (isWhole) takeUpClaims(tx, context, input.id);
  if (isWhole) undoReceiptDifferences(tx, context, input.id);
  else if (keptCount === countSentBack(tx, input.id)) waitForSentBack(tx, context, input.id);
  setImportState(tx, input.id, isWhole ? 'undone' : 'partly-undone', {
    at: context.now,
    by: author.userId,
    reason: input.reason,
  });
  audit(tx, context, {
    action: 'imports.undo',
    subjectKind: 'import',
    subjectId: input.id,
    quantity: withdrawnCount,
    details: { number: imported.number, reason: input.reason, keptCount },
  });
  return { id: input.id, withdrawnCount, keptCount };
}

interface Undone {
  readonly id: ImportId;
  readonly open: readonly ImportEntry[];
  readonly withdrawn: Withdrawn;
  readonly isWhole: boolean;
  readonly isSettled: boolean;
  /** Its keys stand for bad ones that the supplier had been paid for. */
  readonly isReplacement: boolean;
}

interface CreditBeside {
  readonly credited: Money;
  readonly lines: readonly EntryLineToPost[];
}

const NO_CREDIT: CreditBeside = { credited: ZERO_MONEY, lines: [] };

/**
 * What a refund of its own credits: what was charged for what went, and all that is still charged once nothing is left. What came
 * back for keys before, by claims or returns, does not come back with them once more. Keys of a replacement count as paid while some of it
 * stay: the bad ones that it came for are claimed again only with the last.
 */
function creditBeside(tx: WriteTx, { id, open, withdrawn, isWhole, isSettled, isReplacement }: Undone): CreditBeside {
  const isReversed = isWhole && !isSettled;
  const isPaid = isReplacement || open.some(({ kind }) => kind === 'purchase');
  if (isReversed || withdrawn.quantity === 0 || !isPaid) return NO_CREDIT;
  if (isWhole) return { credited: open.reduce((sum, { amount }) => money(sum + amount), ZERO_MONEY), lines: [] };
  const parts = Object.entries(withdrawn.parts ?? {});
  const lines = parts.flatMap(([key, { quantity, charged }]) => {
    const skuId = Number(key) as SkuId;
    const amount = money(Math.min(charged, creditLeftOfImport(tx, id, skuId)?.left ?? charged));
    if (amount === 0) return [];
    return [
      { skuId, quantity: -quantity, unitPrice: money(Math.round(amount / quantity)), amount: negateMoney(amount) },
    ];
  });
  const untold = withdrawn.cost - parts.reduce((sum, [, { bought }]) => sum + bought, 0);
  const told = negateMoney(sumMoney(lines.map(({ amount }) => amount)));
  return { credited: addMoney(told, supplierAmountOfImport(tx, id, money(untold))), lines };
}

/** Stock that was a promised rebate answers it no more than it is still here. */
function takeBackRebate(
  tx: WriteTx,
  context: Context,
  { id, supplierId }: Pick<StoredImport, 'id' | 'supplierId'>,
  { withdrawnCost, isWhole }: { withdrawnCost: number; isWhole: boolean },
): void {
  const acted = { at: context.now, by: signedInUser(context) };
  const source = { entryId: null, importId: id };
  const answered = undoRebateReceipts(tx, source, acted);
  const amount = money(Math.max(0, answered - supplierAmountOfImport(tx, id, money(withdrawnCost))));
  if (isWhole || amount === 0) return;
  receiveRebate(tx, { supplierId, source, amount, receivedOn: today(context).day }, acted);
}
