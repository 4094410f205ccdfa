import type { Kernel } from '#core/kernel.ts';
import { createBrandsService } from './brands.service.ts';
import { createCatalogSheetsService } from './catalog-sheets.service.ts';
import { createProductsService } from './products.service.ts';
import { createSkusService } from './skus.service.ts';

/** Brands, their products, and the SKUs that are stocked and sold. */
export function createCatalogServices(kernel: Kernel) {
  return {
    brands: createBrandsService(),
    products: createProductsService(),
    skus: createSkusService(),
    sheets: createCatalogSheetsService(kernel),
  };
}

export type CatalogServices = ReturnType<typeof createCatalogServices>;
