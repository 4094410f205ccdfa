import { Worker } from 'node:worker_threads';

/**
 * Ends the process when it grows beyond the limit while its main thread is too busy to say so. It is a thread with its
 * source inline, so that a bundled isolate stays one file.
 */
export function startMemoryGuard(limitMiB: number): void {
  const source = `
    setInterval(() => {
      if (process.memoryUsage.rss() > ${limitMiB * 1024 * 1024}) process.kill(process.pid, 'SIGKILL');
    }, 25);
  `;
  const worker = new Worker(source, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } });
  worker.on('error', () => undefined);
  worker.unref();
}
