import { processTree, readProcFile } from './process-tree.ts';

const SAMPLE_MILLISECONDS = 100;

/**
 * Watches how much memory a process and all it started hold together, a page that several of them share counted once
 * (proportional set size); until the first `stop`, which may come again. Linux only, elsewhere it answers 0.
 */
export function watchProcessTree(rootId: number): { stop(): number } {
  let peakMiB = 0;
  if (process.platform !== 'linux') return { stop: () => 0 };
  const timer = setInterval(() => {
    peakMiB = Math.max(peakMiB, treeMiB(rootId));
  }, SAMPLE_MILLISECONDS);
  return {
    stop() {
      clearInterval(timer);
      return peakMiB;
    },
  };
}

function treeMiB(rootId: number): number {
  return processTree(rootId).reduce((sum, id) => sum + residentKiB(id), 0) / 1024;
}

function residentKiB(id: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProcFile(`/proc/${id}/smaps_rollup`))?.[1] ?? 0);
}
