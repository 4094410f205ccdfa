import { randomUUID } from 'node:crypto';
import type { CoreEvents } from '#core/events/core-events.ts';
import type { Logger } from '#core/logging/logger.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { storageFailure } from '#core/storage-failure.ts';
import type { JobKind, JobState } from '#shared/contract/files.contract.ts';
import type { JobId, UserId } from '#shared/domain/ids.ts';
import { shownJob } from './shown-job.ts';

/** What a running job is given: where it says how far it is, and the signal that asks it to stop. */
export interface JobHandle {
  readonly id: JobId;
  readonly signal: AbortSignal;
  progress(done: number, total: number | null): void;
}

export interface JobStart {
  readonly kind: JobKind;
  /** Who may see what it brings; null for the shop's own work, of which nobody needs the result. */
  readonly startedBy: UserId | null;
  /** What it works on, e.g. a file's name. Never a secret. */
  readonly subject: string;
  run(handle: JobHandle): Promise<unknown>;
}

/** Long work with a name, a progress and a cancel. Finished ones are remembered until the program ends. */
export interface Jobs {
  start(job: JobStart): JobState;
  /** As `viewer` may see them; without one, what anybody may see. */
  list(viewer?: UserId | null): JobState[];
  get(id: JobId, viewer?: UserId | null): JobState;
  /** Stops it; with `why` it ends as refused for that reason instead of as stopped by a person. */
  cancel(id: JobId, why?: Refusal): void;
  /** Resolves when the job has ended, however it did, with all it brought: for the core itself. */
  whenEnded(id: JobId): Promise<JobState>;
  /** Cancels what runs and waits for it. */
  close(): Promise<void>;
}

const REMEMBERED_JOBS = 50;

interface Entry {
  state: JobState;
  readonly startedBy: UserId | null;
  readonly controller: AbortController;
  readonly ended: Promise<JobState>;
}

export function createJobs(dependencies: { events: CoreEvents; logger: Logger; now: () => number }): Jobs {
  const { events, logger, now } = dependencies;
  const entries = new Map<JobId, Entry>();

  function update(entry: Entry, change: Partial<JobState>): void {
    entry.state = { ...entry.state, ...change };
    events.job(entry.state, entry.startedBy);
  }

  function forgetOldest(): void {
    for (const [id, entry] of entries) {
      if (entries.size <= REMEMBERED_JOBS) return;
      if (entry.state.endedAt !== null) entries.delete(id);
    }
  }

  function find(id: JobId): Entry {
    const entry = entries.get(id);
    if (!entry) throw notFound('job', id);
    return entry;
  }

  return {
    start({ kind, startedBy, subject, run }) {
      const id = randomUUID() as JobId;
      const controller = new AbortController();
      const state: JobState = {
        id,
        kind,
        subject,
        isOwn: false,
        state: 'running',
        done: 0,
        total: null,
        startedAt: now(),
        endedAt: null,
        result: null,
        error: null,
      };
      const { promise: ended, resolve } = Promise.withResolvers<JobState>();
      const entry: Entry = { state, startedBy, controller, ended };
      entries.set(id, entry);
      forgetOldest();
      events.job(state, startedBy);
      const handle: JobHandle = {
        id,
        signal: controller.signal,
        progress: (done, total) => update(entry, { done, total }),
      };
      void run(handle)
        .then((result) => update(entry, { state: 'done', result, endedAt: now() }))
        .catch((error: unknown) =>
          update(entry, { ...failure(error, controller.signal, logger, kind), endedAt: now() }),
        )
        .finally(() => resolve(entry.state));
      return state;
    },
    list: (viewer = null) => [...entries.values()].map(({ state, startedBy }) => shownJob(state, startedBy, viewer)),
    get(id, viewer = null) {
      const { state, startedBy } = find(id);
      return shownJob(state, startedBy, viewer);
    },
    cancel: (id, why) => find(id).controller.abort(why),
    whenEnded: (id) => find(id).ended,
    async close() {
      const running = [...entries.values()].filter(({ state }) => state.endedAt === null);
      for (const { controller } of running) controller.abort();
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}

function failure(error: unknown, signal: AbortSignal, logger: Logger, kind: string): Pick<JobState, 'state' | 'error'> {
  const { aborted, reason } = signal;
  if (aborted && !(reason instanceof Refusal)) return { state: 'cancelled', error: null };
  const refusal = aborted ? (reason as Refusal) : error instanceof Refusal ? error : storageFailure(error);
  if (refusal) return { state: 'failed', error: { code: refusal.code, data: refusal.data ?? null } };
  const correlationId = randomUUID();
  logger.error('job failed', { kind, correlationId, ...describeError(error) });
  return { state: 'failed', error: { code: 'UNEXPECTED', data: { correlationId } } };
}

/** An error for the log: its name and stack, without its message, which could quote what it stumbled over. */
export function describeError(error: unknown): { name: string; stack: string } {
  if (!(error instanceof Error)) return { name: typeof error, stack: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { name: error.name, stack: frames.slice(0, 12).join('\n') };
}
