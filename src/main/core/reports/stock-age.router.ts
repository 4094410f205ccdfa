import { type Context, today } from '#core/context.ts';
import { implementer } from '#core/implementer.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { AgedBatches, StockAgeReport } from '#shared/contract/stock-age.contract.ts';
import type { StockAgeInput } from './stock-age.job.ts';

export function createStockAgeRouter() {
  const { stockAge } = implementer;
  const dayOfShop = (context: Context) => ({
    today: today(context).day,
    timeZone: shopSettings(context.db).timeZone,
  });
  return {
    stockAge: {
      report: stockAge.report.handler(({ context, input, signal }) => {
        const wish: StockAgeInput = { of: 'report', ...dayOfShop(context), deadAfterDays: input.deadAfterDays };
        return context.kernel.threads.run<StockAgeReport>({ kind: 'stock-age', input: wish, keys: null, signal });
      }),
      batches: stockAge.batches.handler(({ context, input, signal }) => {
        const { bucket, skuId } = input;
        const wish: StockAgeInput = { of: 'batches', ...dayOfShop(context), bucket, skuId };
        return context.kernel.threads.run<AgedBatches>({ kind: 'stock-age', input: wish, keys: null, signal });
      }),
    },
  };
}
