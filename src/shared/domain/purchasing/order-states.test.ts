import { describe, expect, it } from 'vitest';
import {
  AWAITED_STATES,
  ENDED_STATES,
  ORDER_MOVES,
  ORDER_STATES,
  type OrderState,
  orderStatesMovedBy,
  RECEIVING_STATES,
  ruleOfOrderMove,
  takesDecision,
} from './order-states.ts';

describe('the table of order moves', () => {
  it('reaches every state from a draft', () => {
    const reached = new Set<OrderState>(['draft']);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const { from, to } of ORDER_MOVES) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...ORDER_STATES].sort());
  });

  it('lets nothing leave what was cancelled, and something leave everything else', () => {
    for (const state of ORDER_STATES) {
      const leaves = ORDER_MOVES.some(({ from }) => from === state);
      expect({ state, leaves }).toEqual({ state, leaves: state !== 'cancelled' });
    }
  });

  it('names one rule for each move and none twice', () => {
    const moves = ORDER_MOVES.map(({ from, to }) => `${from}>${to}`);
    expect(new Set(moves).size).toBe(moves.length);
    for (const { from, to, rule } of ORDER_MOVES) expect(ruleOfOrderMove(from, to)).toBe(rule);
  });

  it('never leads back from what was sent to what can be edited', () => {
    for (const from of [...RECEIVING_STATES, ...AWAITED_STATES, ...ENDED_STATES]) {
      expect(ruleOfOrderMove(from, 'draft')).toBeNull();
      expect(ruleOfOrderMove(from, 'approved')).toBeNull();
    }
  });

  it('takes decisions while it receives, and on what its end left open', () => {
    for (const state of RECEIVING_STATES) {
      for (const of of ['open', 'decided'] as const) expect(takesDecision(state, { state: of })).toBe(true);
    }
    expect(takesDecision('closed', { state: 'open' })).toBe(true);
    expect(takesDecision('closed', { state: 'decided' })).toBe(false);
    for (const state of ['draft', 'approved', 'cancelled'] as const) {
      expect(takesDecision(state, { state: 'open' })).toBe(false);
    }
  });

  it('cancels only what brought nothing, and closes only what brought something', () => {
    expect(orderStatesMovedBy('cancel')).toEqual(['draft', 'approved', 'sent']);
    expect(orderStatesMovedBy('close')).toEqual(['partly-received', 'received']);
    expect(orderStatesMovedBy('reopen')).toEqual(['closed']);
  });
});
