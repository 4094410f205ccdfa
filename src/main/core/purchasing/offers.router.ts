import { implementer } from '#core/implementer.ts';
import type { ComparisonService } from './comparison.service.ts';
import type { ExchangeRatesService } from './exchange-rates.service.ts';
import type { OffersService } from './offers.service.ts';
import type { PriceListsService } from './price-lists.service.ts';

export interface OfferServices {
  readonly offers: OffersService;
  readonly comparison: ComparisonService;
  readonly priceLists: PriceListsService;
  readonly exchangeRates: ExchangeRatesService;
}

export function createOffersRouter({
  offers: service,
  comparison,
  priceLists: lists,
  exchangeRates: rates,
}: OfferServices) {
  const { offers, priceLists, exchangeRates } = implementer;
  return {
    exchangeRates: {
      list: exchangeRates.list.handler(({ context, input }) => rates.list(context, input)),
      currencies: exchangeRates.currencies.handler(({ context }) => rates.currencies(context)),
      onDay: exchangeRates.onDay.handler(({ context, input }) => rates.onDay(context, input)),
      history: exchangeRates.history.handler(({ context, input }) => rates.history(context, input)),
      enter: exchangeRates.enter.handler(({ context, input }) => rates.enter(context, input)),
      withdraw: exchangeRates.withdraw.handler(({ context, input }) => rates.withdraw(context, input)),
      stageText: exchangeRates.stageText.handler(({ context, input }) => rates.stageText(context, input)),
      previewSheet: exchangeRates.previewSheet.handler(({ context, input }) => rates.previewSheet(context, input)),
      importSheet: exchangeRates.importSheet.handler(({ context, input }) => rates.importSheet(context, input)),
    },
    offers: {
      list: offers.list.handler(({ context, input }) => service.list(context, input)),
      get: offers.get.handler(({ context, input }) => service.get(context, input.id)),
      prices: offers.prices.handler(({ context, input }) => service.prices(context, input.id)),
      create: offers.create.handler(({ context, input }) => service.create(context, input)),
      edit: offers.edit.handler(({ context, input }) => service.edit(context, input)),
      setPrice: offers.setPrice.handler(({ context, input }) => service.setPrice(context, input)),
      setArchived: offers.setArchived.handler(({ context, input }) => service.setArchived(context, input)),
      compare: offers.compare.handler(({ context, input }) => comparison.compare(context, input)),
      costTerms: offers.costTerms.handler(({ context, input }) => comparison.costTerms(context, input)),
      setCostTerms: offers.setCostTerms.handler(({ context, input }) => comparison.setCostTerms(context, input)),
      basis: offers.basis.handler(({ context }) => comparison.basis(context)),
      setBasis: offers.setBasis.handler(({ context, input }) => comparison.setBasis(context, input)),
    },
    priceLists: {
      stageText: priceLists.stageText.handler(({ context, input }) => lists.stageText(context, input)),
      describe: priceLists.describe.handler(({ context, input }) => lists.describe(context, input)),
      preview: priceLists.preview.handler(({ context, input }) => lists.preview(context, input)),
      exportRefused: priceLists.exportRefused.handler(({ context, input }) => lists.exportRefused(context, input)),
      post: priceLists.post.handler(({ context, input }) => lists.post(context, input)),
      list: priceLists.list.handler(({ context, input }) => lists.list(context, input)),
      get: priceLists.get.handler(({ context, input }) => lists.get(context, input)),
      exportPostedRefused: priceLists.exportPostedRefused.handler(({ context, input }) =>
        lists.exportPostedRefused(context, input),
      ),
      undo: priceLists.undo.handler(({ context, input }) => lists.undo(context, input)),
    },
  };
}
