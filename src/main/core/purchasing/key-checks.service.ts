import { randomInt } from 'node:crypto';
import { audit, type Context, earlierResult, signedInUser, systemContext, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { type BulkStart, requireKeysAtRest, runBulkMove, startBulkMove } from '#core/inventory/bulk-moves.ts';
import { findLedgerBatch, type LedgerKey, readUnexposedKeys } from '#core/inventory/ledger.repo.ts';
import { ledgerKeys, moveKeys, requireMovable } from '#core/inventory/ledger.ts';
import { countIn, readLots } from '#core/inventory/lots.repo.ts';
import { allowRerelease } from '#core/inventory/rerelease.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import type { KeyCheck } from '#shared/contract/key-checks.contract.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, JobId, KeyCheckId, StockDocumentId } from '#shared/domain/ids.ts';
import type { MovementKind, StockDocumentKind } from '#shared/domain/inventory/stock-documents.ts';
import {
  type CheckResult,
  endCheck,
  findCheck,
  findCheckRule,
  insertCheck,
  readCheckKeys,
  readChecksOfBatch,
  rememberCheckRule,
  type StoredCheck,
  type StoredCheckKey,
  setCheckResult,
} from './key-checks.repo.ts';

const AREAS = ['purchasing', 'inventory', 'cardKeys'];
/** Among how many keys of a batch the sample is drawn. */
const DRAWN_FROM = 5_000;

interface EndedCheck {
  readonly id: KeyCheckId;
  readonly number: string;
  readonly good: number;
  readonly bad: number;
  readonly consumed: number;
  readonly rest: number;
  readonly moving: StockDocumentId | null;
}

/** 先验后付: a sample of a quarantined receipt is tried before the rest is sold and the supplier paid. */
export function createKeyChecksService(kernel: Kernel) {
  /** The check as it is; refuses with CHECK_ENDED. */
  function requireOpen(db: Readable, id: KeyCheckId): StoredCheck {
    const check = findCheck(db, id);
    if (!check) throw notFound('keyCheck', id);
    if (check.state !== 'open') throw new Refusal('CHECK_ENDED', { state: check.state });
    return check;
  }

  async function finish(
    context: Context,
    input: { id: KeyCheckId; note: string; releasesSample?: boolean },
    state: 'released' | 'claimed',
  ): Promise<Omit<EndedCheck, 'moving'> & { jobId: JobId | null }> {
    const isRepeat = earlierResult<EndedCheck>(context) !== null;
    const { moving, ...ended } = await write(context, AREAS, (tx) => {
      const check = requireOpen(tx, input.id);
      const sample = readCheckKeys(tx, check.id);
      const missing = sample.filter(({ result }) => result === null).length;
      if (missing > 0) throw new Refusal('RESULTS_MISSING', { count: missing });
      const moved = moveSample(tx, context, check, sample, { ...input, isReleased: state === 'released' });
      const rest = moveRest(tx, context, check, state);
      endCheck(tx, { id: check.id, state, note: input.note, at: context.now, by: context.userId });
      audit(tx, context, {
        action: `keyChecks.${state}`,
        subjectKind: 'keyCheck',
        subjectId: check.id,
        quantity: sample.length,
        details: { number: check.number, batch: check.batchNumber, ...moved, rest: rest?.quantity ?? 0 },
      });
      const moving = rest?.isPending ? rest.id : null;
      return { id: check.id, number: check.number, ...moved, rest: rest?.quantity ?? 0, moving };
    });
    const jobId =
      moving === null || isRepeat
        ? null
        : runBulkMove(kernel, moving, () => stockAuthor(systemContext(kernel, 'keyChecks.finish', context.userId)));
    return { ...ended, jobId };
  }

  return {
    ofBatch({ db }: Context, batchId: BatchId): { checks: KeyCheck[]; consumesKey: boolean | null } {
      const batch = findLedgerBatch(db, batchId);
      if (!batch) throw notFound('batch', batchId);
      const checks = readChecksOfBatch(db, batchId).map((check) => ({
        ...check,
        consumesKey: check.consumesKey === 1,
        keys: readCheckKeys(db, check.id).map((key) => ({ ...key, isSeen: key.isSeen === 1 })),
      }));
      return { checks, consumesKey: findCheckRule(db, batch.skuId) };
    },

    start(context: Context, input: { batchId: BatchId; quantity: number; consumesKey: boolean }) {
      return write(context, AREAS, (tx) => {
        const batch = findLedgerBatch(tx, input.batchId);
        if (batch?.state !== 'posted') throw notFound('batch', input.batchId);
        const open = readChecksOfBatch(tx, batch.id).find(({ state }) => state === 'open');
        if (open) throw new Refusal('CHECK_OPEN', { number: open.number });
        const keys = draw(readUnexposedKeys(tx, batch.id, 'quarantined', DRAWN_FROM), input.quantity);
        if (keys.length < input.quantity) {
          throw new Refusal('NOT_ENOUGH_QUARANTINED', { available: keys.length, wanted: input.quantity });
        }
        const number = takeDocumentNumber(tx, 'KC', today(context).month);
        const { consumesKey } = input;
        rememberCheckRule(tx, batch.skuId, consumesKey);
        const started = {
          number,
          batchId: batch.id,
          consumesKey,
          startedAt: context.now,
          startedBy: signedInUser(context),
        };
        const id = insertCheck(
          tx,
          started,
          keys.map((key) => key.id),
        );
        audit(tx, context, {
          action: 'keyChecks.start',
          subjectKind: 'keyCheck',
          subjectId: id,
          quantity: keys.length,
          details: { number, batch: batch.number, consumesKey },
        });
        return { id, number };
      });
    },

    record(context: Context, input: { id: KeyCheckId; keyId: CardKeyId; result: CheckResult }) {
      return write(context, AREAS, (tx) => {
        const check = requireOpen(tx, input.id);
        const [key] = ledgerKeys(tx, [input.keyId]);
        if (key?.isExposed !== 1) throw new Refusal('KEY_NOT_SEEN', { keyId: input.keyId });
        const { keyId, result } = input;
        if (!setCheckResult(tx, check.id, { keyId, result, at: context.now })) throw notFound('cardKey', keyId);
        audit(tx, context, {
          action: 'keyChecks.record',
          subjectKind: 'keyCheck',
          subjectId: check.id,
          quantity: 1,
          details: { number: check.number, result },
        });
        return { id: check.id };
      });
    },

    release: (context: Context, input: { id: KeyCheckId; note: string; releasesSample: boolean }) =>
      finish(context, input, 'released'),

    claim: (context: Context, input: { id: KeyCheckId; note: string }) => finish(context, input, 'claimed'),

    abandon(context: Context, input: { id: KeyCheckId; note: string }) {
      return write(context, AREAS, (tx) => {
        const check = requireOpen(tx, input.id);
        endCheck(tx, { id: check.id, state: 'abandoned', note: input.note, at: context.now, by: context.userId });
        audit(tx, context, {
          action: 'keyChecks.abandon',
          subjectKind: 'keyCheck',
          subjectId: check.id,
          details: { number: check.number },
        });
        return { id: check.id };
      });
    },
  };
}

export type KeyChecksService = ReturnType<typeof createKeyChecksService>;

/** A sample without repeats; fewer where there are not as many. */
function draw(keys: readonly LedgerKey[], quantity: number): LedgerKey[] {
  const pool = [...keys];
  const drawn: LedgerKey[] = [];
  while (drawn.length < quantity && pool.length > 0) drawn.push(...pool.splice(randomInt(pool.length), 1));
  return drawn;
}

interface SampleWish {
  readonly note: string;
  readonly isReleased: boolean;
  readonly releasesSample?: boolean;
}

/** Bad keys are claimed; good ones that the check used up are written off, the others may be released with a right of its own. */
function moveSample(
  tx: WriteTx,
  context: Context,
  check: StoredCheck,
  sample: readonly StoredCheckKey[],
  wish: SampleWish,
): { good: number; bad: number; consumed: number } {
  // Somebody may have moved one by hand meanwhile: it stays where it was put.
  const still = sample.filter(({ state }) => state === 'quarantined');
  const idsOf = (result: CheckResult) => still.filter((key) => key.result === result).map(({ keyId }) => keyId);
  const good = ledgerKeys(tx, idsOf('good'));
  const bad = ledgerKeys(tx, idsOf('bad'));
  const paper = (move: Omit<SampleMove, 'note'>) => moveByCheck(tx, context, check, { ...move, note: wish.note });
  paper({ keys: bad, toState: 'claimed', document: 'bad-key', movement: 'adjustment', reason: 'claim' });
  if (check.consumesKey === 1) {
    paper({ keys: good, toState: 'void', document: 'write-off', movement: 'write-off', reason: 'write-off' });
    recordUsedUp(tx, context, check, good.length);
  } else if (wish.isReleased && wish.releasesSample && good.length > 0) {
    allowRerelease(tx, context, good);
    paper({ keys: good, toState: 'available', document: 'release', movement: 'adjustment', reason: 'release' });
  }
  const count = (result: CheckResult) => sample.filter((key) => key.result === result).length;
  return { good: count('good'), bad: count('bad'), consumed: check.consumesKey === 1 ? good.length : 0 };
}

/** Keys that a check used up left without a sale: they stand in the trail as any write-off does. */
function recordUsedUp(tx: WriteTx, context: Context, check: StoredCheck, quantity: number): void {
  if (quantity === 0) return;
  const details = { number: check.number, batch: check.batchNumber };
  const subject = { subjectKind: 'keyCheck', subjectId: check.id };
  audit(tx, context, { action: 'inventory.write-off', ...subject, quantity, details });
}

interface SampleMove {
  readonly keys: readonly LedgerKey[];
  readonly toState: KeyState;
  readonly document: StockDocumentKind;
  readonly movement: MovementKind;
  readonly reason: string;
  readonly note: string;
}

function moveByCheck(tx: WriteTx, context: Context, check: StoredCheck, move: SampleMove): void {
  const { keys, toState, document, movement, reason, note } = move;
  if (keys.length === 0) return;
  requireMovable(keys, toState);
  requireKeysAtRest(tx, keys);
  const author = stockAuthor(context, tx);
  const { id } = postStockDocument(tx, author, { kind: document, reason: check.number, note, quantity: keys.length });
  moveKeys(tx, author, {
    keys,
    toState,
    kind: movement,
    reason,
    paper: { documentKind: 'stock-document', documentId: id },
  });
}

/** What lies in quarantine beside the sample: on sale where nobody has seen it, or claimed whole; null when nothing is left. */
function moveRest(tx: WriteTx, context: Context, check: StoredCheck, state: 'released' | 'claimed'): BulkStart | null {
  const isReleased = state === 'released';
  const scope = { by: 'batch', batchId: check.batchId } as const;
  const left = isReleased
    ? readUnexposedKeys(tx, check.batchId, 'quarantined', 1).length
    : readLots(tx, scope).reduce((sum, lot) => sum + countIn(lot, ['quarantined']), 0);
  if (left === 0) return null;
  return startBulkMove(
    tx,
    stockAuthor(context, tx),
    { kind: isReleased ? 'release' : 'bad-key', reason: check.number, note: check.note },
    {
      scope,
      fromStates: ['quarantined'],
      toState: isReleased ? 'available' : 'claimed',
      leavesExposed: isReleased,
      movement: 'adjustment',
      reason: isReleased ? 'release' : 'claim',
    },
  );
}
