import { describe, expect, it } from 'vitest';
import { isSameLot } from './same-lot.ts';

const lot = { supplierId: 1, externalNumber: '', batchLabel: '' };

describe('two deliveries of the same keys', () => {
  it('are one lot by their order number, whatever their batch numbers', () => {
    const first = { ...lot, externalNumber: 'PO-1', batchLabel: 'A' };
    expect(isSameLot(first, { ...lot, externalNumber: ' ＰＯ-1 ', batchLabel: 'B' })).toBe(true);
    expect(isSameLot(first, { ...first, externalNumber: 'PO-2' })).toBe(false);
  });

  it('are one lot by their batch number where an order number is missing', () => {
    expect(isSameLot({ ...lot, externalNumber: 'PO-1', batchLabel: 'A' }, { ...lot, batchLabel: 'A' })).toBe(true);
    expect(isSameLot({ ...lot, batchLabel: 'A' }, { ...lot, batchLabel: 'B' })).toBe(false);
    expect(isSameLot(lot, lot)).toBe(true);
  });

  it('are never one lot of two suppliers', () => {
    expect(isSameLot({ ...lot, externalNumber: 'PO-1' }, { ...lot, supplierId: 2, externalNumber: 'PO-1' })).toBe(
      false,
    );
  });
});
