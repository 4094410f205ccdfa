import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { api, client } from '../../lib/client.ts';
import { logger } from '../../lib/logger.ts';

const ACTIVITY_CHANNEL = 'kacang.activity';
const ACTIVITY_EVENTS = ['pointerdown', 'keydown', 'wheel', 'pointermove'] as const;
const CHECK_MILLISECONDS = 5_000;

/** Locks this window: what stands on the page is covered and kept, secrets and commands are refused. */
export function useLockWindow(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    client.sessions
      .lock()
      .then((state) => queries.setQueryData(api.sessions.state.queryKey(), state))
      .catch((error: unknown) => logger.warn('The window could not be locked.', error));
  }, [queries]);
}

/**
 * Locks after minutes without a hand on any of this session's tabs. The clock is compared, not a timer counted: a PC that slept
 * locks as soon as it wakes.
 */
export function useIdleLock(isActive: boolean, afterMinutes: number): void {
  const lockWindow = useLockWindow();
  useEffect(() => {
    if (!isActive || afterMinutes <= 0) return;
    let lastActiveAt = Date.now();
    let toldAt = 0;
    const channel = new BroadcastChannel(ACTIVITY_CHANNEL);
    const isDue = (): boolean => Date.now() - lastActiveAt >= afterMinutes * 60_000;
    const noticeActivity = (): void => {
      // The first move after a sleep must not count as having been here.
      if (isDue()) {
        lockWindow();
        return;
      }
      lastActiveAt = Date.now();
      if (lastActiveAt - toldAt < CHECK_MILLISECONDS) return;
      toldAt = lastActiveAt;
      channel.postMessage('active');
    };
    channel.addEventListener('message', () => {
      lastActiveAt = Date.now();
    });
    for (const name of ACTIVITY_EVENTS) window.addEventListener(name, noticeActivity, { passive: true });
    const timer = setInterval(() => {
      if (isDue()) lockWindow();
    }, CHECK_MILLISECONDS);
    return () => {
      clearInterval(timer);
      channel.close();
      for (const name of ACTIVITY_EVENTS) window.removeEventListener(name, noticeActivity);
    };
  }, [isActive, afterMinutes, lockWindow]);
}
