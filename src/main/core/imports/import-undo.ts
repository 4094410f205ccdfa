import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { KEYS_PER_TURN } from '#core/inventory/bulk-moves.ts';
import { readUnexposedKeys } from '#core/inventory/ledger.repo.ts';
import { moveKeys } from '#core/inventory/ledger.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { supplierAmountOfImport } from '#core/purchasing/import-exchanges.lookup.ts';
import { takeBackReceipt, undoReceiptDifferences } from '#core/purchasing/order-receiving.ts';
import { findStandingCorrection } from '#core/purchasing/price-corrections.repo.ts';
import { findOrderOfImport } from '#core/purchasing/purchase-receipts.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { receiveRebate, undoRebateReceipts } from '#core/suppliers/rebate-receipts.ts';
import { postSupplierEntry, reverseSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import type { BatchId, ImportId } from '#shared/domain/ids.ts';
import { money, negateMoney } from '#shared/domain/money/money.ts';
import { entriesOfImport, findImport, listImportBatches, type StoredImport, setImportState } from './imports.repo.ts';
import { takeUpClaims } from './replacements.ts';

const AREAS = ['imports', 'inventory', 'card-keys', 'suppliers', 'purchasing'];

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
 * entry: the whole entry is reversed when nothing was kept, else the cost of what went is posted as a refund. An undo that
 * was cut short goes on where it stopped.
 */
export async function undoImport(context: Context, input: UndoInput): Promise<UndoneImport> {
  const inner: Context = { ...context, commandId: null };
  let withdrawnCount = 0;
  let withdrawnCost = 0;
  for (;;) {
    const turn = await write(inner, [], (tx) => withdrawTurn(tx, context, input));
    withdrawnCount += turn.count;
    withdrawnCost += turn.cost;
    if (turn.count === 0) break;
    // Whoever waits for an answer gets it between two turns.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return write(context, AREAS, (tx) => finishUndo(tx, context, input, withdrawnCount, withdrawnCost));
}

function withdrawTurn(tx: WriteTx, context: Context, { id, reason }: UndoInput): { count: number; cost: number } {
  const imported = findImport(tx, id);
  if (!imported) throw notFound('import', id);
  if (imported.state !== 'posted' && imported.state !== 'partly-undone') throw new Refusal('NOTHING_TO_UNDO');
  for (const entry of entriesOfImport(tx, id)) {
    if (entry.settledStatementId !== null) throw new Refusal('ENTRY_SETTLED', { number: entry.number });
  }
  const corrected = findStandingCorrection(tx, id);
  if (corrected !== null) throw new Refusal('RECEIPT_CORRECTED', { number: corrected });
  const author = stockAuthor(context);
  for (const batch of listImportBatches(tx, id)) {
    for (const state of ['available', 'quarantined'] as const) {
      const keys = readUnexposedKeys(tx, batch.id as BatchId, state, KEYS_PER_TURN);
      if (keys.length === 0) continue;
      moveKeys(tx, author, {
        keys,
        toState: 'withdrawn',
        kind: 'receipt',
        reason: 'undo-import',
        paper: { documentKind: 'import', documentId: id },
      });
      takeBackReceipt(tx, context, { importId: id, skuId: batch.skuId, quantity: keys.length });
      setImportState(tx, id, 'partly-undone', { at: context.now, by: signedInUser(context), reason });
      return { count: keys.length, cost: keys.reduce((sum, key) => sum + key.valueLeft, 0) };
    }
  }
  return { count: 0, cost: 0 };
}

function finishUndo(
  tx: WriteTx,
  context: Context,
  input: UndoInput,
  withdrawnCount: number,
  withdrawnCost: number,
): UndoneImport {
  const imported = findImport(tx, input.id);
  if (!imported) throw notFound('import', input.id);
  // A receipt of nothing but bad keys has none to withdraw: its differences and what was charged are taken back.
  const isOfRefused = imported.acceptedCount === 0 && findOrderOfImport(tx, input.id) !== null;
  if (withdrawnCount === 0 && !isOfRefused) throw new Refusal('NOTHING_TO_UNDO');
  const keptCount = imported.acceptedCount - withdrawnCount;
  const author = { userId: signedInUser(context), now: context.now };
  const { day } = today(context);
  const open = entriesOfImport(tx, input.id).filter(
    (entry) => entry.reversedById === null && entry.reversesId === null,
  );
  for (const entry of open) {
    if (keptCount === 0) reverseSupplierEntry(tx, author, { id: entry.id, occurredOn: day, remark: input.reason });
  }
  const purchase = open.find(({ kind }) => kind === 'purchase');
  if (keptCount > 0 && purchase && withdrawnCost > 0) {
    postSupplierEntry(tx, author, {
      supplierId: imported.supplierId,
      kind: 'refund',
      amount: negateMoney(supplierAmountOfImport(tx, input.id, money(withdrawnCost))),
      occurredOn: day,
      externalNumber: imported.externalNumber,
      ourNumber: imported.number,
      remark: input.reason,
      importId: input.id,
      lines: [],
    });
  }
  const isWhole = keptCount === 0;
  takeBackRebate(tx, context, imported, { withdrawnCost, isWhole });
  if (isWhole) takeUpClaims(tx, context, input.id);
  if (isWhole) undoReceiptDifferences(tx, context, input.id);
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
