import { implementer } from '#core/implementer.ts';
import type { CatalogServices } from './catalog.service.ts';

export function createCatalogRouter(catalog: CatalogServices) {
  const { brands, products, skus } = implementer;
  return {
    brands: {
      list: brands.list.handler(({ context, input }) => catalog.brands.list(context, input)),
      get: brands.get.handler(({ context, input }) => catalog.brands.get(context, input.id)),
      create: brands.create.handler(({ context, input }) => catalog.brands.create(context, input)),
      edit: brands.edit.handler(({ context, input }) => catalog.brands.edit(context, input)),
      setArchived: brands.setArchived.handler(({ context, input }) => catalog.brands.setArchived(context, input)),
      merge: brands.merge.handler(({ context, input }) => catalog.brands.merge(context, input)),
    },
    products: {
      list: products.list.handler(({ context, input }) => catalog.products.list(context, input)),
      get: products.get.handler(({ context, input }) => catalog.products.get(context, input.id)),
      create: products.create.handler(({ context, input }) => catalog.products.create(context, input)),
      edit: products.edit.handler(({ context, input }) => catalog.products.edit(context, input)),
      setArchived: products.setArchived.handler(({ context, input }) => catalog.products.setArchived(context, input)),
      merge: products.merge.handler(({ context, input }) => catalog.products.merge(context, input)),
    },
    skus: {
      list: skus.list.handler(({ context, input }) => catalog.skus.list(context, input)),
      get: skus.get.handler(({ context, input }) => catalog.skus.get(context, input.id)),
      findByCode: skus.findByCode.handler(({ context, input }) => catalog.skus.findByCode(context, input.code)),
      create: skus.create.handler(({ context, input }) => catalog.skus.create(context, input)),
      edit: skus.edit.handler(({ context, input }) => catalog.skus.edit(context, input)),
      setArchived: skus.setArchived.handler(({ context, input }) => catalog.skus.setArchived(context, input)),
      merge: skus.merge.handler(({ context, input }) => catalog.skus.merge(context, input)),
      exportSheet: skus.exportSheet.handler(({ context, input }) => catalog.sheets.exportSheet(context, input)),
      sampleSheet: skus.sampleSheet.handler(({ context, input }) => catalog.sheets.sampleSheet(context, input)),
      previewSheet: skus.previewSheet.handler(({ context, input }) => catalog.sheets.previewSheet(context, input)),
      importSheet: skus.importSheet.handler(({ context, input }) => catalog.sheets.importSheet(context, input)),
    },
  };
}
