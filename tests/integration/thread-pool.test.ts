import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openWriteDatabase } from '#core/db/connection.ts';
import type { WriteQueue } from '#core/db/write-queue.ts';
import { createThreadPool } from '#core/jobs/thread-pool.ts';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';

afterEach(closeTestShops);

describe('the turn of a thread that dies', () => {
  it('is given back when its transaction is gone, so that the next writer does not wait for it', async () => {
    const databaseFile = path.join(newTestFolder(), 'kacang.db');
    openWriteDatabase(databaseFile).close();
    const next = new Database(databaseFile, { timeout: 0 });
    const begun: string[] = [];
    const queue: Pick<WriteQueue, 'lease'> = {
      lease: async () => ({
        release() {
          next.exec('BEGIN IMMEDIATE; ROLLBACK');
          begun.push('next');
        },
      }),
    };
    const entry = new URL('../support/failing-thread.ts', import.meta.url);
    const pool = createThreadPool({ entry, start: { databaseFile }, queue, limit: 1 });
    await expect(pool.run({ kind: 'dies', input: null, keys: null })).rejects.toThrow('The thread ends here.');
    expect(begun).toEqual(['next']);
    next.close();
    await pool.close();
  });
});
