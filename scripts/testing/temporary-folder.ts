import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder of Linux that lies in memory. */
const MEMORY_FOLDER = '/dev/shm';
/** What the folders of all tests that run at once take at most, several times over. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * Runs tests with their temporary folders in memory, where the machine has such a place and room in it: a test waits for its
 * disk a third of its time, at every commit of every shop. Where it has none, they lie where the system puts them.
 */
export async function withQuickFolders<Result>(
  run: (environment: Readonly<Record<string, string>>) => Promise<Result>,
): Promise<Result> {
  if (!hasRoom()) return run({});
  const folder = mkdtempSync(path.join(MEMORY_FOLDER, 'kacang-tests-'));
  try {
    return await run({ TMPDIR: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function hasRoom(): boolean {
  if (process.platform !== 'linux' || !existsSync(MEMORY_FOLDER)) return false;
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return Math.min(bavail * bsize, os.freemem()) >= ROOM_BYTES;
  } catch {
    return false;
  }
}
