import { audit, type Context, earlierResult, systemContext, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { postConsignedWriteOff } from '#core/sales/consignment.ts';
import { isClockInDoubt } from '#core/settings/clock-mark.ts';
import { findShopSettings } from '#core/settings/shop-settings.ts';
import type { KeySelection, WholeSelection } from '#shared/contract/inventory.contract.ts';
import { type KeyState, ON_HAND_STATES, statesMovedBy } from '#shared/domain/card-keys/key-states.ts';
import type { CardKeyId, JobId, StockDocumentId, UserId } from '#shared/domain/ids.ts';
import type { MovementKind, StockDocumentKind } from '#shared/domain/inventory/stock-documents.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { LONGEST_AHEAD } from './below-minimum.ts';
import {
  type BulkStart,
  beginBulkMove,
  requireKeysAtRest,
  resumeBulkMoves,
  runBulkMove,
  startBulkMove,
} from './bulk-moves.ts';
import type { LedgerKey } from './ledger.repo.ts';
import { ledgerKeys, moveKeys, requireMovable } from './ledger.ts';
import { countIn, type LotScope, readLots } from './lots.repo.ts';
import { allowRerelease } from './rerelease.ts';
import { daysOfEndedSale, noteStockOfDay } from './sku-days.repo.ts';
import { stockAuthor } from './stock-author.ts';
import { postStockDocument } from './stock-documents.repo.ts';
import { noteWithheldKeys, noteWithheldStock, type WithholdingAct } from './withheld-stock.ts';

export interface ActInput {
  readonly reason: string;
  readonly note: string;
}
export interface ActResult {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly quantity: number;
  readonly jobId: JobId | null;
}

const AREAS = ['inventory', 'cardKeys', 'reservations', 'suppliers'] as const;

interface Act {
  readonly kind: StockDocumentKind;
  readonly toState: KeyState;
  readonly fromStates: readonly KeyState[];
  readonly movement: MovementKind;
  /** What issued.log calls it where it takes keys out of sale that could be sold from an older backup. */
  readonly withholds: WithholdingAct | null;
}

const QUARANTINE: Act = {
  kind: 'quarantine',
  toState: 'quarantined',
  fromStates: statesMovedBy('quarantine'),
  movement: 'adjustment',
  withholds: 'quarantine',
};
const FREEZE: Act = { ...QUARANTINE, kind: 'freeze' };
// Placed keys went into issued.log when they were placed.
const TAKE_BACK: Act = { ...QUARANTINE, fromStates: ['placed'], withholds: null };
const RELEASE: Act = {
  kind: 'release',
  toState: 'available',
  fromStates: ['quarantined'],
  movement: 'adjustment',
  withholds: null,
};
const WRITE_OFF: Act = {
  kind: 'write-off',
  toState: 'void',
  fromStates: statesMovedBy('write-off'),
  movement: 'write-off',
  withholds: 'write-off',
};

/** What people do to keys on hand, each by a numbered paper. */
export function createStockActs(kernel: Kernel) {
  /** The day up to which ended sale was noted; what happens on it is noted as it happens. */
  let notedOn: Day | null = null;

  /** The rest of a large act, once its first turn is committed; a repeated command finds nothing left to start. */
  function goOn(context: Context, started: BulkStart, isRepeat: boolean): ActResult {
    const { id, number, quantity, isPending } = started;
    const jobId =
      isPending && !isRepeat
        ? runBulkMove(kernel, id, () => stockAuthor(systemContext(kernel, 'inventory.moveKeys', context.userId)))
        : null;
    return { documentId: id, number, quantity, jobId };
  }

  /** In a job thread: it walks through all that left. No state says it, since a reusable key stays on sale while buyers have it. */
  const countDelivered = async (selection: KeySelection): Promise<number> =>
    selection.by === 'keys'
      ? 0
      : kernel.threads.run<number>({ kind: 'delivered-count', input: selection satisfies WholeSelection, keys: null });

  async function perform(
    context: Context,
    act: Act,
    selection: KeySelection,
    input: ActInput,
    check: (tx: WriteTx, quantity: number, keys: readonly LedgerKey[] | null) => void = () => undefined,
    leavesExposed = false,
  ): Promise<ActResult> {
    const isRepeat = earlierResult<BulkStart>(context) !== null;
    const started = await write(context, AREAS, (tx): BulkStart => {
      const done =
        selection.by === 'keys'
          ? moveByHand(tx, context, act, selection.keyIds, input, check)
          : moveInBulk(tx, context, act, selection, input, check, leavesExposed);
      audit(tx, context, {
        action: `inventory.${act.kind}`,
        subjectKind: 'stockDocument',
        subjectId: done.id,
        quantity: done.quantity,
        details: { number: done.number, reason: input.reason, by: selection.by },
      });
      return done;
    });
    return goOn(context, started, isRepeat);
  }

  return {
    quarantine: (context: Context, input: ActInput & { keyIds: CardKeyId[] }) =>
      perform(context, QUARANTINE, { by: 'keys', keyIds: input.keyIds }, input),

    takeBack: (context: Context, input: ActInput & { selection: KeySelection }) =>
      perform(context, TAKE_BACK, input.selection, input),

    async freeze(
      context: Context,
      input: ActInput & { selection: KeySelection },
    ): Promise<ActResult & { delivered: number }> {
      const result = await perform(context, FREEZE, input.selection, input);
      return { ...result, delivered: await countDelivered(input.selection) };
    },

    /** What a freeze would move, and what buyers have of it. */
    reach: async (context: Context, selection: WholeSelection) => ({
      movable: countInScope(context, selection, FREEZE.fromStates),
      delivered: await countDelivered(selection),
    }),

    /** Exposed keys go back only by `keys.rerelease`, and issued.log is told that they may be sold again. */
    release: (context: Context, input: ActInput & { selection: KeySelection }) =>
      perform(
        context,
        RELEASE,
        input.selection,
        input,
        (tx, _quantity, keys) => {
          const exposed = (keys ?? []).filter(({ isExposed }) => isExposed === 1);
          if (exposed.length > 0) allowRerelease(tx, context, exposed);
        },
        true,
      ),

    writeOff: (context: Context, input: ActInput & { selection: KeySelection }) =>
      perform(context, WRITE_OFF, input.selection, input, (tx, quantity) =>
        takeCountedRight(tx, context, 'keys.writeOff', quantity),
      ),

    /** Notes of each SKU since when keys of it are too near their end to be sold; called before they expire. */
    async noteEndedSale(): Promise<void> {
      if (!findShopSettings(kernel.readDb)) return;
      const context = systemContext(kernel, 'inventory.noteEndedSale');
      const { day } = stockAuthor(context);
      if (notedOn === day) return;
      const through = addDays(day, LONGEST_AHEAD);
      if (daysOfEndedSale(kernel.readDb, day, through).length > 0) {
        await write(context, AREAS, (tx) => {
          for (const ended of daysOfEndedSale(tx, day, through)) noteStockOfDay(tx, ended.skuId, ended.day);
        });
      }
      notedOn = day;
    },

    /** Takes keys past their last day out of the stock; called at start and whenever the day changes. */
    async expireKeys(): Promise<number> {
      if (!findShopSettings(kernel.readDb)) return 0;
      const context = systemContext(kernel, 'inventory.expireKeys');
      const author = stockAuthor(context);
      const scope: LotScope = { by: 'expired', before: author.day };
      if (readLots(kernel.readDb, scope).length === 0) return 0;
      const started = await write(context, AREAS, (tx) => {
        // Another document may have taken the last of them meanwhile.
        if (readLots(tx, scope).length === 0) return null;
        const move = { scope, fromStates: ON_HAND_STATES, toState: 'expired', leavesExposed: false } as const;
        const document = { kind: 'expiry', reason: 'expiry' } as const;
        return startBulkMove(tx, author, document, { ...move, movement: 'write-off', reason: 'expiry' });
      });
      if (started === null) return 0;
      const { jobId } = goOn(context, started, false);
      if (jobId) await kernel.jobs.whenEnded(jobId);
      return started.quantity;
    },

    /** Keys that expired though their last day has not come: the clock was wrong then. None while it is in doubt. */
    expiredEarly(context: Context): { quantity: number } {
      if (isClockInDoubt(context.db, context.now)) return { quantity: 0 };
      const { day } = stockAuthor(context);
      return { quantity: countInScope(context, { by: 'expired-early', from: day }, EXPIRED) };
    },

    /** Brings them back to where they stood; refused while the day itself may be wrong. */
    async undoExpiry(context: Context, input: ActInput): Promise<ActResult> {
      const isRepeat = earlierResult<BulkStart>(context) !== null;
      const started = await write(context, AREAS, (tx): BulkStart => {
        if (isClockInDoubt(tx, context.now)) throw new Refusal('CLOCK_IN_DOUBT');
        const author = stockAuthor(context);
        const scope: LotScope = { by: 'expired-early', from: author.day };
        const move = { scope, fromStates: EXPIRED, undoes: 'expiry', leavesExposed: false } as const;
        const begun = startBulkMove(
          tx,
          author,
          { kind: 'expiry-undone', ...input },
          { ...move, reason: 'expiry-undone' },
        );
        audit(tx, context, {
          action: 'inventory.expiry-undone',
          subjectKind: 'stockDocument',
          subjectId: begun.id,
          quantity: begun.quantity,
          details: { number: begun.number, reason: input.reason },
        });
        return begun;
      });
      return goOn(context, started, isRepeat);
    },

    /** Large acts that a stop cut short. */
    resume(): void {
      resumeBulkMoves(kernel, ({ postedBy }) =>
        stockAuthor(systemContext(kernel, 'inventory.moveKeys', postedBy as UserId | null)),
      );
    },
  };
}

export type StockActs = ReturnType<typeof createStockActs>;

function moveByHand(
  tx: WriteTx,
  context: Context,
  act: Act,
  ids: readonly CardKeyId[],
  input: ActInput,
  check: (tx: WriteTx, quantity: number, keys: readonly LedgerKey[]) => void,
): BulkStart {
  const keys = ledgerKeys(tx, [...new Set(ids)]);
  requireMovable(keys, act.toState);
  requireFrom(keys, act.fromStates);
  requireKeysAtRest(tx, keys);
  check(tx, keys.length, keys);
  const author = stockAuthor(context);
  const { id, number } = postStockDocument(tx, author, { kind: act.kind, ...input, quantity: keys.length });
  if (act.toState === 'void') postConsignedWriteOff(tx, author, number, keys);
  moveKeys(tx, author, {
    keys,
    toState: act.toState,
    kind: act.movement,
    reason: act.kind,
    paper: { documentKind: 'stock-document', documentId: id },
  });
  const started = { id, number, quantity: keys.length, isPending: false };
  noteWithheld(tx, act, input, { started, keys });
  return started;
}

function moveInBulk(
  tx: WriteTx,
  context: Context,
  act: Act,
  selection: Exclude<KeySelection, { by: 'keys' }>,
  input: ActInput,
  check: (tx: WriteTx, quantity: number, keys: null) => void,
  leavesExposed: boolean,
): BulkStart {
  const { started, keys } = beginBulkMove(
    tx,
    stockAuthor(context),
    { kind: act.kind, reason: input.reason, note: input.note },
    {
      scope: selection,
      fromStates: act.fromStates,
      toState: act.toState,
      leavesExposed,
      movement: act.movement,
      reason: act.kind,
    },
  );
  check(tx, started.quantity, null);
  noteWithheld(tx, act, input, keys ? { started, keys } : { started, keys, selection });
  return started;
}

type NotedMove =
  | { readonly started: BulkStart; readonly keys: readonly LedgerKey[] }
  | { readonly started: BulkStart; readonly keys: null; readonly selection: WholeSelection };

/** issued.log is told what is not for sale any more: from an older backup it would be. */
function noteWithheld(tx: WriteTx, { withholds }: Act, { reason }: ActInput, done: NotedMove): void {
  if (withholds === null) return;
  const { number, quantity } = done.started;
  const act = { act: withholds, document: number, reason, quantity };
  if (done.keys !== null) noteWithheldKeys(tx, act, done.keys);
  else noteWithheldStock(tx, act, done.selection);
}

/** A delivered key comes back by `deliveries.return`, not by a quarantine by hand. */
function requireFrom(keys: readonly LedgerKey[], states: readonly KeyState[]): void {
  const stuck = keys.find(({ state }) => !states.includes(state));
  if (stuck) throw new Refusal('KEY_STATE_FORBIDS', { keyId: stuck.id, state: stuck.state });
}

const EXPIRED: readonly KeyState[] = ['expired'];
function countInScope(context: Context, scope: LotScope, states: readonly KeyState[]): number {
  return readLots(context.db, scope).reduce((sum, lot) => sum + countIn(lot, states), 0);
}
