import { continueOutboxAfter, lastOutboxSequence } from '#core/commands.repo.ts';
import { audit, type Context, systemContext, today } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { finishBulkMove, runBulkMove } from '#core/inventory/bulk-moves.ts';
import { findLedgerKeyByPair, type LedgerKey } from '#core/inventory/ledger.repo.ts';
import { moveKeys, recordKeyLooks } from '#core/inventory/ledger.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument, readPendingDocuments, type StockDocument } from '#core/inventory/stock-documents.repo.ts';
import type { Kernel } from '#core/kernel.ts';
import { openDeliveryNumbers } from '#core/sales/deliveries.repo.ts';
import { markServed, type ServedOrder } from '#core/sales/served-orders.ts';
import { setSchedulesDisarmed } from '#core/settings/schedules.ts';
import { passDocumentNumber } from '#core/settings/settings.repo.ts';
import type { IssuedRecord } from '#core/vault/issued-log.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { countOpenFindings, insertRestoreFinding } from './backups.repo.ts';
import { noteLogAside } from './logs-to-read.ts';
import { noteUnknownIssued } from './unknown-issued.ts';
import { isAnyWithheld, withholdAgain } from './withheld-recovery.ts';

/** Records that say which keys went out or were shown, and those that let them back. */
const TAKEN_BACK = new Set(['keys-rereleased']);
/** A finding names so many orders; issued.log and the shop's platform have them all. */
const MOST_ORDERS_NAMED = 50;
const MOST_DELIVERIES_NAMED = 50;

/** What a stop left halfway in the backup holds its lots, and a quarantine has to reach them. */
export async function finishOtherMoves(kernel: Kernel, isLeft = (_document: StockDocument) => false): Promise<void> {
  for (const document of readPendingDocuments(kernel.readDb)) {
    if (isLeft(document)) continue;
    const userId = document.postedBy as UserId | null;
    await finishBulkMove(kernel, document.id, () => stockAuthor(systemContext(kernel, 'inventory.moveKeys', userId)));
  }
}

/**
 * Where issued.log knows more than the database, the database is older than it should be: restored, or put back by hand. Every
 * key handed out since then is quarantined as exposed before anybody can sell it again, what was taken out of sale since is
 * quarantined with the reason, lost closings are listed, and schedules are disarmed. Runs each time the vault opens, before the
 * first person is signed in.
 */
export async function recoverIssued(kernel: Kernel): Promise<void> {
  const log = kernel.issuedLog();
  const known = lastOutboxSequence(kernel.readDb);
  if (log.lastSequence <= known) return;
  const unknown = log.records().filter(({ sequence }) => sequence > known);
  const context = systemContext(kernel, 'restore');
  // A release that the backup has begun would put back on sale what was frozen after it.
  if (isAnyWithheld(unknown)) await finishOtherMoves(kernel);
  const pending = await kernel.queue.write((tx) => {
    takeOver(tx, context, unknown);
    const begun = withholdAgain(tx, context, unknown);
    setSchedulesDisarmed(tx, countOpenFindings(tx) > 0);
    continueOutboxAfter(tx, log.lastSequence);
    audit(tx, context, {
      action: 'backups.recoverIssued',
      subjectKind: 'shop',
      details: { firstSequence: known + 1, lastSequence: log.lastSequence },
    });
    return begun;
  });
  for (const id of pending) runBulkMove(kernel, id, () => stockAuthor(systemContext(kernel, 'restore')));
  kernel.events.changed(['backup', 'inventory', 'card-keys']);
}

/**
 * The log beside the database did not go on from the restored backup's own: it was damaged too, of another shop, or had parted from
 * it. It was moved aside; what it can be believed in is read once the vault is open, the rest the owner has to go by.
 */
export async function listReplacedLog(kernel: Kernel, folder: string): Promise<void> {
  await kernel.queue.write((tx) => {
    const restoredAt = kernel.clock.now();
    insertRestoreFinding(tx, { restoredAt, kind: 'issued-log-replaced', details: { folder } });
    noteLogAside(tx, folder);
    setSchedulesDisarmed(tx, true);
  });
}

/**
 * What records say that the database knows nothing of: keys that are not free, orders that were served, closings that are lost.
 * `soldHere` are fingerprints (base64) of keys that this database itself sold meanwhile.
 */
export function takeOver(
  tx: WriteTx,
  context: Context,
  records: readonly IssuedRecord[],
  soldHere: ReadonlySet<string> = new Set(),
): void {
  quarantineIssued(tx, context, records, soldHere);
  markOrders(tx, context, records);
  listLostClosings(tx, context, records);
}

