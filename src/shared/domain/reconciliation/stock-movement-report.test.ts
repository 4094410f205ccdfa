import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkuId } from '../ids.ts';
import { money } from '../money/money.ts';
import {
  checkAgainstLedger,
  checkCarriedForward,
  checkStockRows,
  ISSUE_COLUMNS,
  RECEIPT_COLUMNS,
  reportedMovement,
  stockMovementReport,
} from './stock-movement-report.ts';

const sku = (id: number) => id as SkuId;
const amount = { quantity: fc.integer({ min: -50, max: 50 }), value: fc.integer({ min: -1e9, max: 1e9 }).map(money) };
const openings = fc.uniqueArray(fc.record({ skuId: fc.integer({ min: 1, max: 4 }).map(sku), ...amount }), {
  selector: ({ skuId }) => skuId,
});
const movements = fc.array(
  fc.record({
    skuId: fc.integer({ min: 1, max: 5 }).map(sku),
    column: fc.constantFrom(...RECEIPT_COLUMNS, ...ISSUE_COLUMNS),
    ...amount,
  }),
);

describe('进销存', () => {
  const rows = stockMovementReport(
    [
      { skuId: sku(2), quantity: 10, value: money(1_000) },
      { skuId: sku(1), quantity: 0, value: money(0) },
    ],
    [
      { skuId: sku(2), column: 'purchase', quantity: 5, value: money(600) },
      { skuId: sku(2), column: 'purchase', quantity: -1, value: money(-120) },
      { skuId: sku(2), column: 'sale', quantity: 8, value: money(820) },
      { skuId: sku(3), column: 'gift', quantity: 2, value: money(0) },
    ],
  );

  it('adds up what came in and went out, each in its column', () => {
    expect(rows).toEqual([
      {
        skuId: 2,
        opening: { quantity: 10, value: 1_000 },
        receipts: { purchase: { quantity: 4, value: 480 } },
        issues: { sale: { quantity: 8, value: 820 } },
        receiptTotal: { quantity: 4, value: 480 },
        issueTotal: { quantity: 8, value: 820 },
        closing: { quantity: 6, value: 660 },
      },
      {
        skuId: 3,
        opening: { quantity: 0, value: 0 },
        receipts: { gift: { quantity: 2, value: 0 } },
        issues: {},
        receiptTotal: { quantity: 2, value: 0 },
        issueTotal: { quantity: 0, value: 0 },
        closing: { quantity: 2, value: 0 },
      },
    ]);
    expect(checkStockRows(rows)).toEqual([]);
  });

  it('is checked against itself, the ledger and the next period', () => {
    const wrong = rows.map((row) => ({ ...row, closing: { quantity: row.closing.quantity, value: money(661) } }));
    expect(checkStockRows(wrong).map(({ skuId, code }) => [skuId, code])).toEqual([
      [2, 'DOES_NOT_ADD_UP'],
      [3, 'DOES_NOT_ADD_UP'],
    ]);
    const held = new Map([
      [sku(2), { quantity: 6, value: money(660) }],
      [sku(9), { quantity: 1, value: money(5) }],
    ]);
    expect(checkAgainstLedger(rows, held).map(({ skuId, code }) => [skuId, code])).toEqual([
      [3, 'LEDGER_DIFFERS'],
      [9, 'LEDGER_DIFFERS'],
    ]);
    const next = stockMovementReport([{ skuId: sku(2), quantity: 6, value: money(660) }], []);
    expect(checkCarriedForward(rows, next)).toEqual([
      {
        skuId: 3,
        code: 'NEXT_OPENING_DIFFERS',
        expected: { quantity: 2, value: 0 },
        actual: { quantity: 0, value: 0 },
      },
    ]);
    const oversold = stockMovementReport([], [{ skuId: sku(1), column: 'sale', quantity: 1, value: money(1) }]);
    expect(checkStockRows(oversold).map(({ code }) => code)).toEqual(['NEGATIVE_QUANTITY']);
    const residue = stockMovementReport([], [{ skuId: sku(1), column: 'purchase', quantity: 0, value: money(1) }]);
    expect(checkStockRows(residue).map(({ code }) => code)).toEqual(['VALUE_WITHOUT_STOCK']);
  });

  it('always closes, in any order of movements, and the next opens with it', () => {
    fc.assert(
      fc.property(openings, movements, (start, moved) => {
        const report = stockMovementReport(start, moved);
        expect(checkStockRows(report).filter(({ code }) => code === 'DOES_NOT_ADD_UP')).toEqual([]);
        expect(stockMovementReport(start, [...moved].reverse())).toEqual(report);
        const next = stockMovementReport(
          report.map(({ skuId, closing }) => ({ skuId, ...closing })),
          [],
        );
        expect(checkCarriedForward(report, next)).toEqual([]);
      }),
    );
  });
});

describe('a movement of the ledger', () => {
  const kinds = ['receipt', 'issue', 'return', 'write-off', 'reclassification', 'adjustment'] as const;

  it('is reported in the column of its reason, positive in its direction', () => {
    const reported = (kind: (typeof kinds)[number], reason: string, quantity: number, value: number) => {
      const { column, ...rest } = reportedMovement({ kind, reason, quantity, value: money(value) });
      return [column, rest.quantity, rest.value];
    };
    expect(reported('receipt', 'consignment', 5, 50)).toEqual(['consignment', 5, 50]);
    expect(reported('receipt', 'consignment', -1, -10)).toEqual(['consignment', -1, -10]);
    expect(reported('issue', 'sale', -2, -20)).toEqual(['sale', 2, 20]);
    expect(reported('issue', 'unheard of', -2, -20)).toEqual(['other-out', 2, 20]);
    expect(reported('return', 'buyer-return', 1, 10)).toEqual(['buyer-return', 1, 10]);
    expect(reported('return', 'return-to-supplier', -1, -10)).toEqual(['supplier-return', 1, 10]);
    expect(reported('return', 'return-to-supplier', 1, 10)).toEqual(['supplier-return', -1, -10]);
    expect(reported('write-off', 'expire', -1, -10)).toEqual(['expiry', 1, 10]);
    expect(reported('write-off', 'broken', -1, -10)).toEqual(['write-off', 1, 10]);
    expect(reported('reclassification', 'cost', 0, -10)).toEqual(['reclassified-out', 0, 10]);
    expect(reported('adjustment', 'claim', -1, -10)).toEqual(['claimed', 1, 10]);
    expect(reported('adjustment', 'withdraw-claim', 1, 10)).toEqual(['claimed', -1, -10]);
    expect(reported('adjustment', 'stock-take', 1, 10)).toEqual(['stock-gain', 1, 10]);
  });

  it('changes what is on hand in the report as in the ledger', () => {
    const ledger = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        reason: fc.constantFrom('purchase', 'sale', 'gift', 'claim', 'expire', 'toString', ''),
        ...amount,
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(ledger, (moved) => {
        const [row] = stockMovementReport(
          [],
          moved.map((movement) => ({ skuId: sku(1), ...reportedMovement(movement) })),
        );
        const columns: readonly string[] = [...RECEIPT_COLUMNS, ...ISSUE_COLUMNS];
        for (const movement of moved) expect(columns).toContain(reportedMovement(movement).column);
        expect(row?.closing).toEqual({
          quantity: moved.reduce((sum, { quantity }) => sum + quantity, 0),
          value: moved.reduce((sum, { value }) => sum + value, 0),
        });
      }),
    );
  });
});
