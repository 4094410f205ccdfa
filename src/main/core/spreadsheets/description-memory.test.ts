import { describe, expect, it } from 'vitest';
import { createDescriptionMemory } from './description-memory.ts';
import type { SheetFileDescription } from './sheet-description.ts';

const described = (fileName: string): SheetFileDescription => ({
  fileName,
  sha256: '00',
  format: 'text',
  isPasswordProtected: false,
  sheets: [],
});

function counting() {
  let scans = 0;
  const scan = () => {
    scans += 1;
    return Promise.resolve(described(`${scans}.csv`));
  };
  return { scan, count: () => scans };
}

describe('the memory of descriptions', () => {
  it('scans a file once for its look, its check and its posting, whichever sheet is chosen', async () => {
    const memory = createDescriptionMemory(() => 0);
    const { scan, count } = counting();
    await memory.recall('a', {}, scan);
    await memory.recall('a', { sheet: 'Sheet2' }, scan);
    await memory.recall('a', { sheet: undefined, password: undefined }, scan);
    expect(count()).toBe(1);
  });

  it('scans again where it is read otherwise, and for another file', async () => {
    const memory = createDescriptionMemory(() => 0);
    const { scan, count } = counting();
    await memory.recall('a', {}, scan);
    await memory.recall('a', { encoding: 'gb18030' }, scan);
    await memory.recall('a', { password: 'x' }, scan);
    await memory.recall('b', {}, scan);
    expect(count()).toBe(4);
  });

  it('forgets after a while, what is too much, and every failure', async () => {
    let time = 0;
    const memory = createDescriptionMemory(() => time);
    const { scan, count } = counting();
    await expect(memory.recall('a', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await memory.recall('a', {}, scan);
    time = 11 * 60_000;
    await memory.recall('a', {}, scan);
    expect(count()).toBe(2);
    for (const file of 'bcdefghijkl') await memory.recall(file, {}, scan);
    await memory.recall('a', {}, scan);
    expect(count()).toBe(14);
  });
});
