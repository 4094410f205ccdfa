import { useQueries } from '@tanstack/react-query';
import { api } from '#renderer/lib/client.ts';
import type { DispenseDraft, SalePrices } from './dispense-draft.ts';

/** What the products in the form are sold for, as of now. */
export function useSalePrices({ lines }: DispenseDraft): SalePrices {
  return useQueries({
    queries: lines.flatMap(({ skuId }) =>
      skuId === null ? [] : [api.skus.get.queryOptions({ input: { id: skuId } })],
    ),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) => (data && data.salePrice !== null ? [[data.id, data.salePrice] as const] : [])),
      ),
  });
}
