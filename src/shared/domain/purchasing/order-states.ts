/** Every state of a purchase order, in the order of its life. */
export const ORDER_STATES = [
  'draft',
  'approved',
  'sent',
  'partly-received',
  'received',
  'closed',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** The states in which keys are awaited: what an order still lacks is on its way. */
export const AWAITED_STATES = ['sent', 'partly-received'] as const satisfies readonly OrderState[];

/** The states in which a receipt may be posted against an order; more may come than was ordered. */
export const RECEIVING_STATES = ['sent', 'partly-received', 'received'] as const satisfies readonly OrderState[];

/** The states in which a paper of the order says so: it is not, or no longer, what the supplier is to deliver. */
export const MARKED_ON_PAPER = ['draft', 'approved', 'cancelled'] as const satisfies readonly OrderState[];
export type MarkOnPaper = (typeof MARKED_ON_PAPER)[number];

export function markOnPaper(state: OrderState): MarkOnPaper | null {
  return MARKED_ON_PAPER.find((marked) => marked === state) ?? null;
}

/** Nothing is waited for any more. What was cancelled stays so; what was closed too early is opened again. */
export const ENDED_STATES = ['closed', 'cancelled'] as const satisfies readonly OrderState[];

/** The act of the trade that makes a move. `take-back`: an import against the order was undone. */
export type OrderMoveRule = Extract<
  OrderAct,
  'approve' | 'return-to-draft' | 'send' | 'receive' | 'take-back' | 'close' | 'reopen' | 'cancel'
>;

/** Everything that is done to an order, as the audit trail names it: the moves, and what leaves its state alone. */
export const ORDER_ACTS = [
  'create',
  'edit',
  'approve',
  'return-to-draft',
  'send',
  'postpone',
  'split',
  'merge',
  'receive',
  'take-back',
  'decide',
  'withdraw-decision',
  'close',
  'reopen',
  'cancel',
] as const;
export type OrderAct = (typeof ORDER_ACTS)[number];

interface OrderMove {
  readonly from: OrderState;
  readonly to: OrderState;
  readonly rule: OrderMoveRule;
}

/** The one table of allowed moves. What was sent is never edited: it is received, closed short or cancelled. */
export const ORDER_MOVES: readonly OrderMove[] = [
  { from: 'draft', to: 'approved', rule: 'approve' },
  { from: 'approved', to: 'draft', rule: 'return-to-draft' },
  { from: 'draft', to: 'sent', rule: 'send' },
  { from: 'approved', to: 'sent', rule: 'send' },
  { from: 'sent', to: 'partly-received', rule: 'receive' },
  { from: 'sent', to: 'received', rule: 'receive' },
  { from: 'partly-received', to: 'received', rule: 'receive' },
  { from: 'partly-received', to: 'sent', rule: 'take-back' },
  { from: 'received', to: 'partly-received', rule: 'take-back' },
  { from: 'received', to: 'sent', rule: 'take-back' },
  { from: 'partly-received', to: 'closed', rule: 'close' },
  { from: 'received', to: 'closed', rule: 'close' },
  // What it has received may have changed since: from here it moves on by its progress.
  { from: 'closed', to: 'partly-received', rule: 'reopen' },
  { from: 'draft', to: 'cancelled', rule: 'cancel' },
  { from: 'approved', to: 'cancelled', rule: 'cancel' },
  { from: 'sent', to: 'cancelled', rule: 'cancel' },
];

/** The act that moves an order so, or null where no such move is allowed. */
export function ruleOfOrderMove(from: OrderState, to: OrderState): OrderMoveRule | null {
  return ORDER_MOVES.find((move) => move.from === from && move.to === to)?.rule ?? null;
}

/** From which states an act takes orders. */
export function orderStatesMovedBy(rule: OrderMoveRule): OrderState[] {
  return [...new Set(ORDER_MOVES.filter((move) => move.rule === rule).map(({ from }) => from))];
}

export function isAwaited(state: OrderState): boolean {
  return (AWAITED_STATES as readonly OrderState[]).includes(state);
}

export function isReceivable(state: OrderState): boolean {
  return (RECEIVING_STATES as readonly OrderState[]).includes(state);
}

/**
 * Whether something is decided about a difference of an order. What its end left open, because the supplier is lost or a return was
 * taken back since, is still decided afterwards.
 */
export function takesDecision(
  state: OrderState,
  difference: { readonly state: 'open' | 'decided' | 'undone' },
): boolean {
  return isReceivable(state) || (state === 'closed' && difference.state === 'open');
}
