import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { requireRevision } from '#core/db/revision.ts';
import { Refusal } from '#core/refusal.ts';
import { requireCurrency } from '#core/settings/currency.ts';
import { takeNumbers } from '#core/settings/settings.repo.ts';
import type { SupplierName } from '#shared/contract/supplier-names.contract.ts';
import type { SkuTerms, SupplierDetails, SupplierRow } from '#shared/contract/suppliers.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import type { Settlement, SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { findSupplierTerms, listSupplierTerms, replaceSupplierTerms } from './supplier-terms.repo.ts';
import { detailsView, differences, nameView, rowView } from './supplier-views.ts';
import {
  findSupplierByCode,
  insertSupplier,
  listSuppliers,
  type Supplier,
  type SupplierValues,
  setSupplierArchived,
  updateSupplier,
} from './suppliers.repo.ts';

const FIRST_PAGE = ['', 0] as const;
const AREAS = ['suppliers'];

export interface SupplierListInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly search: string;
  readonly archived: 'active' | 'archived' | 'all';
  readonly kind?: SupplierKind;
  readonly settlement?: Settlement;
}

export type NewSupplier = SupplierValues & { readonly code?: string };

/** Who keys are bought from, and on what terms. */
export function createSuppliersService() {
  function readPage({ db }: Context, input: SupplierListInput): Page<Supplier> {
    const after = input.cursor === undefined ? FIRST_PAGE : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listSuppliers(db, { ...input, terms: searchTerms(input.search), after, limit: input.limit + 1 });
    return pageOfRows(rows, input.limit, (row) => [row.nameKey, row.id]);
  }

  function edit(
    context: Context,
    input: SupplierValues & { id: SupplierId; revision: number; code: string },
  ): Promise<{ id: SupplierId; code: string }> {
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, input.id);
      requireRevision('supplier', supplier.revision, input.revision);
      requireFreeCode(tx, input.code, supplier.id);
      if (input.currency !== supplier.currency && supplier.entryCount > 0) {
        throw new Refusal('CURRENCY_IN_USE', { currency: supplier.currency });
      }
      if (input.currency !== supplier.currency) requireCurrency(input.currency);
      const values = withoutIdleTerms(input);
      updateSupplier(tx, supplier.id, input.code, values, context.now);
      const details = { code: supplier.code, changes: differences(supplier, { ...values, code: input.code }) };
      audit(tx, context, { action: 'suppliers.edit', subjectKind: 'supplier', subjectId: supplier.id, details });
      return { id: supplier.id, code: input.code };
    });
  }

  function setArchived(context: Context, input: { id: SupplierId; isArchived: boolean }): Promise<{ id: SupplierId }> {
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, input.id);
      setSupplierArchived(tx, supplier.id, input.isArchived, context.now);
      const action = input.isArchived ? 'suppliers.archive' : 'suppliers.unarchive';
      const details = { code: supplier.code, balance: supplier.balance };
      audit(tx, context, { action, subjectKind: 'supplier', subjectId: supplier.id, details });
      return { id: supplier.id };
    });
  }

  function setTerms(
    context: Context,
    input: { id: SupplierId; skuId: SkuId; warrantyHours: number | null; verifyFirst: boolean | null },
  ): Promise<{ id: SupplierId }> {
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, input.id);
      const sku = requireSku(tx, input.skuId);
      const { warrantyHours, verifyFirst } = input;
      const from = findSupplierTerms(tx, supplier.id, sku.id);
      replaceSupplierTerms(tx, supplier.id, sku.id, { warrantyHours, verifyFirst });
      const details = { skuCode: sku.code, from, to: { warrantyHours, verifyFirst } };
      audit(tx, context, { action: 'suppliers.setTerms', subjectKind: 'supplier', subjectId: supplier.id, details });
      return { id: supplier.id };
    });
  }

  return {
    list(context: Context, input: SupplierListInput): Page<SupplierRow> {
      const page = readPage(context, input);
      return { ...page, rows: page.rows.map(rowView) };
    },
    listNames(context: Context, input: { cursor?: string; limit: number; search: string }): Page<SupplierName> {
      const page = readPage(context, { ...input, archived: 'active' });
      return { ...page, rows: page.rows.map(nameView) };
    },
    getName: ({ db }: Context, id: SupplierId): SupplierName => nameView(requireSupplier(db, id)),
    findNameByCode({ db }: Context, code: string): SupplierName | null {
      const supplier = findSupplierByCode(db, code);
      return supplier && nameView(supplier);
    },
    get: ({ db }: Context, id: SupplierId): SupplierDetails => detailsView(requireSupplier(db, id)),
    findByCode({ db }: Context, code: string): SupplierDetails | null {
      const supplier = findSupplierByCode(db, code);
      return supplier && detailsView(supplier);
    },
    create: (context: Context, input: NewSupplier) => write(context, AREAS, (tx) => createSupplier(tx, context, input)),
    edit,
    setArchived,
    terms({ db }: Context, id: SupplierId): SkuTerms[] {
      return listSupplierTerms(db, requireSupplier(db, id).id);
    },
    setTerms,
  };
}

export type SuppliersService = ReturnType<typeof createSuppliersService>;

/** Adds a supplier inside an open transaction; for imports that may create one too. */
export function createSupplier(tx: WriteTx, context: Context, input: NewSupplier): { id: SupplierId; code: string } {
  const code = input.code ?? freeCode(tx);
  requireFreeCode(tx, code);
  requireCurrency(input.currency);
  const id = insertSupplier(tx, code, withoutIdleTerms(input), context.now);
  const details = { code, name: input.name };
  audit(tx, context, { action: 'suppliers.create', subjectKind: 'supplier', subjectId: id, details });
  return { id, code };
}

/** Credit days mean something only with a supplier on credit. */
function withoutIdleTerms(values: SupplierValues): SupplierValues {
  return values.settlement === 'credit' ? values : { ...values, creditDays: 0 };
}

function freeCode(tx: WriteTx): string {
  for (;;) {
    const code = `S${String(takeNumbers(tx, 'supplier/code')).padStart(3, '0')}`;
    if (!findSupplierByCode(tx, code)) return code;
  }
}

function requireFreeCode(tx: WriteTx, code: string, ownId?: SupplierId): void {
  const holder = findSupplierByCode(tx, code);
  if (holder && holder.id !== ownId) throw new Refusal('CODE_TAKEN', { id: holder.id, code: holder.code });
}
