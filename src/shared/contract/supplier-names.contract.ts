import { z } from 'zod';
import { SUPPLIER_CHOOSING_RIGHTS } from '../domain/identity/rights.ts';
import { recordCode } from './catalog.contract.ts';
import { pageInput, pageOf, query } from './procedure.ts';
import { supplierId } from './suppliers.contract.ts';

/** A supplier by name and code, for whoever chooses one: no contacts, no terms, no money. */
export const supplierName = z.object({
  id: supplierId,
  code: z.string(),
  name: z.string(),
  /** What amounts on their papers are in. */
  currency: z.string(),
  /** As what their keys usually come in. */
  usualReceiptKind: z.enum(['purchase', 'consignment']),
  isArchived: z.boolean(),
});
export type SupplierName = z.output<typeof supplierName>;

/** Suppliers to choose from; one of the rights is enough, of each of which the lists name suppliers too. */
export const supplierNamesContract = {
  /** Suppliers that are not archived, by name; `search` is part of a name or code. */
  list: query({ anyOf: SUPPLIER_CHOOSING_RIGHTS })
    .input(z.object({ ...pageInput, search: z.string().max(100).default('') }))
    .output(pageOf(supplierName)),
  /** One that was chosen before, archived or not. */
  get: query({ anyOf: SUPPLIER_CHOOSING_RIGHTS })
    .input(z.object({ id: supplierId }))
    .output(supplierName),
  /** The supplier of a code; null when there is none. */
  findByCode: query({ anyOf: SUPPLIER_CHOOSING_RIGHTS })
    .input(z.object({ code: recordCode }))
    .output(supplierName.nullable()),
};
