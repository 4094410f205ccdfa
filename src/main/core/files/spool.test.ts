import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSpooledFile } from './byte-source.ts';
import { createSpool, type Spool } from './spool.ts';
import { FRAME_SIZE, SEALED_FRAME_SIZE } from './spool-frames.ts';

let folder: string;
let spool: Spool;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kacang-spool-'));
  spool = createSpool({ folder, now: () => 0, maxSize: 4 * 1024 * 1024 });
  await spool.start();
});
afterEach(async () => {
  await spool.stop();
  await rm(folder, { recursive: true, force: true });
});

async function stage(bytes: Uint8Array, chunkSize: number): Promise<string> {
  const id = await spool.begin(null, 'keys.csv', bytes.length);
  for (let at = 0; at < bytes.length; at += chunkSize) await spool.append(id, bytes.subarray(at, at + chunkSize));
  await spool.finish(id);
  return id;
}

async function onDisk(): Promise<Buffer> {
  const names = await readdir(folder);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}

describe('the spool', () => {
  it.each([0, 1, FRAME_SIZE - 1, FRAME_SIZE, FRAME_SIZE + 1, 3 * FRAME_SIZE + 12_345])(
    'gives back %i bytes at any place',
    async (size) => {
      const bytes = randomBytes(size);
      const id = await stage(bytes, 100_001);
      expect(spool.staged(id)).toMatchObject({ size, sha256: createHash('sha256').update(bytes).digest('hex') });
      const source = openSpooledFile(spool.reader(id));
      expect(source.read(0, size + 10).equals(bytes)).toBe(true);
      for (const [offset, length] of [
        [size - 5, 10],
        [FRAME_SIZE - 3, 7],
        [0, 4],
      ] as const) {
        expect(Buffer.from(source.read(Math.max(0, offset), length))).toEqual(
          bytes.subarray(Math.max(0, offset), Math.max(0, offset) + length),
        );
      }
      source.close();
    },
  );

  it('keeps nothing plain on disk, and shows it when something would', async () => {
    const canary = 'CANARY-7F3K-9Q2M';
    await stage(Buffer.from(`卡号,卡密\n0001,${canary}\n`.repeat(20_000)), 65_536);
    const disk = await onDisk();
    expect(disk.length).toBeGreaterThan(500_000);
    for (const needle of [Buffer.from(canary), Buffer.from('卡密'), Buffer.from(canary, 'utf16le')]) {
      expect(disk.includes(needle)).toBe(false);
    }
    await writeFile(join(folder, 'leak.spooled'), canary);
    expect((await onDisk()).includes(canary)).toBe(true);
  });

  it('notices a changed byte, frames that changed places, and frames of another file', async () => {
    const bytes = randomBytes(FRAME_SIZE * 2);
    const id = await stage(bytes, FRAME_SIZE);
    const file = spool.reader(id);
    const sealed = await readFile(file.path);
    const readAll = (): Buffer => {
      const source = openSpooledFile(file);
      try {
        return source.read(0, file.size);
      } finally {
        source.close();
      }
    };
    const flipped = Buffer.from(sealed);
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    await writeFile(file.path, flipped);
    expect(readAll).toThrow();
    await writeFile(
      file.path,
      Buffer.concat([sealed.subarray(SEALED_FRAME_SIZE), sealed.subarray(0, SEALED_FRAME_SIZE)]),
    );
    expect(readAll).toThrow();
    await writeFile(file.path, sealed.subarray(0, SEALED_FRAME_SIZE));
    expect(readAll).toThrow();
    await writeFile(file.path, sealed);
    expect(readAll().equals(bytes)).toBe(true);
  });

  it('refuses what is larger than allowed, announced or not, and leaves nothing', async () => {
    await expect(spool.begin(null, 'big', 5 * 1024 * 1024)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    const id = await spool.begin(null, 'big');
    await spool.append(id, randomBytes(3 * 1024 * 1024));
    await expect(spool.append(id, randomBytes(2 * 1024 * 1024))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a file that is not complete', async () => {
    const id = await spool.begin(null, 'half', 10);
    await spool.append(id, randomBytes(5));
    await expect(spool.finish(id)).rejects.toMatchObject({ code: 'FILE_INCOMPLETE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('stages pasted text as UTF-8 and refuses half a character', async () => {
    const staged = await spool.stageText(null, 'paste', '卡号----0001');
    expect(staged.origin).toBe('paste');
    const source = openSpooledFile(spool.reader(staged.id));
    expect(source.read(0, 100).toString('utf8')).toBe('卡号----0001');
    source.close();
    await expect(spool.stageText(null, 'paste', 'x\ud800')).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'text', rule: 'WELL_FORMED' },
    });
  });

  it('forgets the key with the file and sweeps what an earlier run left', async () => {
    const id = await stage(randomBytes(100), 100);
    const { key } = spool.reader(id);
    await spool.discard(id);
    expect(key.every((byte) => byte === 0)).toBe(true);
    expect(() => spool.reader(id)).toThrow();
    await writeFile(join(folder, 'old.spooled'), 'x');
    await writeFile(join(folder, 'mine.txt'), 'x');
    await createSpool({ folder, now: () => 0 }).start();
    expect(await readdir(folder)).toEqual(['mine.txt']);
  });
});
