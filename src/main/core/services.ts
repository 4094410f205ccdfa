import { createCatalogServices } from './catalog/catalog.service.ts';
import { createIdentityService } from './identity/identity.service.ts';
import { createImportsService } from './imports/imports.service.ts';
import type { Kernel } from './kernel.ts';
import { createSupplierAccountsService } from './suppliers/supplier-accounts.service.ts';
import { createSuppliersService } from './suppliers/suppliers.service.ts';

/** One service per area, made once. An area that has something to do at start or stop says so here. */
export function createServices(kernel: Kernel) {
  const imports = createImportsService(kernel);
  return {
    kernel,
    identity: createIdentityService(kernel),
    catalog: createCatalogServices(),
    suppliers: createSuppliersService(),
    supplierAccounts: createSupplierAccountsService(),
    imports,
    async start(): Promise<void> {
      await imports.start();
    },
    async stop(): Promise<void> {
      imports.stop();
    },
  };
}

export type Services = ReturnType<typeof createServices>;
