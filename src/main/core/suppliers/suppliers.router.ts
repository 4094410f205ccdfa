import { implementer } from '#core/implementer.ts';
import type { SupplierAccountsService } from './supplier-accounts.service.ts';
import type { SuppliersService } from './suppliers.service.ts';

export function createSuppliersRouter(service: SuppliersService, accounts: SupplierAccountsService) {
  const { suppliers, supplierNames, supplierAccounts } = implementer;
  return {
    suppliers: {
      list: suppliers.list.handler(({ context, input }) => service.list(context, input)),
      get: suppliers.get.handler(({ context, input }) => service.get(context, input.id)),
      findByCode: suppliers.findByCode.handler(({ context, input }) => service.findByCode(context, input.code)),
      create: suppliers.create.handler(({ context, input }) => service.create(context, input)),
      edit: suppliers.edit.handler(({ context, input }) => service.edit(context, input)),
      setArchived: suppliers.setArchived.handler(({ context, input }) => service.setArchived(context, input)),
      terms: suppliers.terms.handler(({ context, input }) => service.terms(context, input.id)),
      setTerms: suppliers.setTerms.handler(({ context, input }) => service.setTerms(context, input)),
    },
    supplierNames: {
      list: supplierNames.list.handler(({ context, input }) => service.listNames(context, input)),
      get: supplierNames.get.handler(({ context, input }) => service.getName(context, input.id)),
      findByCode: supplierNames.findByCode.handler(({ context, input }) => service.findNameByCode(context, input.code)),
    },
    supplierAccounts: {
      list: supplierAccounts.list.handler(({ context, input }) => accounts.list(context, input)),
      totals: supplierAccounts.totals.handler(({ context }) => accounts.totals(context)),
      get: supplierAccounts.get.handler(({ context, input }) => accounts.get(context, input.supplierId)),
      entries: supplierAccounts.entries.handler(({ context, input }) => accounts.entries(context, input)),
      entry: supplierAccounts.entry.handler(({ context, input }) => accounts.entry(context, input.id)),
      openClaims: supplierAccounts.openClaims.handler(({ context, input }) =>
        accounts.openClaims(context, input.supplierId),
      ),
      post: supplierAccounts.post.handler(({ context, input }) => accounts.post(context, input)),
      reverse: supplierAccounts.reverse.handler(({ context, input }) => accounts.reverse(context, input)),
    },
  };
}
