import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkuId, StatementLineId, SupplierEntryId } from '../ids.ts';
import { type Money, money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import {
  classifyDifference,
  type DifferenceContext,
  type DifferenceKind,
  findDifferences,
  matchOf,
  suggestResolution,
} from './differences.ts';
import { type AccountEntry, matchStatement, type StatementLine } from './matching.ts';
import { canSettle, settleObstacles, statementSummary } from './statement-summary.ts';

const day = (text: string) => text as Day;
const context: DifferenceContext = { period: { from: day('2026-10-01'), to: day('2026-10-31') } };

function line(id: number, amount: number, fields: Partial<StatementLine> = {}): StatementLine {
  return {
    id: id as StatementLineId,
    occurredOn: day('2026-10-10'),
    externalNumber: '',
    ourNumber: '',
    skuId: null,
    productText: '',
    quantity: null,
    unitPrice: null,
    amount: money(amount),
    kind: 'purchase',
    remark: '',
    ...fields,
  };
}

function entry(id: number, amount: number, fields: Partial<AccountEntry> = {}): AccountEntry {
  return {
    id: id as SupplierEntryId,
    occurredOn: day('2026-10-10'),
    externalNumber: '',
    ourNumber: '',
    amount: money(amount),
    kind: 'purchase',
    remark: '',
    lines: [],
    ...fields,
  };
}

function receiptOf(id: number, quantity: number, price: number, fields: Partial<AccountEntry> = {}): AccountEntry {
  const amount = money(quantity * price);
  const lines = [{ id: id * 10, skuId: 1 as SkuId, quantity, unitPrice: money(price), amount }];
  return entry(id, quantity * price, { lines, ...fields });
}

function kindOfPair(theirs: StatementLine, ours: AccountEntry): DifferenceKind | null {
  const parts = [{ entry: ours, entryLineId: null, amount: ours.amount }];
  return classifyDifference({ side: 'both', lines: [theirs], parts }, context);
}

describe('the kind of a difference', () => {
  it('within a match is told by quantity, price, amount, kind and period', () => {
    const product = (quantity: number, price: number) => ({ quantity, unitPrice: money(price) });
    const ours = receiptOf(1, 10, 95_000);
    expect(kindOfPair(line(1, 950_000, product(10, 95_000)), ours)).toBeNull();
    expect(kindOfPair(line(1, 1_045_000, product(11, 95_000)), ours)).toBe('QUANTITY');
    expect(kindOfPair(line(1, 960_000, product(10, 96_000)), ours)).toBe('UNIT_PRICE');
    expect(kindOfPair(line(1, 1_056_000, product(11, 96_000)), ours)).toBe('AMOUNT');
    expect(kindOfPair(line(1, 960_000), ours)).toBe('AMOUNT');
    expect(kindOfPair(line(1, 950_100, product(10, 95_010)), ours)).toBe('ROUNDING');
    expect(kindOfPair(line(1, 950_101), ours)).toBe('AMOUNT');
    expect(kindOfPair(line(1, 950_000, { kind: 'fee' }), ours)).toBe('STATUS');
    expect(kindOfPair(line(1, 950_000), { ...ours, occurredOn: day('2026-09-30') })).toBe('CROSS_PERIOD');
  });

  it('of one side alone is told by its number, its kind and its day', () => {
    const lines = [
      line(1, 100, { externalNumber: 'A' }),
      line(2, 100, { externalNumber: 'A' }),
      line(3, 200),
      line(4, -300, { kind: 'refund' }),
      line(5, 400, { externalNumber: 'SEPTEMBER' }),
      line(6, 500, { occurredOn: day('2026-11-01') }),
    ];
    const entries = [
      entry(1, 100, { externalNumber: 'A' }),
      entry(2, 600),
      entry(3, -700, { kind: 'refund' }),
      entry(4, 800, { occurredOn: day('2026-10-30') }),
      entry(5, 900, { externalNumber: 'B' }),
      entry(6, 900, { externalNumber: 'B' }),
    ];
    const matches = [{ lineIds: [1], parts: [{ entryId: 1, entryLineId: null }] }];
    const neighbours = [entry(90, 400, { externalNumber: 'SEPTEMBER', occurredOn: day('2026-09-30') })];
    const found = findDifferences(lines, entries, matches, { ...context, neighbours });
    expect(found.map(({ kind, lineIds, entryIds, amount }) => [kind, lineIds, entryIds, amount])).toEqual([
      ['DUPLICATE', [2], [], 100],
      ['ONLY_THEIRS', [3], [], 200],
      ['REFUND_PENDING', [4], [], -300],
      ['CROSS_PERIOD', [5], [], 400],
      ['CROSS_PERIOD', [6], [], 500],
      ['ONLY_OURS', [], [2], -600],
      ['REFUND_PENDING', [], [3], 700],
      ['CROSS_PERIOD', [], [4], -800],
      ['ONLY_OURS', [], [5], -900],
      ['DUPLICATE', [], [6], -900],
    ]);
  });

  it('of the last three days is a matter of the next period, of the day before it is not', () => {
    const kinds = ['2026-10-28', '2026-10-29'].map((text) =>
      classifyDifference({ side: 'ours', entry: entry(1, 500, { occurredOn: day(text) }), isRepeated: false }, context),
    );
    expect(kinds).toEqual(['ONLY_OURS', 'CROSS_PERIOD']);
  });

  it('is what is left of a receipt of which they have only one product', () => {
    const lines = [10, 11].map((id) => ({
      id,
      skuId: id as SkuId,
      quantity: 1,
      unitPrice: money(250),
      amount: money(250),
    }));
    const match = { lineIds: [1], parts: [{ entryId: 1, entryLineId: 10 }] };
    expect(findDifferences([line(1, 250)], [entry(1, 500, { lines })], [match], context)).toEqual([
      { kind: 'ONLY_OURS', lineIds: [], entryIds: [1], amount: -250 },
    ]);
  });

  it('suggests what usually becomes of it', () => {
    expect(suggestResolution('ROUNDING', money(100))).toBe('accepted');
    expect(suggestResolution('CROSS_PERIOD', money(900))).toBe('accepted');
    expect(suggestResolution('DUPLICATE', money(100))).toBe('claimed');
    expect(suggestResolution('UNIT_PRICE', money(-100))).toBe('adjusted');
    expect(suggestResolution('ONLY_THEIRS', money(100), 'fee')).toBe('adjusted');
    expect(suggestResolution('ONLY_THEIRS', money(100), 'purchase')).toBe('claimed');
    // A refund or a top-up that only they have is to our good: our books take it over.
    expect(suggestResolution('ONLY_THEIRS', money(-100), 'refund')).toBe('adjusted');
    expect(suggestResolution('STATUS', money(0))).toBe('accepted');
  });
});

describe('a statement summed up', () => {
  const opening = { ours: money(1_000), theirs: money(1_000), carriedDifference: money(0) };
  const lines = [line(1, 500), line(2, 70)];
  const match = {
    lineIds: [1],
    parts: [{ entryId: 1, entryLineId: null }],
  };
  const difference = { lineIds: [1], entryIds: [1], amount: money(20), resolution: null, adjustments: [] };
  const onlyTheirs = { lineIds: [2], entryIds: [], amount: money(70), resolution: null, adjustments: [] };

  it('cannot be settled while something is open', () => {
    const summary = statementSummary(opening, lines, [entry(1, 480), entry(2, -5)], [match], [difference]);
    expect(summary).toMatchObject({
      closingOurs: 1_475,
      closingTheirs: 1_570,
      difference: 95,
      explained: 0,
      unexplained: 95,
    });
    expect(settleObstacles(summary)).toEqual([
      { code: 'UNEXPLAINED_DIFFERENCE', amount: 95 },
      { code: 'OPEN_LINES', lineIds: [2] },
      { code: 'OPEN_ENTRIES', entryIds: [2] },
      { code: 'UNRESOLVED_DIFFERENCES', count: 1 },
    ]);
  });

  it('is settled by accepting, claiming and adjusting', () => {
    const entries = [entry(1, 480), entry(3, 70, { kind: 'fee' })];
    const resolved = [
      { ...difference, resolution: 'claimed' as const },
      { ...onlyTheirs, resolution: 'adjusted' as const, adjustments: [{ entryId: 3, amount: money(70) }] },
    ];
    const summary = statementSummary(opening, lines, entries, [match], resolved);
    expect(summary).toMatchObject({ difference: 20, explained: 20, unexplained: 0, openLineIds: [], openEntryIds: [] });
    expect(canSettle(summary)).toBe(true);
    const adjustedLater = statementSummary(opening, lines, [entry(1, 480)], [match], resolved);
    expect(adjustedLater).toMatchObject({ difference: 90, explained: 90, unexplained: 0 });
    const adjustedTooLittle = statementSummary(
      opening,
      lines,
      [entry(1, 480), entry(3, 60)],
      [match],
      [
        { ...difference, resolution: 'claimed' as const },
        { ...onlyTheirs, resolution: 'adjusted' as const, adjustments: [{ entryId: 3, amount: money(60) }] },
      ],
    );
    expect(adjustedTooLittle).toMatchObject({ difference: 30, explained: 20, unexplained: 10 });
  });

  it('carries what was claimed before, until they pay it', () => {
    const before = { ours: money(1_000), theirs: null, carriedDifference: money(20) };
    expect(statementSummary(before, [], [], [], [])).toMatchObject({
      openingTheirs: 1_020,
      difference: 20,
      unexplained: 0,
    });
    const credited = { ...onlyTheirs, amount: money(-20), resolution: 'accepted' as const };
    const summary = statementSummary(before, [line(2, -20)], [], [], [credited]);
    expect(summary).toMatchObject({ difference: 0, explained: 0, unexplained: 0 });
  });

  it('asks for no match of what comes to nothing: it could never be marked either', () => {
    const summary = statementSummary(opening, [line(1, 0)], [entry(1, 0)], [], []);
    expect(summary).toMatchObject({ openLineIds: [], openEntryIds: [] });
  });
});

describe('whatever is matched', () => {
  const amount = fc.constantFrom(-200, -100, 0, 100, 150, 200, 300, 95_000, 95_100);
  const number = fc.constantFrom('', '', 'A', 'B', 'C');
  const lines = fc
    .array(
      fc.record({
        amount,
        number,
        sku: fc.option(fc.constantFrom(1, 2)),
        kind: fc.constantFrom('purchase', 'refund', 'other' as const),
      }),
    )
    .map((items) =>
      items.map((item, index) =>
        line(index + 1, item.amount, { externalNumber: item.number, kind: item.kind, skuId: item.sku as SkuId | null }),
      ),
    );
  const entries = fc
    .array(
      fc.record({
        quantity: fc.integer({ min: -1, max: 3 }),
        price: fc.constantFrom(50, 100),
        number,
        isReceipt: fc.boolean(),
      }),
    )
    .map((items) =>
      items.map(({ quantity, price, number: externalNumber, isReceipt }, index) =>
        isReceipt
          ? receiptOf(index + 1, quantity, price, { externalNumber })
          : entry(index + 1, quantity * price, { externalNumber }),
      ),
    );

  it('differences add up to their total less ours, and resolving all of them settles', () => {
    fc.assert(
      fc.property(lines, entries, fc.integer({ min: -9, max: 9 }).map(money), (theirs, ours, opening: Money) => {
        const matches = matchStatement(theirs, ours).map(matchOf);
        const differences = findDifferences(theirs, ours, matches, context);
        const total = differences.reduce((sum, difference) => sum + difference.amount, 0);
        const lineTotal = theirs.reduce((sum, item) => sum + item.amount, 0);
        const entryTotal = ours.reduce((sum, item) => sum + item.amount, 0);
        expect(total).toBe(lineTotal - entryTotal);
        const recorded = differences.map((difference) => ({
          ...difference,
          resolution: 'accepted' as const,
          adjustments: [],
        }));
        const start = { ours: opening, theirs: opening, carriedDifference: money(0) };
        const summary = statementSummary(start, theirs, ours, matches, recorded);
        expect(settleObstacles(summary)).toEqual([]);
        const undecided = recorded.map((difference) => ({ ...difference, resolution: null }));
        const open = statementSummary(start, theirs, ours, matches, undecided);
        expect(canSettle(open)).toBe(differences.length === 0);
        expect(open.unexplained).toBe(total);
      }),
      { numRuns: 500 },
    );
  });
});
