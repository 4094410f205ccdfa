import path from 'node:path';
import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context, flushIssued, systemContext } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { runBulkMove } from '#core/inventory/bulk-moves.ts';
import { findLedgerKeyByPair } from '#core/inventory/ledger.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { withheldStockOf } from '#core/inventory/withheld-stock.ts';
import type { Kernel } from '#core/kernel.ts';
import { latestLockedMonth } from '#core/reconciliation/closed-months.repo.ts';
import { setSchedulesDisarmed } from '#core/settings/schedules.ts';
import { type IssuedRecord, readIssuedLog, salvageIssuedLog } from '#core/vault/issued-log.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import { insertRestoreFinding } from './backups.repo.ts';
import { believed } from './broken-issued-log.ts';
import { finishOtherMoves, issuedOrders, issuedPairs, nameDeliveries, takeOver } from './issued-recovery.ts';
import { forgetLogAside, logsToRead } from './logs-to-read.ts';
import { isAnyWithheld, withholdAgain } from './withheld-recovery.ts';

/*
 * Where a backup was restored on two PCs and both went on selling, the logs of one shop part ways. A restore puts one of them in place
 * and the other aside: what only that one knows as gone must not be sold from this database either.
 */

/** The line in the log in place that tells of the other's keys, so that a restore after this one knows them too. */
const TAKEN_OVER = 'keys-salvaged';

/**
 * Reads the logs that restores moved aside, once the vault is open and before anybody is signed in. Of a log that this shop's key does
 * not vouch for nothing is believed.
 */
export async function recoverPartedLogs(kernel: Kernel): Promise<void> {
  for (const folder of logsToRead(kernel.readDb)) await recoverFrom(kernel, folder);
}

async function recoverFrom(kernel: Kernel, folder: string): Promise<void> {
  const { records, own } = partedRecords(kernel, folder);
  const context = systemContext(kernel, 'restore');
  if (isAnyWithheld(records)) await finishOtherMoves(kernel);
  const pending = await kernel.queue.write((tx) => {
    forgetLogAside(tx, folder);
    return records.length === 0 ? [] : takeOverParted(tx, context, { folder, records, soldHere: soldPairs(own) });
  });
  if (records.length === 0) return;
  flushIssued(kernel);
  for (const id of pending) runBulkMove(kernel, id, () => stockAuthor(systemContext(kernel, 'restore')));
  kernel.events.changed(['backup', 'inventory', 'card-keys']);
}

/** What the log aside and the one in place say beyond the lines that they have in common. */
function partedRecords({ paths, vault, issuedLog }: Kernel, folder: string) {
  const aside = path.join(paths.folder, folder);
  const key = vault.keys().issued;
  const salvaged = salvageIssuedLog(aside, key);
  const told = salvaged?.records ?? readIssuedLog(aside, key);
  const known = issuedLog().records();
  const parted = told.findIndex((record, index) => JSON.stringify(record) !== JSON.stringify(known[index]));
  const records = parted === -1 ? [] : told.slice(parted);
  const own = parted === -1 ? [] : known.slice(parted);
  // Lines behind a break are believed of this shop's own log only.
  if (salvaged === null || told.length === 0) return { records, own };
  return { records: [...records, believed(salvaged.lastSequence + 1, salvaged.doubtful)], own };
}

function takeOverParted(
  tx: WriteTx,
  context: Context,
  { folder, records, soldHere }: { folder: string; records: readonly IssuedRecord[]; soldHere: ReadonlySet<string> },
): StockDocumentId[] {
  const closed = latestLockedMonth(tx, 'shop', 0) ?? '';
  const isLost = ({ kind, payload }: IssuedRecord) =>
    kind !== 'closing' || ((payload as { month?: string }).month ?? '') > closed;
  listSoldTwice(
    tx,
    context,
    [...soldPairs(records)].filter((pair) => soldHere.has(pair)),
  );
  takeOver(tx, context, records.filter(isLost), soldHere);
  const pending = withholdAgain(tx, context, records);
  queueIssued(tx, TAKEN_OVER, { orders: issuedOrders(records), pairs: [...issuedPairs(records)] });
  for (const record of records) {
    if (withheldStockOf(record) !== null) queueIssued(tx, record.kind, record.payload as Record<string, unknown>);
  }
  setSchedulesDisarmed(tx, true);
  audit(tx, context, {
    action: 'backups.takeOverLog',
    subjectKind: 'shop',
    quantity: records.length,
    details: { folder },
  });
  return pending;
}

/** Keys that one buyer has from here and another from there: the shop owes one of them another key. */
function listSoldTwice(tx: WriteTx, context: Context, pairs: readonly string[]): void {
  const keys = pairs.flatMap((pair) => findLedgerKeyByPair(tx, Buffer.from(pair, 'base64')) ?? []);
  const sold = keys.filter(({ state }) => state === 'delivered');
  if (sold.length === 0) return;
  const details = { quantity: sold.length, deliveries: nameDeliveries(tx, sold) };
  insertRestoreFinding(tx, { restoredAt: context.now, kind: 'keys-sold-twice', details });
}

/**
 * Fingerprints (base64) of what went out with a delivery: its line names the orders too, that of a look or of a return does not. A
 * reusable key has lines of another kind, and may well have gone to both.
 */
function soldPairs(records: readonly IssuedRecord[]): Set<string> {
  const isSale = ({ kind, payload }: IssuedRecord) =>
    kind === 'keys' && Array.isArray((payload as { orders?: unknown } | null)?.orders);
  return issuedPairs(records.filter(isSale));
}
