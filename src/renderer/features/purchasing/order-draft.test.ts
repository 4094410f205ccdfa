import { describe, expect, it } from 'vitest';
import type { SkuId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { draftTotal, emptyLine, isOverridden, linesToSend, newOrderDraft, priceOf } from './order-draft.ts';

const offer = { offerId: 3, unitPrice: money(95_000) };
const line = { ...emptyLine(1), skuId: 5 as SkuId, quantity: 10 };

describe('the draft of an order', () => {
  it('takes the price of the offer until somebody types another', () => {
    expect(priceOf(line, offer)).toBe(95_000);
    expect(priceOf({ ...line, unitPrice: money(90_000) }, offer)).toBe(90_000);
    expect(priceOf(line, null)).toBeNull();
  });

  it('waits for a reason where the price is not the offer’s, and only there', () => {
    const typed = { ...line, unitPrice: money(90_000) };
    expect(isOverridden(typed, offer)).toBe(true);
    expect(isOverridden({ ...line, unitPrice: offer.unitPrice }, offer)).toBe(false);
    expect(linesToSend({ ...newOrderDraft(), lines: [typed] }, () => offer)).toBeNull();
    const reasoned = { ...typed, overrideReason: ' 老客价 ' };
    expect(linesToSend({ ...newOrderDraft(), lines: [reasoned] }, () => offer)).toEqual([
      { skuId: 5, quantity: 10, unitPrice: 90_000, offer, overrideReason: '老客价', reasons: [] },
    ]);
  });

  it('leaves out lines in which nothing was said, and waits for half-said ones', () => {
    const draft = { ...newOrderDraft(), lines: [line, emptyLine(2)] };
    const sent = linesToSend(draft, () => offer);
    expect(sent).toHaveLength(1);
    expect(draftTotal(sent ?? [])).toBe(950_000);
    expect(linesToSend({ ...draft, lines: [{ ...line, quantity: null }] }, () => offer)).toBeNull();
  });
});
