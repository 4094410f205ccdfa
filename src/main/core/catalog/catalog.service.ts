import { createBrandsService } from './brands.service.ts';
import { createProductsService } from './products.service.ts';
import { createSkusService } from './skus.service.ts';

/** Brands, their products, and the SKUs that are stocked and sold. */
export function createCatalogServices() {
  return { brands: createBrandsService(), products: createProductsService(), skus: createSkusService() };
}

export type CatalogServices = ReturnType<typeof createCatalogServices>;
