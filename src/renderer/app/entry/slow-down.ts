import { useEffect, useState } from 'react';
import { errorData } from '../../lib/error-text.ts';

/** Seconds left until another try is taken, counted down; 0 when one may try. */
export function useSlowDown(error: unknown): number {
  const [until, setUntil] = useState(0);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const data = errorData(error, 'SLOWED_DOWN');
    if (typeof data?.retryAfterMilliseconds === 'number') setUntil(Date.now() + data.retryAfterMilliseconds);
  }, [error]);
  useEffect(() => {
    const tick = (): void => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    if (until <= Date.now()) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
