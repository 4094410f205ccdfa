import type { Session } from '#core/identity/session.ts';
import { shownJob } from '#core/jobs/shown-job.ts';
import type { CoreEvent, JobState } from '#shared/contract/files.contract.ts';
import type { UserId } from '#shared/domain/ids.ts';

/** Tells windows what changed. Each subscriber gets at most ten events a second: changes gather, a job's last state wins. */
export interface CoreEvents {
  changed(areas: readonly string[]): void;
  /** Only windows of the person who started it are told what it brought. */
  job(job: JobState, startedBy: UserId | null): void;
  /** The session of one window changed: signed in, locked, disabled. */
  session(sessionId: string): void;
  subscribe(session: Session, signal?: AbortSignal): AsyncGenerator<CoreEvent, void, void>;
}

const INTERVAL_MILLISECONDS = 100;

interface StartedJob {
  readonly job: JobState;
  readonly startedBy: UserId | null;
}

interface Subscriber {
  readonly session: Session;
  readonly areas: Set<string>;
  readonly jobs: Map<string, StartedJob>;
  isSessionChanged: boolean;
  wake: (() => void) | null;
}

export function createCoreEvents(): CoreEvents {
  const subscribers = new Set<Subscriber>();
  const tell = (subscriber: Subscriber): void => subscriber.wake?.();

  return {
    changed(areas) {
      for (const subscriber of subscribers) {
        for (const area of areas) subscriber.areas.add(area);
        tell(subscriber);
      }
    },
    job(job, startedBy) {
      for (const subscriber of subscribers) {
        subscriber.jobs.set(job.id, { job, startedBy });
        tell(subscriber);
      }
    },
    session(sessionId) {
      for (const subscriber of subscribers) {
        if (subscriber.session.id !== sessionId) continue;
        subscriber.isSessionChanged = true;
        tell(subscriber);
      }
    },
    async *subscribe(session, signal) {
      const subscriber: Subscriber = {
        session,
        areas: new Set(),
        jobs: new Map(),
        isSessionChanged: false,
        wake: null,
      };
      subscribers.add(subscriber);
      try {
        while (!signal?.aborted) {
          const events = takeEvents(subscriber);
          if (events.length === 0) await somethingHappens(subscriber, signal);
          else {
            yield* events;
            await pause(INTERVAL_MILLISECONDS, signal);
          }
        }
      } finally {
        subscribers.delete(subscriber);
      }
    },
  };
}

function takeEvents(subscriber: Subscriber): CoreEvent[] {
  const events: CoreEvent[] = [];
  if (subscriber.isSessionChanged) events.push({ kind: 'session' });
  // Whoever is signed in there now: a window may have changed hands since it subscribed. What happens in the shop, and the names
  // of its files, are told to nobody who is signed out.
  const viewer = subscriber.session.userId;
  if (viewer !== null) {
    if (subscriber.areas.size > 0) events.push({ kind: 'changed', areas: [...subscriber.areas] });
    for (const { job, startedBy } of subscriber.jobs.values()) {
      events.push({ kind: 'job', job: shownJob(job, startedBy, viewer) });
    }
  }
  subscriber.isSessionChanged = false;
  subscriber.areas.clear();
  subscriber.jobs.clear();
  return events;
}

function somethingHappens(subscriber: Subscriber, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      subscriber.wake = null;
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    subscriber.wake = wake;
    signal?.addEventListener('abort', wake);
  });
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });
}
