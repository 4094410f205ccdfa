import { describe, expect, it } from 'vitest';
import { postingObstacle } from './posting-obstacle.ts';

const whole = { accepted: 2, byReason: {}, brokenTotals: [] };

describe('what keeps a key sheet from being posted', () => {
  it('is nothing where a row is taken in, whatever became of the others', () => {
    expect(postingObstacle({ ...whole, byReason: { RESOLD: 7 } }, false)).toBeNull();
  });

  it('is that no row is taken in, of a sheet without rows too', () => {
    expect(postingObstacle({ ...whole, accepted: 0 }, false)).toBe('NOTHING_TO_IMPORT');
    expect(postingObstacle({ ...whole, accepted: 0, byReason: { RE_SENT: 2, RESOLD: 1 } }, false)).toBe(
      'NOTHING_TO_IMPORT',
    );
    expect(postingObstacle({ ...whole, accepted: 0, byReason: { DUPLICATE_IN_FILE: 1 } }, false)).toBe(
      'NOTHING_TO_IMPORT',
    );
  });

  it('is nothing where all keys were sent before in the same lot', () => {
    expect(
      postingObstacle({ ...whole, accepted: 0, byReason: { RE_SENT: 2, DUPLICATE_IN_FILE: 1 } }, false),
    ).toBeNull();
  });

  it("is the sheet's own totals, until someone goes on in spite of them", () => {
    const broken = { ...whole, brokenTotals: [{}] };
    expect(postingObstacle(broken, false)).toBe('TOTALS_DO_NOT_AGREE');
    expect(postingObstacle(broken, true)).toBeNull();
  });
});
