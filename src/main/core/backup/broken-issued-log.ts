import path from 'node:path';
import { readAuditHead } from '#core/audit/audit.repo.ts';
import { continueOutboxAfter, lastOutboxSequence, readOutbox } from '#core/commands.repo.ts';
import { audit, type Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import { type BulkStart, runBulkMove, startBulkMove, widenBulkMove } from '#core/inventory/bulk-moves.ts';
import { countIn, readLots } from '#core/inventory/lots.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { readPendingDocuments, type StockDocument } from '#core/inventory/stock-documents.repo.ts';
import { everythingWithheld } from '#core/inventory/withheld-stock.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { setSchedulesDisarmed } from '#core/settings/schedules.ts';
import {
  type IssuedRecord,
  issuedLinesLength,
  replaceIssuedLog,
  type SalvagedLog,
  salvageIssuedLog,
} from '#core/vault/issued-log.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { StockDocumentId, UserId } from '#shared/domain/ids.ts';
import { insertRestoreFinding } from './backups.repo.ts';
import { finishOtherMoves, issuedOrders, issuedPairs, takeOver } from './issued-recovery.ts';
import { listWithheld } from './withheld-recovery.ts';

/** Who opens the vault, and whether they have read that issued.log is broken and go on without it. */
export interface VaultOpener {
  readonly userId: UserId;
  readonly setsLogAside: boolean;
}

/** What could be handed out again. Placed keys are out of the house already. */
const SELLABLE: readonly KeyState[] = ['available', 'reserved'];
/** The document that takes them out of sale. */
const IN_DOUBT = { kind: 'restore', reason: 'issued-log-broken' } as const;

/**
 * Where issued.log does not agree with its chain, nobody is let in before someone who may restore has decided: refuses with
 * ISSUED_LOG_BROKEN, and on their word puts a log in its place that holds what is certain. Does nothing to a whole log.
 */
export async function mendBrokenLog(kernel: Kernel, context: Context, opener: VaultOpener): Promise<void> {
  const salvaged = salvageIssuedLog(kernel.paths.folder, kernel.vault.keys().issued);
  if (!salvaged) return;
  const isWholeShopKnown = knowsEverything(kernel, salvaged);
  const mayGoOn = rightsOf(kernel.readDb, opener.userId).has('backups.restore');
  if (!mayGoOn || !opener.setsLogAside) {
    throw new Refusal('ISSUED_LOG_BROKEN', {
      line: salvaged.line,
      keptLines: salvaged.records.length,
      folder: kernel.paths.folder,
      keysInDoubt: isWholeShopKnown ? 0 : countSellable(kernel),
      isNothingLost: isWholeShopKnown,
      mayGoOn,
    });
  }
  const key = kernel.vault.keys().issued;
  const asideFolder = `damaged-${new Date(context.now).toISOString().replace(/[:.]/g, '-')}`;
  const author = { ...context, userId: opener.userId };
  if (!isWholeShopKnown) await finishOtherMoves(kernel, isInDoubt);
  const { records, pendingMove } = await kernel.queue.write((tx) =>
    settle(tx, author, salvaged, { asideFolder, isWholeShopKnown }),
  );
  await replaceIssuedLog(kernel.paths.folder, key, records, path.join(kernel.paths.folder, asideFolder));
  kernel.logger.warn('broken issued.log set aside', { line: salvaged.line, isWholeShopKnown });
  if (pendingMove !== null) runBulkMove(kernel, pendingMove, () => stockAuthor({ ...author, now: kernel.clock.now() }));
}

/**
 * Whether the database has every line that the log can have held: what lies behind the break is no longer than what the
 * database says was written there. A database of before the last lines (restored, or put back by hand) has fewer.
 */
function knowsEverything({ readDb }: Kernel, { lastSequence, brokenBytes }: SalvagedLog): boolean {
  return brokenBytes <= issuedLinesLength(outboxRecords(readDb, lastSequence));
}

function outboxRecords(db: Parameters<typeof readOutbox>[0], after: number): IssuedRecord[] {
  return readOutbox(db, after).map(({ sequence, kind, payload }) => ({ sequence, kind, payload: JSON.parse(payload) }));
}

function countSellable({ readDb }: Kernel): number {
  return readLots(readDb, { by: 'everything' }).reduce((sum, lot) => sum + countIn(lot, SELLABLE), 0);
}

function isInDoubt({ kind, reason }: StockDocument): boolean {
  return kind === IN_DOUBT.kind && reason === IN_DOUBT.reason;
}

/** The database's part, before the log is replaced: cut short in between, it is done again and finds nothing more to do. */
function settle(
  tx: WriteTx,
  context: Context,
  salvaged: SalvagedLog,
  { asideFolder, isWholeShopKnown }: { asideFolder: string; isWholeShopKnown: boolean },
): { records: IssuedRecord[]; pendingMove: StockDocumentId | null } {
  const known = lastOutboxSequence(tx);
  const own = outboxRecords(tx, salvaged.lastSequence);
  const records = [...salvaged.records, ...own];
  let inDoubt: BulkStart | null = null;
  let numbered = {};
  if (!isWholeShopKnown) {
    const sequence = Math.max(salvaged.lastSequence, known) + 1;
    const doubtful = withoutLinesOf(own, salvaged.doubtful);
    const isUnknown = (record: IssuedRecord) => record.sequence > known;
    records.push(believed(sequence, doubtful));
    takeOver(tx, context, [
      ...salvaged.records.filter(isUnknown),
      ...doubtful.filter((record) => record.kind === 'closing' && isUnknown(record)),
      believed(sequence, doubtful.filter(isUnknown)),
    ]);
    listWithheld(tx, context, [...salvaged.records, ...doubtful].filter(isUnknown));
    inDoubt = quarantineInDoubt(tx, context);
    // From a backup of before it would all be for sale again.
    records.push({ sequence: sequence + 1, ...everythingWithheld(inDoubt?.number ?? '', inDoubt?.quantity ?? 0) });
    continueOutboxAfter(tx, sequence + 1);
    numbered = { firstSequence: known + 1, lastSequence: sequence + 1 };
  }
  const restoredAt = context.now;
  const place = { folder: asideFolder, line: salvaged.line };
  const since = readAuditHead(tx)?.happenedAt ?? null;
  const kind = isWholeShopKnown ? 'issued-log-rebuilt' : 'issued-log-broken';
  insertRestoreFinding(tx, { restoredAt, kind, details: { ...place, since } });
  setSchedulesDisarmed(tx, true);
  audit(tx, context, {
    action: 'backups.setLogAside',
    subjectKind: 'shop',
    details: { ...place, isWholeShopKnown, ...numbered },
  });
  return { records, pendingMove: inDoubt?.isPending ? inDoubt.id : null };
}

/** That a key went out, or an order was served, is believed of a line that nothing vouches for; that it came back is not. */
export function believed(sequence: number, doubtful: readonly IssuedRecord[]): IssuedRecord {
  const pairs = [...issuedPairs(doubtful.filter(({ kind }) => kind !== 'keys-rereleased'))];
  return { sequence, kind: 'keys-salvaged', payload: { orders: issuedOrders(doubtful), pairs } };
}

/**
 * Lines that the database itself knows go into the log as they are. Compared whole: a first go that was cut short has counted
 * on past the numbers of lines that the database never had, and their keys must reach the log all the same.
 */
function withoutLinesOf(own: readonly IssuedRecord[], doubtful: readonly IssuedRecord[]): IssuedRecord[] {
  const known = new Set(own.map((record) => JSON.stringify(record)));
  return doubtful.filter((record) => !known.has(JSON.stringify(record)));
}

/**
 * Any key that the shop takes for free may have gone out in a line that cannot be read. Where a go before this one was cut
 * short, its document goes on.
 */
function quarantineInDoubt(tx: WriteTx, context: Context): BulkStart | null {
  const begun = readPendingDocuments(tx).find(isInDoubt);
  if (begun) {
    widenBulkMove(tx, begun);
    return begun;
  }
  const isAnyLeft = readLots(tx, { by: 'everything' }).some((lot) => countIn(lot, SELLABLE) > 0);
  if (!isAnyLeft) return null;
  const started = startBulkMove(tx, stockAuthor(context, tx), IN_DOUBT, {
    scope: { by: 'everything' },
    fromStates: SELLABLE,
    toState: 'quarantined',
    leavesExposed: false,
    movement: 'adjustment',
    reason: 'restore',
  });
  const details = { quantity: started.quantity, document: started.number };
  insertRestoreFinding(tx, { restoredAt: context.now, kind: 'keys-in-doubt', details });
  return started;
}
