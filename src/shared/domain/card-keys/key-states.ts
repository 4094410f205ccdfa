/** Every state a card key can be in. */
export const KEY_STATES = [
  'quarantined',
  'available',
  'reserved',
  'placed',
  'delivered',
  'claimed',
  'returned-to-supplier',
  'void',
  'expired',
  'withdrawn',
] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** The states in which a key is ours and its cost is stock: in quarantine, free, reserved, or handed to a delivery tool. */
export const ON_HAND_STATES = ['quarantined', 'available', 'reserved', 'placed'] as const satisfies readonly KeyState[];
export type OnHandState = (typeof ON_HAND_STATES)[number];

/** The states in which an import brings keys in; `delivered` is history: a key sold before KaCang knew it. */
export const RECEIPT_STATES = ['available', 'quarantined', 'delivered'] as const satisfies readonly KeyState[];
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** Nothing leaves these. */
export const FINAL_STATES = ['void', 'withdrawn'] as const satisfies readonly KeyState[];

interface KeyMove {
  readonly from: KeyState;
  readonly to: KeyState;
  /** The act of the trade that makes the move. */
  readonly rule: KeyMoveRule;
}

export type KeyMoveRule =
  | 'reserve'
  | 'end-reservation'
  | 'place'
  | 'issue'
  | 'quarantine'
  | 'release'
  | 'buyer-return'
  | 'bad-key'
  | 'claim'
  | 'withdraw-claim'
  | 'return-to-supplier'
  | 'undo-replacement'
  | 'reverse-return'
  | 'write-off'
  | 'expire'
  | 'undo-expiry'
  | 'undo-import';

/**
 * The one table of allowed moves. A key that was delivered or placed comes back through quarantine only: nothing leads from
 * a buyer or a delivery tool straight to `available`.
 */
export const KEY_MOVES: readonly KeyMove[] = [
  { from: 'available', to: 'reserved', rule: 'reserve' },
  { from: 'reserved', to: 'available', rule: 'end-reservation' },
  { from: 'available', to: 'placed', rule: 'place' },
  { from: 'available', to: 'delivered', rule: 'issue' },
  { from: 'reserved', to: 'delivered', rule: 'issue' },
  { from: 'placed', to: 'delivered', rule: 'issue' },
  { from: 'available', to: 'quarantined', rule: 'quarantine' },
  { from: 'reserved', to: 'quarantined', rule: 'quarantine' },
  { from: 'placed', to: 'quarantined', rule: 'quarantine' },
  { from: 'quarantined', to: 'available', rule: 'release' },
  { from: 'delivered', to: 'quarantined', rule: 'buyer-return' },
  { from: 'delivered', to: 'claimed', rule: 'bad-key' },
  { from: 'quarantined', to: 'claimed', rule: 'claim' },
  { from: 'claimed', to: 'quarantined', rule: 'withdraw-claim' },
  { from: 'claimed', to: 'returned-to-supplier', rule: 'return-to-supplier' },
  { from: 'quarantined', to: 'returned-to-supplier', rule: 'return-to-supplier' },
  { from: 'available', to: 'returned-to-supplier', rule: 'return-to-supplier' },
  // The replacement that it was given back for was undone: the supplier owes one again.
  { from: 'returned-to-supplier', to: 'claimed', rule: 'undo-replacement' },
  // The supplier did not take it, or the return was wrong: it is checked before it is sold.
  { from: 'returned-to-supplier', to: 'quarantined', rule: 'reverse-return' },
  { from: 'available', to: 'void', rule: 'write-off' },
  { from: 'reserved', to: 'void', rule: 'write-off' },
  { from: 'placed', to: 'void', rule: 'write-off' },
  { from: 'quarantined', to: 'void', rule: 'write-off' },
  { from: 'claimed', to: 'void', rule: 'write-off' },
  { from: 'available', to: 'expired', rule: 'expire' },
  { from: 'reserved', to: 'expired', rule: 'expire' },
  { from: 'placed', to: 'expired', rule: 'expire' },
  { from: 'quarantined', to: 'expired', rule: 'expire' },
  // The clock was wrong: the last day has not come.
  { from: 'expired', to: 'quarantined', rule: 'undo-expiry' },
  { from: 'available', to: 'withdrawn', rule: 'undo-import' },
  { from: 'quarantined', to: 'withdrawn', rule: 'undo-import' },
  // History: what an import brought in as delivered before our books, and nothing else.
  { from: 'delivered', to: 'withdrawn', rule: 'undo-import' },
];

const rules = new Map(KEY_MOVES.map(({ from, to, rule }) => [`${from}>${to}`, rule]));

/** The act that moves a key so, or null where no such move is allowed. */
export function ruleOfMove(from: KeyState, to: KeyState): KeyMoveRule | null {
  return rules.get(`${from}>${to}`) ?? null;
}

/** From which states an act takes keys. */
export function statesMovedBy(rule: KeyMoveRule): KeyState[] {
  return KEY_MOVES.filter((move) => move.rule === rule).map(({ from }) => from);
}

const onHand: ReadonlySet<KeyState> = new Set(ON_HAND_STATES);

export function isOnHand(state: KeyState): boolean {
  return onHand.has(state);
}

/** The last day of a key that does not expire, so that days compare and sort as text. */
export const NEVER_EXPIRES = '9999-12-31';
