import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDatabase, type Readable, type WriteDb } from './connection.ts';
import { createWriteQueue, type WriteQueue } from './write-queue.ts';

let folder: string;
let database: WriteDb;
let queue: WriteQueue;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-queue-'));
  database = openWriteDatabase(path.join(folder, 'shop.db'));
  database.exec('CREATE TABLE notes (text TEXT)');
  queue = createWriteQueue(database);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = (db: Readable): unknown => db.prepare('SELECT COUNT(*) FROM notes').pluck().get();

describe('reading what is committed', () => {
  it('sees the write before, and not one that was rolled back', async () => {
    await queue.write((tx) => tx.exec("INSERT INTO notes VALUES ('kept')"));
    const failed = queue.write((tx) => {
      tx.exec("INSERT INTO notes VALUES ('rolled back')");
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(queue.readCommitted(count)).toBe(1);
  });

  it('is refused within a write, where what is read might yet be rolled back', async () => {
    const mixed = queue.write(() => queue.readCommitted(count));
    await expect(mixed).rejects.toThrow('A read of what is committed inside a write.');
    expect(queue.readCommitted(count)).toBe(0);
  });
});
