import type { CoreEvent, JobState } from '#shared/contract/files.contract.ts';
import { api, client } from './client.ts';
import { logger } from './logger.ts';
import { queryClient } from './query-client.ts';
import { refresher } from './refresh.ts';
import { readToken } from './session-token.ts';

type TabMessage = { kind: 'event'; event: CoreEvent } | { kind: 'connected' };
type EventListener = (event: CoreEvent) => void;

const FIRST_RETRY_MILLISECONDS = 500;
const LAST_RETRY_MILLISECONDS = 15_000;

const listeners = new Set<EventListener>();

/** Hears every event of the core that this window is told. */
export function onCoreEvent(listener: EventListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Keeps what the window shows up to date until `signal` aborts. Tabs of one session share one stream, since a browser allows
 * six connections to an origin: the tab that holds the lock reads it and passes events on; when it closes, another takes over.
 */
export async function followEvents(signal: AbortSignal): Promise<void> {
  const name = `kacang.events.${await sessionMark()}`;
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', (message: MessageEvent<TabMessage>) => receive(message.data));
  signal.addEventListener('abort', () => channel.close());
  const lead = () => readEventsUntilAborted(channel, signal);
  await navigator.locks.request(name, { signal }, lead).catch((error: unknown) => {
    if (!signal.aborted) logger.warn('The event stream could not be taken over.', error);
  });
}

/** Tabs with different sessions must not share a stream; the mark tells them apart without being the token. */
async function sessionMark(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(readToken() ?? 'desktop'));
  return Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function readEventsUntilAborted(channel: BroadcastChannel, signal: AbortSignal): Promise<void> {
  let delay = FIRST_RETRY_MILLISECONDS;
  while (!signal.aborted) {
    try {
      const events = await client.events.subscribe(undefined, { signal });
      // What was read before the stream stood may be out of date already: nobody told of the changes in between.
      announce(channel, { kind: 'connected' });
      for await (const event of events) {
        delay = FIRST_RETRY_MILLISECONDS;
        announce(channel, { kind: 'event', event });
      }
    } catch (error) {
      if (!signal.aborted) logger.warn('The event stream broke; it is opened again.', error);
    }
    await pause(delay * (0.75 + Math.random() / 2), signal);
    delay = Math.min(delay * 2, LAST_RETRY_MILLISECONDS);
  }
}

function announce(channel: BroadcastChannel, message: TabMessage): void {
  receive(message);
  channel.postMessage(message);
}

function receive(message: TabMessage): void {
  if (message.kind === 'connected') {
    refresher.everythingMayHaveChanged();
    return;
  }
  const { event } = message;
  switch (event.kind) {
    case 'changed':
      refresher.areasChanged(event.areas);
      break;
    case 'job':
      rememberJob(event.job);
      break;
    case 'session':
      void queryClient.invalidateQueries({ queryKey: api.sessions.key() });
      break;
  }
  for (const listener of listeners) listener(event);
}

function rememberJob(job: JobState): void {
  queryClient.setQueryData(api.jobs.list.queryKey(), (jobs) =>
    jobs ? [job, ...jobs.filter((other) => other.id !== job.id)] : jobs,
  );
  queryClient.setQueryData(api.jobs.get.queryKey({ input: { id: job.id } }), job);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
