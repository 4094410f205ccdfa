import { describe, expect, it } from 'vitest';
import { partName } from './queue-store.ts';

describe('the name of what is read of a dropped file', () => {
  it('tells sheets of two workbooks in one archive apart', () => {
    const first = partName('十月.zip', { entry: '一.xlsx' });
    expect(first).toBe('十月.zip › 一.xlsx');
    expect(partName(first, { entry: '一.xlsx', sheet: 'Sheet2' })).toBe('十月.zip › 一.xlsx › Sheet2');
    expect(partName(first, { entry: '二.xlsx', sheet: 'Sheet2' })).toBe('十月.zip › 二.xlsx › Sheet2');
  });

  it('is the file’s own again when another part is to be chosen', () => {
    expect(partName('十月.zip › 一.xlsx', {})).toBe('十月.zip');
  });
});
