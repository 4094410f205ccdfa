import { treeCpuSeconds } from './process-cpu.ts';

/**
 * Wall time, and the time that this process and all that it started (the isolate) were on a core with all their threads: on a
 * machine where others work too, the second says more.
 */
export function startStopwatch(): () => { seconds: number; cpuSeconds: number } {
  const cpuBefore = treeCpuSeconds();
  const startedAt = performance.now();
  return () => {
    const seconds = (performance.now() - startedAt) / 1000;
    return { seconds, cpuSeconds: treeCpuSeconds() - cpuBefore };
  };
}
