import type { Context } from '#core/context.ts';
import { notFound } from '#core/refusal.ts';
import type { ImportRow, ImportSummary, ReceiptKind } from '#shared/contract/imports.contract.ts';
import type { ImportId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { countUnmovedKeys, findImport, listImportBatches, listImports, type StoredImport } from './imports.repo.ts';

/** How imports are read: the history and one import with what it brought. */
export function createImportViews() {
  return {
    list(context: Context, input: { cursor?: string; limit: number; supplierId?: SupplierId }) {
      const before = input.cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(input.cursor);
      const filter = { before, limit: input.limit + 1, supplierId: input.supplierId ?? null };
      const found = listImports(context.db, filter);
      const rows = found.slice(0, input.limit).map(toRow);
      const last = rows.at(-1);
      return { rows, nextCursor: found.length > input.limit && last ? String(last.id) : null };
    },

    get(context: Context, input: { id: ImportId }) {
      const stored = findImport(context.db, input.id);
      if (!stored) throw notFound('import', input.id);
      const batches = listImportBatches(context.db, input.id).map(({ state: _, ...batch }) => ({
        ...batch,
        unmovedCount: countUnmovedKeys(context.db, batch.id),
      }));
      return { ...toRow(stored), summary: summaryOf(stored), batches };
    },
  };
}

function toRow(stored: StoredImport): ImportRow {
  const { settings: _, summary: __, ...row } = stored;
  return {
    ...row,
    state: row.state as ImportRow['state'],
    receiptKind: row.receiptKind as ReceiptKind,
    amountCharged: row.amountCharged === null ? null : money(row.amountCharged),
    totalCost: money(row.totalCost),
  };
}

function summaryOf({ state, summary }: StoredImport): ImportSummary | null {
  return state === 'loading' || state === 'cancelled' ? null : (JSON.parse(summary) as ImportSummary);
}
