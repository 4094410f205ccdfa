import { z } from 'zod';
import type { OfferId, OfferPriceId, PriceListId } from '../domain/ids.ts';
import { TAX_BASES } from '../domain/purchasing/landed-cost.ts';
import { MOST_TIERS } from '../domain/purchasing/price-tiers.ts';
import { INVOICE_KINDS } from '../domain/suppliers/invoices.ts';
import { skuId } from './catalog.contract.ts';
import { currencyCode, usedRate } from './exchange-rates.contract.ts';
import {
  amountNotNegative,
  command,
  commandInput,
  day,
  idOf,
  moneyAmount,
  noteText,
  pageInput,
  pageOf,
  query,
} from './procedure.ts';
import { standingView } from './scorecards.contract.ts';
import { supplierId } from './suppliers.contract.ts';

export const offerId = idOf<OfferId>();
export const offerPriceId = idOf<OfferPriceId>();
export const priceListId = idOf<PriceListId>();
const revision = z.number().int().positive();
const wholeRate = z.number().int().min(0).max(1_000_000_000);
const quantity = z.number().int().min(1).max(10_000_000);

/** From a quantity on a price per key, or a part of the face value in 1e-8 (95折 is 95 000 000); exactly one of the two. */
export const priceTier = z.object({
  fromQuantity: quantity,
  unitPrice: moneyAmount.nullable(),
  discount: wholeRate.nullable(),
});
export type PriceTierShape = z.output<typeof priceTier>;

/** What may be edited of an offer; its prices are versions of their own. */
export const offerFields = {
  supplierCode: z.string().trim().max(80).default(''),
  supplierProduct: z.string().trim().max(200).default(''),
  minimumQuantity: quantity.default(1),
  quantityMultiple: quantity.default(1),
  knownStock: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
  promiseHours: z
    .number()
    .int()
    .min(0)
    .max(24 * 365)
    .nullable()
    .default(null),
  notes: noteText,
};

const priceFields = {
  currency: currencyCode,
  effectiveOn: day,
  validTo: day.nullable().default(null),
  tiers: z.array(priceTier).min(1).max(MOST_TIERS),
};

export const offerPrice = z.object({
  id: offerPriceId,
  effectiveOn: day,
  validTo: day.nullable(),
  currency: z.string(),
  /** Smallest quantity first; empty where the version says that there is no price any more. */
  tiers: z.array(priceTier),
  source: z.enum(['hand', 'list', 'undo']),
  priceListId: priceListId.nullable(),
  priceListNumber: z.string().nullable(),
  reversesId: offerPriceId.nullable(),
  reason: z.string(),
  postedAt: z.number(),
  postedBy: z.string(),
});
export type OfferPrice = z.output<typeof offerPrice>;

const offerState = z.enum(['valid', 'expired', 'unpriced', 'archived']);

export const offerRow = z.object({
  id: offerId,
  supplierId,
  supplierCodeOfOurs: z.string(),
  supplierName: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  faceValue: moneyAmount.nullable(),
  faceCurrency: z.string(),
  supplierCode: z.string(),
  supplierProduct: z.string(),
  minimumQuantity: z.number(),
  quantityMultiple: z.number(),
  knownStock: z.number().nullable(),
  knownStockAt: z.number().nullable(),
  promiseHours: z.number().nullable(),
  isArchived: z.boolean(),
  revision,
  /** The price that holds today; null where none was ever entered. */
  price: z
    .object({
      id: offerPriceId,
      currency: z.string(),
      effectiveOn: day,
      validTo: day.nullable(),
      tiers: z.array(priceTier),
    })
    .nullable(),
  state: offerState,
});
export type OfferRow = z.output<typeof offerRow>;

export const offerDetails = offerRow.extend({ notes: z.string(), createdAt: z.number(), updatedAt: z.number() });
export type OfferDetails = z.output<typeof offerDetails>;

const costStep = z.object({
  kind: z.enum(['goods', 'agent', 'order', 'top-up', 'tax-added', 'tax-taken-off', 'exchange']),
  base: moneyAmount,
  rate: z.number().nullable(),
  quantity: z.number().nullable(),
  amount: moneyAmount,
  currency: z.string(),
  sum: moneyAmount,
});

/** A landed cost with its whole arithmetic; amounts of `total`, `unitCost` and `rebate` are in the shop's currency. */
export const landedCostShape = z.object({
  quantity: z.number(),
  tier: priceTier,
  unitPrice: moneyAmount,
  steps: z.array(costStep),
  total: moneyAmount,
  unitCost: moneyAmount,
  exchange: usedRate.nullable(),
  rebate: z.object({ promised: moneyAmount, expected: moneyAmount, paidShare: z.number().nullable() }),
});
export type LandedCostShape = z.output<typeof landedCostShape>;