function quarantineIssued(
  tx: WriteTx,
  context: Context,
  records: readonly IssuedRecord[],
  soldHere: ReadonlySet<string>,
): void {
  const issued = issuedPairs(records);
  const found: LedgerKey[] = [];
  const lookedAt: LedgerKey[] = [];
  const resold: LedgerKey[] = [];
  const missing: string[] = [];
  for (const pair of issued) {
    const key = findLedgerKeyByPair(tx, Buffer.from(pair, 'base64'));
    if (!key) missing.push(pair);
    else if (key.state === 'available' || key.state === 'reserved' || key.state === 'placed') found.push(key);
    else if (key.state === 'quarantined' && key.isExposed === 0) lookedAt.push(key);
    else if (key.state === 'delivered' && !soldHere.has(pair)) resold.push(key);
  }
  const quantity = found.length + lookedAt.length;
  if (quantity > 0) {
    const author = { userId: null, now: context.now, ...today(context) };
    const document = postStockDocument(tx, author, { kind: 'restore', reason: 'issued-log', quantity });
    const paper = { documentKind: 'stock-document', documentId: document.id } as const;
    moveKeys(tx, author, {
      keys: found,
      toState: 'quarantined',
      isExposed: true,
      kind: 'adjustment',
      reason: 'restore',
      paper,
    });
    // In quarantine already: released with the others it would be sold a second time.
    recordKeyLooks(tx, author, lookedAt, paper);
    const details = { quantity, document: document.number };
    insertRestoreFinding(tx, { restoredAt: context.now, kind: 'keys-quarantined', details });
  }
  listResold(tx, context, resold);
  noteUnknownIssued(tx, missing);
  if (missing.length > 0) {
    const details = { quantity: missing.length };
    insertRestoreFinding(tx, { restoredAt: context.now, kind: 'keys-unknown', details });
  }
}

/**
 * Keys that the database has with one buyer and that went to another since: nobody sells them as they are, but whoever enters the
 * return again would come to release them once more.
 */
function listResold(tx: WriteTx, context: Context, keys: readonly LedgerKey[]): void {
  if (keys.length === 0) return;
  const details = { quantity: keys.length, deliveries: nameDeliveries(tx, keys) };
  insertRestoreFinding(tx, { restoredAt: context.now, kind: 'keys-resold', details });
}

/** The deliveries with which keys are out. */
export function nameDeliveries(tx: WriteTx, keys: readonly LedgerKey[]): string {
  const numbers = [...new Set(keys.flatMap(({ id }) => openDeliveryNumbers(tx, id)))];
  const more = numbers.length > MOST_DELIVERIES_NAMED ? ' …' : '';
  return numbers.slice(0, MOST_DELIVERIES_NAMED).join(', ') + more;
}

/** An order that was served is not served again because the database has forgotten it; nor is a delivery's number given twice. */
function markOrders(tx: WriteTx, context: Context, records: readonly IssuedRecord[]): void {
  for (const number of records.flatMap(deliveryOf)) passDocumentNumber(tx, number);
  const orders = issuedOrders(records);
  if (orders.length === 0) return;
  for (const order of orders) markServed(tx, order, context.now);
  const named = orders.slice(0, MOST_ORDERS_NAMED).map(({ shop, number }) => `${shop} ${number}`);
  const more = orders.length > named.length ? ' …' : '';
  const details = { quantity: orders.length, orders: named.join(', ') + more };
  insertRestoreFinding(tx, { restoredAt: context.now, kind: 'orders-served', details });
}

function listLostClosings(tx: WriteTx, context: Context, records: readonly IssuedRecord[]): void {
  const closings = records.filter(({ kind }) => kind === 'closing');
  // A month that was re-opened and closed again is one to go through.
  for (const month of new Set(closings.map(({ payload }) => (payload as { month?: string }).month ?? null))) {
    insertRestoreFinding(tx, { restoredAt: context.now, kind: 'closing-lost', details: { month } });
  }
}

/** Fingerprints (base64) that were issued and not let back since. */
export function issuedPairs(records: readonly IssuedRecord[]): Set<string> {
  const issued = new Set<string>();
  for (const { kind, payload } of records) {
    for (const pair of pairsOf(payload)) {
      if (TAKEN_BACK.has(kind)) issued.delete(pair);
      else issued.add(pair);
    }
  }
  return issued;
}

/** The orders that keys went out for, each once. */
export function issuedOrders(records: readonly IssuedRecord[]): ServedOrder[] {
  const orders = records.flatMap(({ payload }) => listIn(payload, 'orders').filter(isServedOrder));
  return [...new Map(orders.map((order) => [`${order.shop}\n${order.number}`, order])).values()];
}

function isServedOrder(value: unknown): value is ServedOrder {
  const { shop, number } = (value ?? {}) as Partial<Record<keyof ServedOrder, unknown>>;
  return typeof shop === 'string' && typeof number === 'string' && shop !== '' && number !== '';
}

function deliveryOf({ payload }: IssuedRecord): string[] {
  const { delivery } = (payload ?? {}) as { delivery?: unknown };
  return typeof delivery === 'string' ? [delivery] : [];
}

function pairsOf(payload: unknown): string[] {
  return listIn(payload, 'pairs').filter((pair) => typeof pair === 'string');
}

function listIn(payload: unknown, name: string): unknown[] {
  const list = ((payload ?? {}) as Record<string, unknown>)[name];
  return Array.isArray(list) ? list : [];
}
