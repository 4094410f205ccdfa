import type { WriteTx } from '#core/db/connection.ts';
import {
  type CorrectableKey,
  insertCorrectedKey,
  lastCorrectedKey,
  readCorrectedKeysAfter,
  readKeysBetween,
  settleCorrectionParts,
} from '#core/purchasing/price-corrections.repo.ts';
import { isOnHand } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, StockDocumentId } from '#shared/domain/ids.ts';
import { type KeyCorrection, reversedCorrection, splitShare } from '#shared/domain/purchasing/price-correction.ts';
import type { ShareRun } from '#shared/domain/purchasing/share-runs.ts';
import type { StockAuthor } from './ledger.ts';
import { revalueKeys } from './revaluation.ts';

/**
 * A price correction of more keys than one transaction should hold. Its account entry stands from its beginning; each key takes its
 * share in the order of ids, as it stands in its turn. Its reversal goes through the keys that were posted.
 */
export interface BulkRevaluation {
  readonly batchIds: readonly BatchId[];
  readonly revalues: { readonly shares: readonly ShareRun[] } | { readonly reversesId: StockDocumentId };
  readonly reason: string;
}

interface RevaluedPart {
  readonly key: CorrectableKey;
  readonly part: KeyCorrection;
}

/** One turn: the next keys take their share. Answers how many; 0 once all have, and then the document says what they came to. */
export function revalueSome(
  tx: WriteTx,
  author: StockAuthor,
  documentId: StockDocumentId,
  move: BulkRevaluation,
  limit: number,
): number {
  const after = lastCorrectedKey(tx, documentId);
  const next =
    'shares' in move.revalues
      ? nextShares(tx, move, move.revalues.shares, after, limit)
      : nextReversed(tx, move.revalues.reversesId, after, limit);
  if (next.length === 0) {
    settleCorrectionParts(tx, documentId);
    return 0;
  }
  revalueKeys(tx, author, {
    keys: next.map(({ key, part }) => ({ key, ...part })),
    reason: move.reason,
    paper: { documentKind: 'stock-document', documentId },
  });
  for (const { key, part } of next) {
    insertCorrectedKey(tx, {
      documentId,
      keyId: key.id,
      usesLeft: key.usesLeft,
      stockPart: part.stock,
      costPart: part.cost,
    });
  }
  return next.length;
}

function nextShares(
  tx: WriteTx,
  { batchIds }: BulkRevaluation,
  shares: readonly ShareRun[],
  after: CardKeyId,
  limit: number,
): RevaluedPart[] {
  const next: RevaluedPart[] = [];
  for (const [from, through, share] of shares) {
    if (through <= after) continue;
    if (next.length >= limit) break;
    const keys = readKeysBetween(tx, {
      batchIds,
      from: Math.max(from, after + 1),
      through,
      limit: limit - next.length,
    });
    next.push(...keys.map((key) => ({ key, part: splitShare({ ...key, isOnHand: isOnHand(key.state) }, share) })));
  }
  return next;
}

function nextReversed(tx: WriteTx, reversesId: StockDocumentId, after: CardKeyId, limit: number): RevaluedPart[] {
  return readCorrectedKeysAfter(tx, reversesId, after, limit).map(({ usesThen, stockPart, costPart, ...key }) => ({
    key,
    part: reversedCorrection(
      { stock: stockPart, cost: costPart, usesLeft: usesThen },
      { isOnHand: isOnHand(key.state), usesLeft: key.usesLeft },
    ),
  }));
}
