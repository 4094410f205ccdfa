import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { CommandId, JobId } from '#shared/domain/ids.ts';
import { forgetCheck, markForCheck } from './backup/damage.ts';
import { listReplacedLog } from './backup/issued-recovery.ts';
import { openDatabases } from './backup/open-databases.ts';
import { applyPreparedRestore, forgetRestore } from './backup/restore-folder.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Context, flushIssued } from './context.ts';
import { createCheckpoints } from './db/checkpoints.ts';
import { type InstanceDescription, takeInstanceLock } from './db/instance-lock.ts';
import { readMigrations } from './db/migrate.ts';
import { createWriteQueue } from './db/write-queue.ts';
import { createCoreEvents } from './events/core-events.ts';
import { createSpool } from './files/spool.ts';
import type { Host } from './host.ts';
import { createSessions, type Session } from './identity/session.ts';
import { createJobs } from './jobs/jobs.ts';
import { createThreadPool } from './jobs/thread-pool.ts';
import type { CorePaths, Kernel } from './kernel.ts';
import type { Logger } from './logging/logger.ts';
import { createRouter, type Router } from './router.ts';
import { createServices, type Services } from './services.ts';
import { type IssuedLog, openIssuedLog } from './vault/issued-log.ts';
import { type PassphraseStrength, STRONG_DERIVATION } from './vault/key-wrap.ts';
import { createVault, type Vault } from './vault/vault.ts';

const JOB_THREADS = 4;

export interface CoreOptions {
  readonly paths: CorePaths;
  readonly host: Host;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Weaker in tests only; see docs/SECURITY.md. */
  readonly passphraseStrength?: PassphraseStrength;
}

/** The application, whatever host it runs in. */
export interface Core {
  readonly router: Router;
  readonly services: Services;
  readonly kernel: Kernel;
  /** A new window, or one run of the command line. */
  openSession(): Session;
  closeSession(session: Session): void;
  /** Locks a window that someone is signed in to, as when the PC goes to sleep; what runs goes on. */
  lockSession(session: Session): void;
  /** The context of one call; `procedure` is its dotted path and `input` what was sent. */
  contextFor(session: Session, procedure: string, input: unknown): Context;
  /** The computer woke up, or its clock was set: what time does to the shop is done now, a slept-through day change once. */
  followTime(): Promise<void>;
  /** Tells other processes of this machine who holds the folder and how to talk to it. */
  describeInstance(description: Omit<InstanceDescription, 'pid' | 'startedAt'>): void;
  stop(): Promise<void>;
}

/**
 * Opens the data folder and starts the application on it. Refuses with FolderHeld while another process has it, with
 * DatabaseFromFuture or MigrationChanged where this version must not touch it; then nothing was changed.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { paths, host, logger, clock = systemClock, passphraseStrength = STRONG_DERIVATION } = options;
  mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
  const lock = takeInstanceLock(paths.folder);
  // Closed again, last first, should the start fail halfway.
  const opened: { close(): void | Promise<void> }[] = [];
  try {
    const restored = applyPreparedRestore(paths.folder);
    if (restored) {
      logger.warn('restored', { isLogReplaced: restored.isLogReplaced });
      forgetCheck(paths.folder);
    }
    const databases = await openDatabases(paths.folder, readMigrations(paths.migrations), clock.now());
    opened.push(databases);
    const { databaseFile, writeDb, readDb, damage } = databases;
    if (damage) logger.error('database damaged', { damage });
    const checkpoints = createCheckpoints({
      db: readDb,
      run: () => kernel.threads.run({ kind: 'checkpoint', input: null, keys: null }),
    });
    const queue = createWriteQueue(writeDb, checkpoints.look);
    const events = createCoreEvents();
    const vault = createVault();
    const spool = createSpool({ folder: path.join(paths.folder, 'spool'), now: clock.now });
    await spool.start();
    const issued = createIssuedLogHolder(paths.folder, vault);
    const kernel: Kernel = {
      paths,
      databaseFile,
      clock,
      logger,
      host,
      readDb,
      queue,
      vault,
      closeVault() {
        if (vault.isOpen) flushIssued(kernel);
        issued.close();
        vault.lock();
      },
      issuedLog: issued.get,
      events,
      jobs: createJobs({ events, logger, now: clock.now }),
      threads: createThreadPool({ entry: host.jobThreadEntry, start: { databaseFile }, queue, limit: JOB_THREADS }),
      spool,
      sessions: createSessions(),
      passphraseStrength,
      restoring: { isPrepared: false },
      damage,
      noteDamage: () => markForCheck(paths.folder),
    };
    // A thread that was left would keep the process from ending, and a command of the night with it.
    opened.push({
      async close() {
        await kernel.threads.close();
        await kernel.jobs.close();
      },
    });
    if (restored?.isLogReplaced && !damage) {
      await listReplacedLog(kernel, restored.replacedFolder);
      forgetRestore(paths.folder);
    }
    const services: Services = createServices(kernel, (asker, contextOf) =>
      createRouterClient(router, {
        context: asker,
        interceptors: [
          ({ path, input, next, ...call }) => next({ ...call, path, input, context: contextOf(path.join('.'), input) }),
        ],
      }),
    );
    const router = createRouter(services);
    await services.start();
    return {
      router,
      services,
      kernel,
      openSession: () => kernel.sessions.open(),
      closeSession: (session) => kernel.sessions.close(session),
      lockSession(session) {
        if (session.userId === null || session.isLocked) return;
        session.isLocked = true;
        events.session(session.id);
      },
      contextFor: (session, procedure, input) => createContext(kernel, session, procedure, input),
      followTime: services.schedules.tick,
      describeInstance: (description) => lock.describe({ ...description, pid: process.pid, startedAt: clock.now() }),
      async stop() {
        await services.stop();
        await kernel.jobs.close();
        await kernel.threads.close();
        await queue.close();
        kernel.closeVault();
        await spool.stop();
        databases.close();
        lock.release();
      },
    };
  } catch (error) {
    for (const one of opened.reverse()) await one.close();
    lock.release();
    throw error;
  }
}

/** issued.log is opened with the vault's key, at its first use after a sign-in. */
function createIssuedLogHolder(folder: string, vault: Vault) {
  let log: IssuedLog | null = null;
  return {
    get(): IssuedLog {
      log ??= openIssuedLog(folder, vault.keys().issued);
      return log;
    },
    close(): void {
      log?.close();
      log = null;
    },
  };
}

function createContext(kernel: Kernel, session: Session, procedure: string, input: unknown): Context {
  const commandId = commandIdOf(input);
  return {
    kernel,
    session,
    userId: session.userId,
    commandId,
    procedure,
    inputText: commandId === null ? null : JSON.stringify(input),
    correlationId: randomUUID(),
    now: kernel.clock.now(),
    db: kernel.readDb,
  };
}

function commandIdOf(input: unknown): CommandId | null {
  if (typeof input !== 'object' || input === null || !('commandId' in input)) return null;
  return typeof input.commandId === 'string' ? (input.commandId as CommandId) : null;
}

/** Resolves when a job has ended; for tests and the command line. */
export function whenJobEnded(core: Core, id: JobId) {
  return core.kernel.jobs.whenEnded(id);
}
