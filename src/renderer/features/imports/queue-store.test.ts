import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/domain/time/business-time.ts';
import { partName, type QueuedFile, without } from './queue-store.ts';
import { newReceiptDraft } from './receipt-draft.ts';

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

describe('a posted file that is cleared', () => {
  it('is remembered by what of it was read, without its password', () => {
    const file: QueuedFile = {
      key: 'a',
      name: '十月.xlsx',
      size: 1,
      staging: { state: 'failed' },
      read: { sheet: '一', password: 'open sesame' },
      columns: null,
      receipt: newReceiptDraft('2026-11-21' as Day),
      attempt: null,
      progress: 'posted',
    };
    const { files, cleared } = without({ files: [file], cleared: [], currentKey: 'a' }, () => true);
    expect(files).toEqual([]);
    expect(cleared.map(({ read }) => read.sheet)).toEqual(['一']);
    expect(JSON.stringify(cleared)).not.toContain('open sesame');
  });
});
