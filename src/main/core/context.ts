import { createHash, randomUUID } from 'node:crypto';
import type { CommandId, UserId } from '#shared/domain/ids.ts';
import { type Day, dayOf, type Month, monthOf } from '#shared/domain/time/business-time.ts';
import type { AuditHead } from './audit/audit.repo.ts';
import { type AuditEntry, recordAudit } from './audit/audit-chain.ts';
import { type EarlierCommand, findCommand, type OutboxLine, readOutbox, storeCommand } from './commands.repo.ts';
import type { Readable, ReadDb, WriteTx } from './db/connection.ts';
import type { Session } from './identity/session.ts';
import type { Kernel } from './kernel.ts';
import { Refusal } from './refusal.ts';
import { noteTime } from './settings/clock-mark.ts';
import { shopSettings } from './settings/shop-settings.ts';
import { storageFailure } from './storage-failure.ts';
import { hmac } from './vault/vault-keys.ts';

/** Who is asking, under which command id, and when. The first argument of every service procedure. */
export interface Context {
  readonly kernel: Kernel;
  readonly session: Session;
  /** Who is signed in; null for `anyone` procedures and for the shop's own schedules. */
  readonly userId: UserId | null;
  readonly commandId: CommandId | null;
  readonly procedure: string;
  /** Stands for the input when a command id comes again; null where there is no command id. */
  readonly inputText: string | null;
  readonly correlationId: string;
  /** The moment of the request, the same all through it. */
  readonly now: number;
  readonly db: ReadDb;
}

/** The context of the shop's own work: schedules, expiry, jobs that go on after their window closed. */
export function systemContext(kernel: Kernel, procedure: string, userId: UserId | null = null): Context {
  return {
    kernel,
    session: { id: 'system', userId, isLocked: false },
    userId,
    commandId: null,
    procedure,
    inputText: null,
    correlationId: randomUUID(),
    now: kernel.clock.now(),
    db: kernel.readDb,
  };
}

/** The signed-in user; the permission middleware has made sure that there is one. */
export function signedInUser(context: Context): UserId {
  if (context.userId === null) throw new Refusal('SIGN_IN_NEEDED');
  return context.userId;
}

/**
 * The one way to change something: one transaction, in which a command that was carried out before answers with its stored
 * reference instead. After the commit, what it issued is on the disk in issued.log before this returns; windows are told
 * which areas changed. `work` returns plain data (a reference, never a secret) and must not await.
 */
export async function write<Result>(
  context: Context,
  areas: readonly string[],
  work: (tx: WriteTx) => Result,
): Promise<Result> {
  const { kernel, commandId } = context;
  // On a full disk the database may still have room where the log has none: nothing more is begun until the log is caught up.
  if (behind.has(kernel)) flushIssued(kernel);
  const { result, issued } = await kernel.queue.write((tx) => {
    // What began before a restore was prepared: the next start would take it away, and nobody would know.
    if (kernel.restoring.isPrepared) throw new Refusal('RESTART_NEEDED');
    noteTime(tx, context.now);
    const done = commandId === null ? work(tx) : once(tx, context, commandId, work);
    return { result: done, issued: waitingForLog(kernel, tx) };
  });
  try {
    appendIssued(kernel, issued);
  } catch (error) {
    behind.add(kernel);
    const failure = storageFailure(error);
    throw failure ? new Refusal('ISSUED_LOG_FAILED', failure.data) : error;
  } finally {
    kernel.events.changed(areas);
  }
  return result;
}

/** Shops whose log could not take what their database has. */
const behind = new WeakSet<Kernel>();

/** Carries a command out, unless it was before: then it answers what it answered. */
function once<Result>(tx: WriteTx, context: Context, commandId: CommandId, work: (tx: WriteTx) => Result): Result {
  const inputDigest = commandInputDigest(context);
  const earlier = findCommand(tx, commandId);
  if (earlier) {
    requireSameCommand(context, earlier, inputDigest);
    return earlier.result as Result;
  }
  const fresh = work(tx);
  storeCommand(tx, {
    commandId,
    procedure: context.procedure,
    inputDigest,
    userId: context.userId,
    doneAt: context.now,
    result: fresh,
  });
  return fresh;
}

/** The reference a command id already stands for, so that a service can skip what it does before its write. */
export function earlierResult<Result>(context: Context): Result | null {
  if (context.commandId === null) return null;
  const earlier = findCommand(context.db, context.commandId);
  if (!earlier) return null;
  requireSameCommand(context, earlier, commandInputDigest(context));
  return earlier.result as Result;
}

/**
 * A repeat is the same procedure asked again by the same person for the same. Otherwise an id that another command left behind
 * would pass for a look at keys that was allowed, counted and recorded. The first start is nobody's: who repeats it is signed in
 * by then.
 */
function requireSameCommand({ procedure, userId }: Context, earlier: EarlierCommand, inputDigest: Buffer): void {
  const isSamePerson = earlier.userId === null || earlier.userId === userId;
  const isSame = earlier.procedure === procedure && isSamePerson && earlier.inputDigest.equals(inputDigest);
  if (!isSame) throw new Refusal('COMMAND_ID_REUSED');
}

/** Brings issued.log up to what the database says was issued. Nothing is shown to anyone before this returned. */
export function flushIssued(kernel: Kernel): void {
  appendIssued(kernel, waitingForLog(kernel, kernel.readDb));
  behind.delete(kernel);
}

function waitingForLog(kernel: Kernel, db: Readable): OutboxLine[] {
  return kernel.vault.isOpen ? readOutbox(db, kernel.issuedLog().lastSequence) : [];
}

/** What another write has appended meanwhile is left out. */
function appendIssued(kernel: Kernel, waiting: readonly OutboxLine[]): void {
  if (waiting.length === 0) return;
  const log = kernel.issuedLog();
  const missing = waiting.filter(({ sequence }) => sequence > log.lastSequence);
  log.append(missing.map(({ sequence, kind, payload }) => ({ sequence, kind, payload: JSON.parse(payload) })));
}

/** Appends to the audit trail inside the transaction; answers where the trail ends now. */
export function audit(tx: WriteTx, context: Context, entry: AuditEntry): AuditHead {
  const { userId, now, kernel } = context;
  return recordAudit(tx, { userId, now, auditKey: kernel.vault.keys().audit }, entry);
}

export interface BusinessDay {
  readonly day: Day;
  readonly month: Month;
}

/** Today in the shop's time zone; inside a write it is read by the transaction that is open anyway. */
export function today(context: Context, db: Readable = context.db): BusinessDay {
  const day = dayOf(context.now, shopSettings(db).timeZone);
  return { day, month: monthOf(day) };
}

function commandInputDigest(context: Context): Buffer {
  const text = context.inputText ?? '';
  const { vault } = context.kernel;
  return vault.isOpen ? hmac(vault.keys().audit, text) : createHash('sha256').update(text).digest();
}
