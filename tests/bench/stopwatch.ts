/**
 * Wall time, and the time that this process was on a core with all its threads: on a machine where others work too, the second
 * says more. Processes that were started (the isolate) are not in it.
 */
export function startStopwatch(): () => { seconds: number; cpuSeconds: number } {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
}
