import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Context, write } from '#core/context.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import { shownCosts } from '#core/identity/shown-costs.ts';
import { findStockSku } from '#core/inventory/stock-skus.repo.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound } from '#core/refusal.ts';
import type { KeyFilter, KeyRow, PlainKeyView } from '#shared/contract/card-keys.contract.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { plainOrderNumber } from '#shared/domain/sales/order-number.ts';
import { exposeKeys, recordDisclosure, showableKeys } from './key-disclosure.ts';
import { createKeyExport } from './key-export.ts';
import {
  findBatchByNumber,
  findKeyRow,
  findKeysByNumber,
  findKeysBySecret,
  findSealedKey,
  type MatchedKey,
  readKeyEvents,
} from './key-lists.repo.ts';
import { keyRowOf, keyRows, pageOfKeys } from './key-lists.ts';
import { numberFingerprint, openKey, secretFingerprint } from './key-sealing.ts';
import { namedFields } from './named-fields.ts';

const AREAS = ['cardKeys', 'inventory', 'audit'] as const;
const MOST_FOUND = 100;
/** Others are served in between. */
const TEXTS_PER_TURN = 100;

/** Keys one by one: lists that show none of them, and what shows them, recorded. */
export function createCardKeysService(kernel: Kernel) {
  function find(context: Context, text: string) {
    const { db } = context;
    const keys = kernel.vault.keys();
    const byNumber = findKeysByNumber(db, numberFingerprint(keys, text));
    if (byNumber.length > 0) return { matchedBy: 'number' as const, rows: rowsOf(context, byNumber) };
    const bySecret = findKeysBySecret(db, secretFingerprint(keys, text));
    if (bySecret.length > 0) return { matchedBy: 'secret' as const, rows: rowsOf(context, bySecret) };
    const searches = [
      ['order', { orderNumber: plainOrderNumber(text) }],
      ['batch', { batchId: findBatchByNumber(db, text) ?? undefined }],
      ['tail', { tail: text }],
    ] as const;
    for (const [matchedBy, filter] of searches) {
      if ('batchId' in filter && filter.batchId === undefined) continue;
      if ('orderNumber' in filter && filter.orderNumber === '') continue;
      const { ids } = pageOfKeys(db, { states: [], ...filter }, undefined, MOST_FOUND);
      if (ids.length > 0) return { matchedBy, rows: keyRows(db, ids, shownCosts(context)) };
    }
    return { matchedBy: null, rows: [] };
  }

  function plain(context: Context, ids: readonly CardKeyId[]): PlainKeyView[] {
    const keys = kernel.vault.keys();
    return ids.map((id) => {
      const stored = findSealedKey(context.db, id);
      if (!stored?.sealed) throw notFound('cardKey', id);
      const opened = openKey(keys, id, stored.sealed);
      const definitions = findStockSku(context.db, stored.skuId)?.keyFields ?? [];
      return { id, fields: namedFields(definitions, opened.fields), rawLine: opened.rawLine };
    });
  }

  return {
    list(context: Context, input: { filter: KeyFilter; cursor?: string; limit: number }) {
      const { ids, nextCursor, total } = pageOfKeys(context.db, input.filter, input.cursor, input.limit);
      return { rows: keyRows(context.db, ids, shownCosts(context)), nextCursor, total };
    },

    find,

    async lookup(context: Context, input: { texts: readonly string[] }) {
      const results: (MatchedKey & { readonly matchedBy: 'number' | 'secret' })[][] = [];
      for (const text of input.texts) {
        if (results.length > 0 && results.length % TEXTS_PER_TURN === 0) await nextTurn();
        const keys = kernel.vault.keys();
        const byNumber = findKeysByNumber(context.db, numberFingerprint(keys, text));
        const bySecret = findKeysBySecret(context.db, secretFingerprint(keys, text));
        results.push([
          ...byNumber.map((key) => ({ ...key, matchedBy: 'number' as const })),
          ...bySecret.map((key) => ({ ...key, matchedBy: 'secret' as const })),
        ]);
      }
      return { results };
    },

    get(context: Context, id: CardKeyId) {
      const row = findKeyRow(context.db, id);
      if (!row) throw notFound('cardKey', id);
      return {
        ...keyRowOf(context.db, row, shownCosts(context)),
        importId: row.importId,
        importNumber: row.importNumber,
      };
    },

    timeline(context: Context, id: CardKeyId) {
      const row = findKeyRow(context.db, id);
      if (!row) throw notFound('cardKey', id);
      const events = readKeyEvents(context.db, id);
      const received = {
        happenedAt: row.receivedAt,
        userName: null,
        fromState: null,
        toState: events[0]?.fromState ?? row.state,
        act: 'receipt',
        documentKind: 'import' as const,
        documentId: row.importId ?? 0,
        documentNumber: row.importNumber,
        note: row.batchNumber,
      };
      const later = events.map(({ documentNumber, act, note, ...event }) => ({
        ...event,
        act: act ?? event.documentKind,
        documentNumber: documentNumber ?? '',
        note: note ?? '',
      }));
      return [received, ...later];
    },

    async reveal(context: Context, input: { keyIds: readonly CardKeyId[]; reason: string }) {
      const { quarantined } = await write(context, AREAS, (tx) => {
        const keys = showableKeys(tx, input.keyIds);
        takeCountedRight(tx, context, 'keys.reveal', keys.length);
        const moved = exposeKeys(tx, context, keys, 'reveal');
        recordDisclosure(tx, context, { action: 'cardKeys.reveal', keys, details: { reason: input.reason } });
        return { quarantined: moved };
      });
      return { keys: plain(context, [...new Set(input.keyIds)]), quarantined };
    },

    recordCopy(context: Context, input: { keyIds: readonly CardKeyId[] }) {
      return write(context, AREAS, (tx) => {
        const keys = showableKeys(tx, input.keyIds);
        takeCountedRight(tx, context, 'keys.copy', keys.length);
        recordDisclosure(tx, context, { action: 'cardKeys.copy', keys });
        return { quantity: keys.length };
      });
    },

    export: createKeyExport(kernel),
  };

  function rowsOf(context: Context, matched: readonly { id: CardKeyId }[]): KeyRow[] {
    return keyRows(
      context.db,
      matched.map(({ id }) => id),
      shownCosts(context),
    );
  }
}

export type CardKeysService = ReturnType<typeof createCardKeysService>;
