import { describe, expect, it } from 'vitest';
import {
  FINAL_STATES,
  isOnHand,
  KEY_MOVES,
  KEY_STATES,
  type KeyState,
  RECEIPT_STATES,
  ruleOfMove,
  statesMovedBy,
} from './key-states.ts';

function reachableFrom(start: readonly KeyState[], avoiding: readonly KeyState[] = []): Set<KeyState> {
  const reached = new Set(start);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const { from, to } of KEY_MOVES) if (reached.has(from) && !avoiding.includes(to)) reached.add(to);
  }
  return reached;
}

describe('the table of moves', () => {
  it('reaches every state from what an import brings', () => {
    expect(reachableFrom(RECEIPT_STATES.filter((state) => state !== 'delivered'))).toEqual(new Set(KEY_STATES));
  });

  it('lets nothing leave a final state, and something leave every other', () => {
    for (const state of KEY_STATES) {
      const leaves = KEY_MOVES.some(({ from }) => from === state);
      expect({ state, leaves }).toEqual({ state, leaves: !(FINAL_STATES as readonly KeyState[]).includes(state) });
    }
  });

  it('has each move once, and none to the state it comes from', () => {
    expect(new Set(KEY_MOVES.map(({ from, to }) => `${from}>${to}`)).size).toBe(KEY_MOVES.length);
    expect(KEY_MOVES.filter(({ from, to }) => from === to)).toEqual([]);
  });

  it('brings a delivered or placed key back to sale through quarantine only', () => {
    for (const state of ['delivered', 'placed', 'claimed', 'returned-to-supplier'] as const) {
      expect(reachableFrom([state], ['quarantined']).has('available')).toBe(false);
    }
    expect(statesMovedBy('release')).toEqual(['quarantined']);
  });

  it('names the act of a move, and null where there is none', () => {
    expect(ruleOfMove('available', 'delivered')).toBe('issue');
    expect(ruleOfMove('delivered', 'available')).toBeNull();
    expect(ruleOfMove('void', 'available')).toBeNull();
    expect(isOnHand('placed')).toBe(true);
    expect(isOnHand('claimed')).toBe(false);
  });
});
