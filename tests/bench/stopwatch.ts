import { treeCpuSeconds } from './process-cpu.ts';

/** Told to whoever watches the memory: what comes now (digests) is no part of the work. */
export const WORK_DONE = 'work-done';

/**
 * Wall time, and the time that this process and all that it started (the isolate) were on a core with all their threads: on a
 * machine where others work too, the second says more.
 */
export function startStopwatch(): () => { seconds: number; cpuSeconds: number } {
  const cpuBefore = treeCpuSeconds();
  const startedAt = performance.now();
  return () => {
    const seconds = (performance.now() - startedAt) / 1000;
    const cpuSeconds = treeCpuSeconds() - cpuBefore;
    process.send?.(WORK_DONE);
    return { seconds, cpuSeconds };
  };
}
