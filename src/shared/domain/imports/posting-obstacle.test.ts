import { describe, expect, it } from 'vitest';
import { postingObstacle } from './posting-obstacle.ts';

const whole = { accepted: 2, byReason: {}, brokenTotals: [] };
const receipt = { receiptKind: 'purchase', settlement: 'account', amountCharged: null };
const careful = { ...receipt, acceptsBrokenTotals: false, recordsRefused: false, purchaseOrder: null };
const recording = { ...careful, recordsRefused: true, purchaseOrder: { id: 1, revision: 1 } };

describe('what keeps a key sheet from being posted', () => {
  it('is nothing where a row is taken in, whatever became of the others', () => {
    expect(postingObstacle({ ...whole, byReason: { RESOLD: 7 } }, careful)).toBeNull();
  });

  it('is that no row is taken in, of a sheet without rows too', () => {
    expect(postingObstacle({ ...whole, accepted: 0 }, careful)).toBe('NOTHING_TO_IMPORT');
    expect(postingObstacle({ ...whole, accepted: 0, byReason: { RE_SENT: 2, RESOLD: 1 } }, careful)).toBe(
      'NOTHING_TO_IMPORT',
    );
    expect(postingObstacle({ ...whole, accepted: 0, byReason: { DUPLICATE_IN_FILE: 1 } }, careful)).toBe(
      'NOTHING_TO_IMPORT',
    );
  });

  it('is nothing where all keys were sent before in the same lot', () => {
    expect(
      postingObstacle({ ...whole, accepted: 0, byReason: { RE_SENT: 2, DUPLICATE_IN_FILE: 1 } }, careful),
    ).toBeNull();
  });

  it('is nothing where all keys are bad or known and a person records that against an order', () => {
    const refused = { ...whole, accepted: 0, byReason: { RESOLD: 2, NUMBER_MANGLED: 1 } };
    expect(postingObstacle(refused, recording)).toBeNull();
    expect(postingObstacle(refused, { ...recording, recordsRefused: false })).toBe('NOTHING_TO_IMPORT');
    expect(postingObstacle(refused, { ...recording, purchaseOrder: null })).toBe('NOTHING_TO_IMPORT');
    // Without an order what was charged for them stands on the account.
    const charged = { ...recording, purchaseOrder: null, amountCharged: 100 };
    expect(postingObstacle(refused, charged)).toBeNull();
    expect(postingObstacle(refused, { ...charged, amountCharged: 0 })).toBe('NOTHING_TO_IMPORT');
    expect(postingObstacle(refused, { ...charged, settlement: 'none' })).toBe('NOTHING_TO_IMPORT');
    expect(postingObstacle(refused, { ...charged, receiptKind: 'gift' })).toBe('NOTHING_TO_IMPORT');
    // Nothing of it was delivered.
    const hidden = { ...whole, accepted: 0, byReason: { HIDDEN_ROW: 3 } };
    expect(postingObstacle(hidden, recording)).toBe('NOTHING_TO_IMPORT');
  });

  it("is the sheet's own totals, until someone goes on in spite of them", () => {
    const broken = { ...whole, brokenTotals: [{}] };
    expect(postingObstacle(broken, careful)).toBe('TOTALS_DO_NOT_AGREE');
    expect(postingObstacle(broken, { ...careful, acceptsBrokenTotals: true })).toBeNull();
  });
});
