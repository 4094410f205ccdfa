import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followEvents } from './events.ts';
import { refresher } from './refresh.ts';

/** A stream that stays open until whoever reads it goes away. */
const subscribe = vi.hoisted(() =>
  vi.fn(async (_input: undefined, { signal }: { signal: AbortSignal }) =>
    (async function* () {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield* [];
    })(),
  ),
);
vi.mock('./client.ts', () => ({ api: {}, client: { events: { subscribe } } }));
vi.mock('./session-token.ts', () => ({ readToken: () => 'token' }));

const windows: AbortController[] = [];
const readAgain = vi.spyOn(refresher, 'everythingMayHaveChanged').mockImplementation(() => undefined);

function openWindow(): AbortController {
  const window = new AbortController();
  windows.push(window);
  void followEvents(window.signal);
  return window;
}

beforeEach(() => {
  subscribe.mockClear();
  readAgain.mockClear();
});
afterEach(() => {
  for (const window of windows.splice(0)) window.abort();
});

it('reads again what was read before the stream stood', async () => {
  openWindow();
  await vi.waitFor(() => expect(readAgain).toHaveBeenCalledTimes(1));
  expect(subscribe).toHaveBeenCalledTimes(1);
});

it('reads again in the window that takes the stream over', async () => {
  const first = openWindow();
  await vi.waitFor(() => expect(readAgain).toHaveBeenCalledTimes(1));
  openWindow();
  first.abort();
  await vi.waitFor(() => expect(subscribe).toHaveBeenCalledTimes(2));
  await vi.waitFor(() => expect(readAgain).toHaveBeenCalledTimes(2));
});
