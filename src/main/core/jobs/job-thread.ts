import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '#core/refusal.ts';
import { storageFailure } from '#core/storage-failure.ts';
import { jobKinds } from './job-kinds.ts';
import type { FromThread, ThreadJob, ThreadStart, ToThread } from './job-protocol.ts';
import { describeError } from './jobs.ts';
import { createThreadContext, JobCancelled, openThreadConnections, SourceFailed } from './thread-context.ts';

/** A job thread's own program: one job after the other, on connections that stay open. */
function main(): void {
  const port = parentPort;
  if (!port) throw new Error('A job thread runs in a worker.');
  const connections = openThreadConnections((workerData as ThreadStart).databaseFile);
  const send = (message: FromThread): void => port.postMessage(message);

  async function run(job: ThreadJob): Promise<FromThread> {
    const load = jobKinds[job.kind];
    if (!load || !port) throw new Error(`No job is called ${job.kind}.`);
    const context = createThreadContext(port, connections, job);
    try {
      const module = await load();
      return { type: 'done', result: await module.run(job.input as never, context) };
    } catch (error) {
      if (error instanceof JobCancelled || context.signal.aborted) return { type: 'cancelled' };
      if (error instanceof SourceFailed) return { type: 'source-failed' };
      const refusal = error instanceof Refusal ? error : storageFailure(error);
      if (refusal) return { type: 'refused', code: refusal.code, data: refusal.data };
      return { type: 'failed', ...describeError(error) };
    } finally {
      context.stop();
    }
  }

  port.on('message', (message: ToThread) => {
    if (message.type === 'run') void run(message.job).then(send);
  });
  send({ type: 'ready' });
}

main();
