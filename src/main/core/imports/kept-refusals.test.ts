import { describe, expect, it } from 'vitest';
import { createKeptRefusals } from './kept-refusals.ts';
import type { PreparedRefusal } from './prepared-keys.ts';

const MEBIBYTE = 1024 * 1024;

function refused(rowNumber: number, sealedRow: Uint8Array | null): PreparedRefusal {
  return { rowNumber, columnIndex: null, reason: 'FIELD_MISSING', detail: {}, cost: null, sealedRow };
}

describe('refused rows that are kept for their workbook', () => {
  it('are as many as 64 MiB hold, and none that comes after one without room', () => {
    const kept = createKeptRefusals();
    const long = new Uint8Array(20 * MEBIBYTE);
    kept.add([refused(1, long), refused(2, long)]);
    kept.add([refused(3, long), refused(4, long), refused(5, new Uint8Array(10))]);
    kept.add([refused(6, new Uint8Array(10))]);
    expect(kept.refusals.map(({ rowNumber }) => rowNumber)).toEqual([1, 2, 3]);
  });

  it('are at most 100 000, with bytes of their own', () => {
    const kept = createKeptRefusals();
    const row = Uint8Array.of(7);
    kept.add(Array.from({ length: 100_001 }, (_, index) => refused(index + 1, row)));
    row[0] = 0;
    expect(kept.refusals).toHaveLength(100_000);
    expect(kept.refusals.at(-1)).toEqual(refused(100_000, Uint8Array.of(7)));
  });
});
