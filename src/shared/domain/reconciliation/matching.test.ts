import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entry, line, product, receipt } from '#tests/support/statement-sides.ts';
import type { SkuId } from '../ids.ts';
import { money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { type AccountEntry, type MatchProposal, matchStatement, type StatementLine } from './matching.ts';

function brief(proposals: readonly MatchProposal[]) {
  return proposals.map(({ pass, lineIds, entryIds, difference }) => [pass, [...lineIds], [...entryIds], difference]);
}

describe('equal numbers of the supplier', () => {
  it('with equal amounts confirm by themselves', () => {
    const lines = [line(1, { externalNumber: 'A1', amount: money(100) })];
    const [proposal] = matchStatement(lines, [entry(7, { externalNumber: 'A1', amount: money(100) })]);
    expect(proposal).toEqual({
      pass: 1,
      score: 100,
      reasons: [
        { code: 'SAME_EXTERNAL_NUMBER', externalNumber: 'A1' },
        { code: 'SAME_AMOUNT', amount: 100 },
      ],
      shape: 'one-to-one',
      lineIds: [1],
      entryIds: [7],
      allocations: [{ lineId: 1, entryId: 7, entryLineId: null, amount: 100 }],
      lineTotal: 100,
      entryTotal: 100,
      difference: 0,
      confirmsByItself: true,
    });
  });

  it('only propose when the amount or the kind differs', () => {
    const lines = [
      line(1, { externalNumber: 'A1', amount: money(120) }),
      line(2, { externalNumber: 'A2', amount: money(-50), kind: 'refund' }),
    ];
    const entries = [
      entry(1, { externalNumber: 'A1', amount: money(100) }),
      entry(2, { externalNumber: 'A2', amount: money(-50), kind: 'payment' }),
    ];
    const proposals = matchStatement(lines, entries);
    expect(brief(proposals)).toEqual([
      [2, [1], [1], 20],
      [1, [2], [2], 0],
    ]);
    expect(proposals.some(({ confirmsByItself }) => confirmsByItself)).toBe(false);
  });

  it('tell a purchase from its refund, and leave the second of a line sent twice open', () => {
    const lines = [
      line(1, { externalNumber: 'A1', amount: money(100) }),
      line(2, { externalNumber: 'A1', amount: money(-100), kind: 'refund' }),
      line(3, { externalNumber: 'A1', amount: money(100), occurredOn: '2026-10-11' as Day }),
      line(4, { externalNumber: 'A9', amount: money(-30), kind: 'refund' }),
    ];
    const entries = [
      entry(1, { externalNumber: 'A1', amount: money(-100), kind: 'refund' }),
      entry(2, { externalNumber: 'A1', amount: money(100) }),
      entry(3, { externalNumber: 'A9', amount: money(30) }),
    ];
    expect(brief(matchStatement(lines, entries)).sort()).toEqual([
      [1, [1], [2], 0],
      [1, [2], [1], 0],
    ]);
  });

  it('join an order they bill in two parts', () => {
    const lines = [
      line(1, { externalNumber: 'A1', amount: money(70) }),
      line(2, { externalNumber: 'A1', amount: money(30) }),
    ];
    const [proposal] = matchStatement(lines, [entry(1, { externalNumber: 'A1', amount: money(100) })]);
    expect(proposal).toMatchObject({ pass: 2, shape: 'many-to-one', difference: 0, confirmsByItself: false });
    expect(proposal?.allocations.map(({ amount }) => amount)).toEqual([70, 30]);
  });
});

describe('our own number', () => {
  it('is found in their column and in their remark, next to Chinese characters too', () => {
    const lines = [
      line(1, { ourNumber: 'po-202610-0001', amount: money(5) }),
      line(2, { remark: '订单PO-202610-0002货款', amount: money(6) }),
      line(3, { remark: '一共 12 张', amount: money(70_000) }),
    ];
    const entries = [
      entry(1, { ourNumber: 'PO-202610-0001', amount: money(5) }),
      entry(2, { ourNumber: 'PO-202610-0002', amount: money(8) }),
      entry(3, { ourNumber: '12', amount: money(90_000) }),
    ];
    expect(brief(matchStatement(lines, entries))).toEqual([
      [3, [1], [1], 0],
      [3, [2], [2], -2],
    ]);
  });

  it('does not bring different numbers of theirs together', () => {
    const lines = [line(1, { ourNumber: 'PO-1', externalNumber: 'X', amount: money(5) })];
    const entries = [entry(1, { ourNumber: 'PO-1', externalNumber: 'Y', amount: money(5) })];
    expect(matchStatement(lines, entries)).toEqual([]);
  });

  it('takes one payment that names several orders', () => {
    const lines = [line(1, { remark: 'PO-0001, PO-0002', amount: money(-30), kind: 'payment' })];
    const entries = [
      entry(1, { ourNumber: 'PO-0001', amount: money(-10), kind: 'payment' }),
      entry(2, { ourNumber: 'PO-0002', amount: money(-20), kind: 'payment' }),
    ];
    expect(brief(matchStatement(lines, entries))).toEqual([[3, [1], [1, 2], 0]]);
  });
});

describe('a statement of one line per product', () => {
  const entries = [
    receipt(1, [
      [10, 5, 95_000],
      [11, 2, 480_000],
    ]),
    receipt(2, [[10, 7, 95_000]], { externalNumber: 'D-2', occurredOn: '2026-10-12' as Day }),
    receipt(3, [[10, 1, 96_000]], { occurredOn: '2026-10-13' as Day }),
    receipt(4, [[10, 9, 95_000]], { occurredOn: '2026-11-01' as Day }),
  ];
  const period = { from: '2026-10-01' as Day, to: '2026-10-31' as Day };
  const onTheLast = { occurredOn: '2026-10-31' as Day };

  it('is the receipt lines of that SKU and price in the period, in sum', () => {
    const lines = [product(1, 10, 12, 95_000, onTheLast), product(2, 11, 2, 480_000, onTheLast)];
    const proposals = matchStatement(lines, entries, { period });
    expect(brief(proposals)).toEqual([
      [4, [1], [1, 2], 0],
      [4, [2], [1], 0],
    ]);
    expect(proposals[0]?.allocations).toEqual([
      { lineId: 1, entryId: 1, entryLineId: 100, amount: 475_000 },
      { lineId: 1, entryId: 2, entryLineId: 200, amount: 665_000 },
    ]);
    expect(proposals[0]?.reasons).toContainEqual({ code: 'SAME_QUANTITY', quantity: 12 });
  });

  it('proposes sums that differ last, with the quantities of both sides', () => {
    const lines = [product(1, 10, 13, 95_000, onTheLast)];
    const [proposal] = matchStatement(lines, entries, { period });
    expect(proposal).toMatchObject({ pass: 4, entryIds: [1, 2], difference: 95_000 });
    expect(proposal?.reasons).toContainEqual({ code: 'QUANTITY_DIFFERS', ours: 12, theirs: 13 });
    expect(proposal?.score).toBeLessThan(60);
  });

  it('sets nothing that came against what they say went back', () => {
    const lines = [product(1, 11, -2, 490_000, onTheLast)];
    expect(matchStatement(lines, entries, { period })).toEqual([]);
  });

  it('takes the SKU alone where their price is another', () => {
    const lines = [product(1, 11, 2, 490_000, onTheLast)];
    const [proposal] = matchStatement(lines, entries, { period });
    expect(proposal).toMatchObject({ pass: 4, entryIds: [1], difference: 20_000 });
    expect(proposal?.reasons[0]).toEqual({ code: 'SAME_SKU', skuId: 11 });
  });
});

describe('amount and day', () => {
  it('are enough only when nothing else could be meant', () => {
    const lines = [line(1, { amount: money(500) }), line(2, { amount: money(700) })];
    const entries = [
      entry(1, { amount: money(500), occurredOn: '2026-10-12' as Day }),
      entry(2, { amount: money(700), occurredOn: '2026-10-11' as Day }),
      entry(3, { amount: money(700), occurredOn: '2026-10-09' as Day }),
    ];
    expect(brief(matchStatement(lines, entries))).toEqual([[5, [1], [1], 0]]);
  });

  it('allow for a cent, and not for more', () => {
    const lines = [line(1, { amount: money(50_000) }), line(2, { amount: money(90_000) })];
    const entries = [entry(1, { amount: money(50_100) }), entry(2, { amount: money(90_101) })];
    expect(brief(matchStatement(lines, entries))).toEqual([[5, [1], [1], -100]]);
  });
});

describe('amount and day of what only looks alike', () => {
  it('reach three days, and not four', () => {
    const lines = [line(1, { amount: money(500) }), line(2, { amount: money(700) })];
    const entries = [
      entry(1, { amount: money(500), occurredOn: '2026-10-13' as Day }),
      entry(2, { amount: money(700), occurredOn: '2026-10-14' as Day }),
    ];
    expect(brief(matchStatement(lines, entries))).toEqual([[5, [1], [1], 0]]);
  });

  it('make no refund of a rebate, and no debt of a credit that is a cent away', () => {
    const lines = [line(1, { amount: money(-500), kind: 'rebate' }), line(2, { amount: money(60) })];
    const entries = [entry(1, { amount: money(-500), kind: 'refund' }), entry(2, { amount: money(-40) })];
    expect(matchStatement(lines, entries)).toEqual([]);
  });
});

describe('running sums', () => {
  it('find the run of entries that one line stands for, and the other way round', () => {
    const days = ['01', '02', '03', '04'].map((day) => `2026-10-${day}` as Day);
    const amounts = [1_000_000, 2_100_000, 3_300_000, 9_000_000].map(money);
    const items = days.map((occurredOn, index) => ({ occurredOn, amount: amounts[index] ?? money(0) }));
    const whole = { amount: money(5_400_000), occurredOn: '2026-10-20' as Day };
    const entries = items.map((item, index) => entry(index + 1, item));
    expect(brief(matchStatement([line(1, whole)], entries))).toEqual([[6, [1], [2, 3], 0]]);
    const lines = items.map((item, index) => line(index + 1, item));
    expect(brief(matchStatement(lines, [entry(1, whole)]))).toEqual([[6, [2, 3], [1], 0]]);
  });
});

const number = fc.constantFrom('', '', 'A', 'B', 'C', 'D');
const amount = fc.constantFrom(-200, -100, 0, 100, 150, 200, 250, 300, 95_000, 95_100).map(money);
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-10-0${number}` as Day);
const kind = fc.constantFrom('purchase', 'payment', 'refund', 'other' as const);
const sku = fc.constantFrom(1, 2).map((id) => id as SkuId);
const price = fc.constantFrom(50, 100).map(money);
const quantity = fc.integer({ min: -1, max: 3 });

const someLines = fc
  .array(
    fc.record({
      occurredOn: day,
      externalNumber: number,
      ourNumber: fc.constantFrom('', '', 'PO-1', 'PO-2'),
      remark: fc.constantFrom('', '', '补 PO-1', 'PO-2/PO-1'),
      skuId: fc.option(sku),
      unitPrice: fc.option(price),
      quantity: fc.option(quantity),
      amount,
      kind,
    }),
    { maxLength: 12 },
  )
  .map((items) => items.map((fields, index) => line(index + 1, fields)));

const someEntries = fc
  .array(
    fc.record({
      occurredOn: day,
      externalNumber: number,
      ourNumber: fc.constantFrom('', 'PO-1', 'PO-2', 'PO-3'),
      kind,
      amount,
      products: fc.array(fc.tuple(sku, quantity, price), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((items) =>
    items.map(({ products, ...fields }, index) => {
      const built = receipt(index + 1, products);
      return products.length > 0 ? { ...built, ...fields, amount: built.amount } : entry(index + 1, fields);
    }),
  );

describe('whatever the books hold', () => {
  it('nothing is matched twice, different numbers never meet, allocations add up', () => {
    fc.assert(
      fc.property(someLines, someEntries, (lines, entries) => {
        const proposals = matchStatement(lines, entries, {
          period: { from: '2026-10-01' as Day, to: '2026-10-31' as Day },
        });
        const linesById = new Map(lines.map((item) => [item.id, item]));
        const entriesById = new Map(entries.map((item) => [item.id, item]));
        const seenLines = new Set<number>();
        const seenParts = new Set<string>();
        const entryForms = new Map<number, string>();
        for (const proposal of proposals) {
          for (const id of proposal.lineIds) {
            expect(seenLines.has(id)).toBe(false);
            seenLines.add(id);
          }
          const parts = new Set(proposal.allocations.map(({ entryId, entryLineId }) => `${entryId}/${entryLineId}`));
          for (const part of parts) {
            expect(seenParts.has(part)).toBe(false);
            seenParts.add(part);
          }
          for (const { entryId, entryLineId } of proposal.allocations) {
            const form = entryLineId === null ? 'whole' : 'parts';
            expect(entryForms.get(entryId) ?? form).toBe(form);
            entryForms.set(entryId, form);
          }
          for (const lineId of proposal.lineIds) {
            for (const entryId of proposal.entryIds) {
              const theirs = linesById.get(lineId)?.externalNumber;
              const ours = entriesById.get(entryId)?.externalNumber;
              if (theirs && ours) expect(theirs).toBe(ours);
            }
          }
          checkSums(proposal, linesById, entriesById);
          if (proposal.confirmsByItself)
            expect([proposal.pass, proposal.score, proposal.difference]).toEqual([1, 100, 0]);
          else expect(proposal.score).toBeLessThan(100);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('the order of the input does not matter', () => {
    const shuffled = fc.tuple(someLines, someEntries).chain(([lines, entries]) =>
      fc.record({
        lines: fc.constant(lines),
        entries: fc.constant(entries),
        otherLines: fc.shuffledSubarray(lines, { minLength: lines.length }),
        otherEntries: fc.shuffledSubarray(entries, { minLength: entries.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ lines, entries, otherLines, otherEntries }) => {
        const asSet = (proposals: MatchProposal[]) => proposals.map((proposal) => JSON.stringify(proposal)).sort();
        expect(asSet(matchStatement(otherLines, otherEntries))).toEqual(asSet(matchStatement(lines, entries)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('grows with the number of items, not with their product', () => {
    const readsOf = (count: number): number => {
      let reads = 0;
      const counted = <Item extends object>(item: Item): Item =>
        new Proxy(item, {
          get(target, key, receiver) {
            reads += 1;
            return Reflect.get(target, key, receiver);
          },
        });
      const lines = Array.from({ length: count }, (_, index) => line(index, { amount: money(100), remark: 'PO-9999' }));
      const entries = Array.from({ length: count }, (_, index) =>
        entry(index, { amount: money(100), externalNumber: `N${index}` }),
      );
      matchStatement(lines.map(counted), entries.map(counted));
      return reads;
    };
    expect(readsOf(4_000)).toBeLessThan(5 * readsOf(1_000));
  });
});

function checkSums(
  proposal: MatchProposal,
  lines: ReadonlyMap<number, StatementLine>,
  entries: ReadonlyMap<number, AccountEntry>,
): void {
  const lineAmounts = proposal.lineIds.map((id) => lines.get(id)?.amount ?? Number.NaN);
  expect(proposal.lineTotal).toBe(lineAmounts.reduce((sum, value) => sum + value, 0));
  const byPart = Map.groupBy(proposal.allocations, ({ entryId, entryLineId }) => `${entryId}/${entryLineId}`);
  let entryTotal = 0;
  for (const allocations of byPart.values()) {
    const first = allocations[0];
    const whole = first === undefined ? undefined : entries.get(first.entryId);
    const part = first?.entryLineId === null ? whole : whole?.lines.find(({ id }) => id === first?.entryLineId);
    expect(allocations.reduce((sum, allocation) => sum + allocation.amount, 0)).toBe(part?.amount);
    entryTotal += part?.amount ?? Number.NaN;
  }
  expect(proposal.entryTotal).toBe(entryTotal);
  expect(proposal.difference).toBe(proposal.lineTotal - entryTotal);
  const byLine = Map.groupBy(proposal.allocations, ({ lineId }) => lineId);
  expect([...byLine.keys()].sort()).toEqual([...proposal.lineIds].sort());
  if (proposal.difference !== 0) return;
  for (const [lineId, allocations] of byLine) {
    expect(allocations.reduce((sum, allocation) => sum + allocation.amount, 0)).toBe(lines.get(lineId)?.amount);
  }
}
