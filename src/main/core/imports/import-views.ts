import type { Context } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { type ShowCost, shownCosts } from '#core/identity/shown-costs.ts';
import { notFound } from '#core/refusal.ts';
import type { ImportDetails, ImportRow, ImportSummary, ReceiptKind } from '#shared/contract/imports.contract.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { shownSummary, type WholeSummary } from './import-summary.ts';
import { isReceiptOfRefused } from './import-undo.ts';
import {
  countUnmovedKeys,
  findImport,
  type ImportListFilter,
  listImportBatches,
  listImports,
  type StoredImport,
} from './imports.repo.ts';
import { type ChargedRefusals, chargedRefusals } from './refused-claims.ts';

export interface ImportListInput extends Omit<ImportListFilter, 'terms'> {
  readonly cursor?: string;
  readonly limit: number;
  readonly search: string;
}

const MOST_TERMS = 8;

/** How imports are read: the history and one import with what it brought. */
export function createImportViews() {
  return {
    list(context: Context, { cursor, limit, search, ...filter }: ImportListInput): Page<ImportRow> {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor, ['number'] as const)[0];
      const terms = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_TERMS);
      const page = pageOfRows(listImports(context.db, { ...filter, terms }, before, limit + 1), limit, ({ id }) => [
        id,
      ]);
      const show = shownCosts(context);
      return { ...page, rows: page.rows.map((row) => toRow(row, show)) };
    },

    get(context: Context, input: { id: ImportId }) {
      const stored = findImport(context.db, input.id);
      if (!stored) throw notFound('import', input.id);
      const batches = listImportBatches(context.db, input.id).map(({ state: _, ...batch }) => ({
        ...batch,
        unmovedCount: countUnmovedKeys(context.db, batch.id),
      }));
      const show = shownCosts(context);
      return {
        ...toRow(stored, show),
        summary: summaryOf(stored, show),
        isOfRefused: isReceiptOfRefused(context.db, stored),
        chargedRefusals: shownRefusals(chargedRefusals(context.db, stored), show),
        batches,
      };
    },
  };
}

function toRow(stored: StoredImport, show: ShowCost): ImportRow {
  const { settings: _, summary: __, ...row } = stored;
  return {
    ...row,
    state: row.state as ImportRow['state'],
    receiptKind: row.receiptKind as ReceiptKind,
    amountCharged: row.amountCharged === null ? null : show(money(row.amountCharged)),
    totalCost: show(money(row.totalCost)),
  };
}

function summaryOf({ state, summary }: StoredImport, show: ShowCost): ImportSummary | null {
  if (state === 'loading' || state === 'cancelled') return null;
  const { exchange = null, ...whole } = JSON.parse(summary) as Omit<WholeSummary, 'exchange'> & Partial<WholeSummary>;
  return shownSummary({ ...whole, exchange }, show);
}

/** Null where nothing was charged for refused rows, and for those who may not see what keys cost. */
function shownRefusals({ claims, ...refusals }: ChargedRefusals, show: ShowCost): ImportDetails['chargedRefusals'] {
  if (refusals.charged === 0 || show(refusals.charged) === null) return null;
  return { ...refusals, claims: [...claims] };
}
