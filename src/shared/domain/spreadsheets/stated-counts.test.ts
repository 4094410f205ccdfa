import { describe, expect, it } from 'vitest';
import { findBrokenCounts, type StatedCount } from './stated-counts.ts';

const heading = (rowNumber: number, stated: number, keysBefore: number): StatedCount => ({
  rowNumber,
  stated,
  keysBefore,
  isTotal: false,
});
const total = (rowNumber: number, stated: number, keysBefore: number): StatedCount => ({
  ...heading(rowNumber, stated, keysBefore),
  isTotal: true,
});

describe('counts that a sheet states of itself', () => {
  it('takes a heading for what follows it, up to the next heading or to the end', () => {
    expect(findBrokenCounts([heading(1, 3, 0), heading(5, 2, 3)], 5)).toEqual([]);
    expect(findBrokenCounts([heading(1, 3, 0), heading(4, 2, 2)], 4)).toEqual([
      { rowNumber: 1, stated: 3, counted: 2 },
    ]);
  });

  it('lets a heading promise the whole sheet, and a last line count what stood above it', () => {
    expect(findBrokenCounts([heading(1, 5, 0), heading(2, 3, 0), heading(6, 2, 3)], 5)).toEqual([]);
    expect(findBrokenCounts([heading(9, 5, 5)], 5)).toEqual([]);
  });

  it('takes a total for the part since the last total or for everything above', () => {
    expect(findBrokenCounts([total(4, 3, 3), total(7, 2, 5), total(8, 5, 5)], 5)).toEqual([]);
    expect(findBrokenCounts([total(4, 4, 3)], 3)).toEqual([{ rowNumber: 4, stated: 4, counted: 3 }]);
  });

  it('lets a count mean what came in alone, where sentences between the keys were refused', () => {
    expect(findBrokenCounts([total(9, 6, 8)], 8, 6)).toEqual([]);
    expect(findBrokenCounts([total(9, 7, 8)], 8, 6)).toEqual([{ rowNumber: 9, stated: 7, counted: 8 }]);
  });

  it('names every statement that is wrong', () => {
    expect(findBrokenCounts([heading(1, 10, 0), total(9, 10, 7)], 7)).toEqual([
      { rowNumber: 1, stated: 10, counted: 7 },
      { rowNumber: 9, stated: 10, counted: 7 },
    ]);
  });
});