export const comparedOffer = offerRow.extend({
  /** What would be ordered for the asked quantity: the minimum and the multiple kept. */
  orderQuantity: z.number(),
  cost: landedCostShape.nullable(),
  /** Why there is no cost. */
  problem: z
    .enum(['FACE_VALUE_MISSING', 'FACE_CURRENCY_DIFFERS', 'BELOW_FIRST_TIER', 'RATE_MISSING', 'NO_PRICE', 'EXPIRED'])
    .nullable(),
  isSuspect: z.boolean(),
  isCheapest: z.boolean(),
  /** How much dearer per key than the cheapest, in 1e-8. */
  dearerBy: z.number().nullable(),
  /**
   * The next tier: from which quantity, the landed cost per key there, how much more money it ties up, and how many days the
   * quantity lasts at what was sold a day in the last 28 days; null where nothing was.
   */
  nextTier: z
    .object({
      quantity: z.number(),
      unitCost: moneyAmount,
      extraMoney: moneyAmount,
      coverDays: z.number().nullable(),
    })
    .nullable(),
  /** Of the keys of this SKU bought in the last 90 days, in 1e-8; null where none were. */
  purchaseShare: z.number().nullable(),
  boughtQuantity: z.number(),
  /** Bad keys of all that the supplier delivered in the last 90 days, in 1e-8; null where nothing was. */
  failureRate: z.number().nullable(),
  standing: standingView,
});
export type ComparedOffer = z.output<typeof comparedOffer>;

/** What a supplier charges beside the price. Rates in 1e-8; amounts in the supplier's currency. */
export const costTermFields = {
  topUpRate: wholeRate,
  orderFee: amountNotNegative,
  agentRate: wholeRate,
  withdrawalRate: wholeRate,
  priceBasis: z.enum(TAX_BASES),
  taxRate: wholeRate,
  /** Which kind of invoice comes; null: nobody said. */
  invoiceKind: z.enum(INVOICE_KINDS).nullable().default(null),
  rebateRate: wholeRate,
  /** Days after the end of a period in which its rebate is agreed to be paid; null: nothing was agreed. */
  rebateDays: z.number().int().min(0).max(3650).nullable().default(null),
  /** Rebates of the past: due, and of that really paid. */
  rebateDue: amountNotNegative,
  rebatePaid: amountNotNegative,
};
export const costTerms = z.object({
  supplierId,
  currency: z.string(),
  revision: z.number(),
  ...costTermFields,
  /** How recorded rebates were really paid: those that are over, late ones of them, days late on average; null: none is over. */
  rebatePractice: z
    .object({ count: z.number(), late: z.number(), meanDaysLate: z.number().nullable() })
    .nullable()
    .default(null),
});
export type CostTermsShape = z.output<typeof costTerms>;

/** There is an offer of this supplier for this SKU already: change that one. */
const OFFER_EXISTS = { status: 409, data: z.object({ id: z.number() }) } as const;

export const offersContract = {
  /** Offers by SKU code; the price is the one that holds today. */
  list: query('purchasing.read')
    .input(
      z.object({
        ...pageInput,
        search: z.string().max(100).default(''),
        supplierId: supplierId.optional(),
        skuId: skuId.optional(),
        archived: z.enum(['active', 'archived', 'all']).default('active'),
      }),
    )
    .output(pageOf(offerRow)),
  get: query('purchasing.read')
    .input(z.object({ id: offerId }))
    .output(offerDetails),
  /** Every version of an offer's price, the last posted first. */
  prices: query('purchasing.read')
    .input(z.object({ id: offerId }))
    .output(z.array(offerPrice)),
  create: command('purchasing.edit')
    .input(commandInput({ supplierId, skuId, ...offerFields, price: z.object(priceFields).nullable().default(null) }))
    .errors({ OFFER_EXISTS })
    .output(z.object({ id: offerId })),
  edit: command('purchasing.edit')
    .input(commandInput({ id: offerId, revision, ...offerFields }))
    .output(z.object({ id: offerId })),
  /**
   * Posts a new version of the price; nothing is edited. `lastPriceId` is the last posted version that was seen (null: none):
   * with another one there by now it answers CHANGED_MEANWHILE.
   */
  setPrice: command('purchasing.edit')
    .input(
      commandInput({
        id: offerId,
        lastPriceId: offerPriceId.nullable(),
        ...priceFields,
        reason: z.string().trim().max(200).default(''),
      }),
    )
    .output(z.object({ id: offerId, priceId: offerPriceId })),
  /** An archived offer is no longer compared or ordered from. */
  setArchived: command('purchasing.edit')
    .input(commandInput({ id: offerId, isArchived: z.boolean() }))
    .output(z.object({ id: offerId })),
  /** All offers of a SKU for a quantity side by side, cheapest landed cost first. */
  compare: query('purchasing.read')
    .input(z.object({ skuId, quantity }))
    .output(
      z.object({
        currency: z.string(),
        basis: z.enum(TAX_BASES),
        today: day,
        offers: z.array(comparedOffer),
      }),
    ),
  costTerms: query('purchasing.read').input(z.object({ supplierId })).output(costTerms),
  /** `revision` 0 where nothing was said of this supplier yet. */
  setCostTerms: command('purchasing.edit')
    .input(commandInput({ supplierId, revision: z.number().int().min(0), ...costTermFields }))
    .output(z.object({ supplierId, revision: z.number() })),
  /** On which tax basis the shop compares prices. */
  basis: query('purchasing.read').output(z.object({ basis: z.enum(TAX_BASES) })),
  setBasis: command('purchasing.edit')
    .input(commandInput({ basis: z.enum(TAX_BASES) }))
    .output(z.object({ basis: z.enum(TAX_BASES) })),
};
