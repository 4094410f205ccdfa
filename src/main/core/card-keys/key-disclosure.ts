import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import type { LedgerKey } from '#core/inventory/ledger.repo.ts';
import { ledgerKeys, moveKeys, recordKeyLooks } from '#core/inventory/ledger.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { Refusal } from '#core/refusal.ts';
import { pairsDigest } from '#core/vault/pairs-digest.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { findSealedKey } from './key-lists.repo.ts';

/** Keys that can be shown; refuses with KEY_NOT_STORED one of which only the fingerprint is kept. */
export function showableKeys(tx: WriteTx, ids: readonly CardKeyId[]): LedgerKey[] {
  const keys = ledgerKeys(tx, [...new Set(ids)]);
  const missing = keys.find(({ id }) => !findSealedKey(tx, id)?.sealed);
  if (missing) throw new Refusal('KEY_NOT_STORED', { keyId: missing.id });
  return keys;
}

/** One audit row for a look at keys, and the look in each key's timeline. */
export function recordDisclosure(
  tx: WriteTx,
  context: Context,
  look: { action: string; keys: readonly LedgerKey[]; details?: Record<string, unknown> },
): void {
  const { action, keys, details } = look;
  const { sequence } = audit(tx, context, {
    action,
    subjectKind: 'cardKey',
    subjectId: keys.length === 1 ? keys[0]?.id : null,
    quantity: keys.length,
    details: { ...details, digest: pairsDigest(keys.map(({ pairMac }) => pairMac)) },
  });
  recordKeyLooks(tx, stockAuthor(context), keys, { documentKind: 'audit', documentId: sequence });
}

/**
 * Someone has seen the keys in plain: none of them may be sold unawares. Free and reserved ones go to quarantine as
 * exposed, and issued.log knows them. Answers how many went.
 */
export function exposeKeys(tx: WriteTx, context: Context, keys: readonly LedgerKey[], reason: string): number {
  const free = keys.filter(({ state }) => isForSale(state));
  const author = stockAuthor(context);
  if (free.length > 0) {
    const paper = postStockDocument(tx, author, { kind: 'quarantine', reason, quantity: free.length });
    moveKeys(tx, author, {
      keys: free,
      toState: 'quarantined',
      isExposed: true,
      kind: 'adjustment',
      reason,
      paper: { documentKind: 'stock-document', documentId: paper.id },
    });
  }
  noteSeen(tx, reason, keys);
  return free.length;
}

/**
 * Tells issued.log of keys that somebody outside comes to know. Those that had been seen and were let back on sale are told of
 * anew: a backup of since then has them for sale.
 */
export function noteSeen(tx: WriteTx, delivery: string, keys: readonly LedgerKey[]): void {
  const seen = keys.filter(({ state, isExposed }) => isExposed === 0 || isForSale(state));
  if (seen.length === 0) return;
  queueIssued(tx, 'keys', { delivery, pairs: seen.map(({ pairMac }) => pairMac.toString('base64')) });
}

function isForSale(state: LedgerKey['state']): boolean {
  return state === 'available' || state === 'reserved';
}
