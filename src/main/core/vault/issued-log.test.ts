import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** What the disk does with the next writes: takes so many bytes, or is full. */
const disk = vi.hoisted((): { takes: (number | 'full')[] } => ({ takes: [] }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    writeSync(descriptor: number, bytes: Uint8Array | string, offset = 0): number {
      const takes = disk.takes.shift();
      if (takes === 'full') throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
      const whole = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
      return fs.writeSync(descriptor, whole, offset, takes ?? whole.length - offset);
    },
  };
});

const { openIssuedLog, readIssuedLog } = await import('./issued-log.ts');

const KEY = Buffer.alloc(32, 7);
const line = (sequence: number) => ({ sequence, kind: 'keys', payload: { pairs: [`pair ${sequence}`] } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-log-'));
});
afterEach(() => {
  disk.takes = [];
  rmSync(folder, { recursive: true, force: true });
});

describe('issued.log on a disk that fills up', () => {
  it('writes on where the disk took only a part of a line', () => {
    const log = openIssuedLog(folder, KEY);
    disk.takes = [5];
    log.append([line(1)]);
    log.append([line(2)]);
    expect(readIssuedLog(folder, KEY)).toEqual([line(1), line(2)]);
    log.close();
  });

  it('leaves nothing of a line that found no room, and takes it again once there is some', () => {
    const log = openIssuedLog(folder, KEY);
    log.append([line(1)]);
    disk.takes = [5, 'full'];
    expect(() => log.append([line(2)])).toThrow('full');
    expect(log.lastSequence).toBe(1);
    log.append([line(2)]);
    log.append([line(3)]);
    expect(readIssuedLog(folder, KEY)).toEqual([line(1), line(2), line(3)]);
    log.close();
  });
});
