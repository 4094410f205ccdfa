import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Core } from '#core/create-core.ts';
import { createCheckpoints, logState } from '#core/db/checkpoints.ts';
import { openWriteDatabase } from '#core/db/connection.ts';
import type { ThreadPool } from '#core/jobs/thread-pool.ts';
import { closeTestShops, newTestFolder, openTestShop } from '#tests/support/open-core.ts';

afterEach(closeTestShops);

/** Two hexadecimal digits for each byte. */
async function writeMebibytes({ kernel }: Core, mebibytes: number): Promise<void> {
  await kernel.queue.write((tx) => {
    tx.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, hex(randomblob(?)))').run(
      `filler ${mebibytes}`,
      (mebibytes / 2) * 1024 * 1024,
    );
  });
}

/** What job threads were asked for from now on. */
function watchThreads({ kernel }: Core): { kind: string; ended: Promise<unknown> }[] {
  const { run } = kernel.threads;
  const asked: { kind: string; ended: Promise<unknown> }[] = [];
  const watched: ThreadPool['run'] = (job) => {
    const ended = run<never>(job);
    asked.push({ kind: job.kind, ended });
    return ended;
  };
  Object.assign(kernel.threads, { run: watched });
  return asked;
}

describe('the write-ahead log', () => {
  it('is copied into the database by a job thread, never within the commit of a person', async () => {
    const shop = await openTestShop();
    // What making the shop wrote is copied when it closes.
    await shop.restart();
    const { core } = shop;
    const asked = watchThreads(core);
    // The log is looked at after every eighth write.
    for (let write = 0; write < 8; write += 1) await writeMebibytes(core, 0.25);
    expect(asked).toEqual([]);
    await writeMebibytes(core, 20);
    // More than what SQLite would have copied by itself.
    expect(logState(core.kernel.readDb).waiting).toBeGreaterThan(5000);
    for (let write = 0; write < 8; write += 1) await writeMebibytes(core, 0.25);
    expect(asked.map(({ kind }) => kind)).toEqual(['checkpoint']);
    await Promise.all(asked.map(({ ended }) => ended));
    expect(logState(core.kernel.readDb).waiting).toBe(0);
    await writeMebibytes(core, 1);
    expect(logState(core.kernel.readDb).pages).toBeLessThan(1000);
  });

  it('is copied by one thread at a time, and again where one was cut short', async () => {
    const db = openWriteDatabase(path.join(newTestFolder(), 'kacang.db'));
    const runs: PromiseWithResolvers<void>[] = [];
    const { look } = createCheckpoints({
      db,
      run() {
        const run = Promise.withResolvers<void>();
        runs.push(run);
        return run.promise;
      },
    });
    const lookOften = (): void => {
      for (let write = 0; write < 8; write += 1) look();
    };
    lookOften();
    expect(runs).toHaveLength(0);
    db.exec('CREATE TABLE filler (bytes BLOB) STRICT');
    db.prepare('INSERT INTO filler VALUES (randomblob(?))').run(20 * 1024 * 1024);
    lookOften();
    lookOften();
    expect(runs).toHaveLength(1);
    runs[0]?.reject(new Error('The program ends here.'));
    await new Promise((resolve) => setImmediate(resolve));
    lookOften();
    expect(runs).toHaveLength(2);
    db.close();
  });
});
