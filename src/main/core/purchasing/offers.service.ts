import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { requireRevision } from '#core/db/revision.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { OfferDetails, OfferPrice, OfferRow } from '#shared/contract/offers.contract.ts';
import type { OfferId, OfferPriceId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import { checkTiers, type PriceTier, sortTiers } from '#shared/domain/purchasing/price-tiers.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { insertPrice, lastPriceId, listPrices } from './offer-prices.repo.ts';
import { offerDetailsView, offerView, priceView } from './offer-views.ts';
import {
  findOffer,
  findOfferId,
  insertOffer,
  listOffers,
  type OfferListQuery,
  type OfferValues,
  type StoredOffer,
  setOfferArchived,
  updateOffer,
} from './offers.repo.ts';

const AREAS = ['purchasing'];
const FIRST_PAGE = ['', 0] as const;

export interface OfferListInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly search: string;
  readonly archived: OfferListQuery['archived'];
  readonly supplierId?: SupplierId;
  readonly skuId?: SkuId;
}

export interface PriceInput {
  readonly currency: string;
  readonly effectiveOn: Day;
  readonly validTo: Day | null;
  readonly tiers: readonly PriceTier[];
}

/** What suppliers offer, at which prices: the offer may be edited, its prices are only ever added. */
export function createOffersService() {
  function list(context: Context, input: OfferListInput): Page<OfferRow> {
    const { day } = today(context);
    const after = input.cursor === undefined ? FIRST_PAGE : decodeCursor(input.cursor, ['string', 'number'] as const);
    const { archived, supplierId, skuId } = input;
    const filter = { archived, supplierId, skuId, terms: searchTerms(input.search), day };
    const rows = listOffers(context.db, { ...filter, after, limit: input.limit + 1 });
    const page = pageOfRows(rows, input.limit, (row) => [row.codeKey, row.id]);
    return { ...page, rows: page.rows.map((row) => offerView(row, day)) };
  }

  function create(
    context: Context,
    input: OfferValues & { supplierId: SupplierId; skuId: SkuId; price: PriceInput | null },
  ): Promise<{ id: OfferId }> {
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, input.supplierId);
      const sku = requireSku(tx, input.skuId);
      const existing = findOfferId(tx, supplier.id, sku.id);
      if (existing !== null) throw new Refusal('OFFER_EXISTS', { id: existing });
      const id = insertOffer(tx, { supplierId: supplier.id, skuId: sku.id, values: valuesOf(input), now: context.now });
      const details = { supplierCode: supplier.code, skuCode: sku.code };
      audit(tx, context, { action: 'offers.create', subjectKind: 'offer', subjectId: id, details });
      if (input.price) postPrice(tx, context, id, input.price, '');
      return { id };
    });
  }

  function edit(context: Context, input: OfferValues & { id: OfferId; revision: number }): Promise<{ id: OfferId }> {
    return write(context, AREAS, (tx) => {
      const offer = requireOffer(tx, context, input.id);
      requireRevision('offer', offer.revision, input.revision);
      const values = valuesOf(input);
      const knownStockAt = knownSince(offer, values, context.now);
      updateOffer(tx, offer.id, values, { knownStockAt, now: context.now });
      const details = { changes: changesBetween(offer, values) };
      audit(tx, context, { action: 'offers.edit', subjectKind: 'offer', subjectId: offer.id, details });
      return { id: offer.id };
    });
  }

  function setPrice(
    context: Context,
    input: PriceInput & { id: OfferId; lastPriceId: OfferPriceId | null; reason: string },
  ): Promise<{ id: OfferId; priceId: OfferPriceId }> {
    return write(context, AREAS, (tx) => {
      const offer = requireOffer(tx, context, input.id);
      const last = lastPriceId(tx, offer.id);
      if (last !== input.lastPriceId)
        throw new Refusal('CHANGED_MEANWHILE', { kind: 'offerPrice', revision: last ?? 0 });
      return { id: offer.id, priceId: postPrice(tx, context, offer.id, input, input.reason) };
    });
  }

  function setArchived(context: Context, input: { id: OfferId; isArchived: boolean }): Promise<{ id: OfferId }> {
    return write(context, AREAS, (tx) => {
      const offer = requireOffer(tx, context, input.id);
      setOfferArchived(tx, offer.id, input.isArchived, context.now);
      const action = input.isArchived ? 'offers.archive' : 'offers.unarchive';
      audit(tx, context, { action, subjectKind: 'offer', subjectId: offer.id });
      return { id: offer.id };
    });
  }

  return {
    list,
    get: (context: Context, id: OfferId): OfferDetails =>
      offerDetailsView(requireOffer(context.db, context, id), today(context).day),
    prices(context: Context, id: OfferId): OfferPrice[] {
      return listPrices(context.db, requireOffer(context.db, context, id).id).map(priceView);
    },
    create,
    edit,
    setPrice,
    setArchived,
  };
}

export type OffersService = ReturnType<typeof createOffersService>;

export function requireOffer(db: Readable, context: Context, id: OfferId): StoredOffer {
  const offer = findOffer(db, id, today(context).day);
  if (!offer) throw notFound('offer', id);
  return offer;
}

function postPrice(tx: WriteTx, context: Context, offerId: OfferId, price: PriceInput, reason: string): OfferPriceId {
  const tiers = sortTiers(price.tiers);
  const problem = checkTiers(tiers);
  if (problem) throw invalidValue('tiers', problem);
  const { effectiveOn, validTo, currency } = price;
  if (validTo !== null && validTo < effectiveOn) throw invalidValue('validTo', 'NOT_BEFORE_FROM', validTo);
  const author = { now: context.now, userId: signedInUser(context) };
  const id = insertPrice(tx, { offerId, effectiveOn, validTo, currency, tiers, source: 'hand', reason, ...author });
  const details = { priceId: id, effectiveOn, currency, tiers };
  audit(tx, context, { action: 'offers.setPrice', subjectKind: 'offer', subjectId: offerId, details });
  return id;
}

export function valuesOf(input: OfferValues): OfferValues {
  const { supplierCode, supplierProduct, minimumQuantity, quantityMultiple, knownStock, promiseHours, notes } = input;
  return { supplierCode, supplierProduct, minimumQuantity, quantityMultiple, knownStock, promiseHours, notes };
}

/** Since when a stock is known: a stock that was said again counts from now on. */
function knownSince(offer: StoredOffer, values: OfferValues, now: number): number | null {
  if (values.knownStock === null) return null;
  return values.knownStock === offer.knownStock ? offer.knownStockAt : now;
}

export function changesBetween(offer: OfferValues, values: OfferValues): Record<string, unknown> {
  const names = Object.keys(values) as (keyof OfferValues)[];
  return Object.fromEntries(
    names.filter((name) => offer[name] !== values[name]).map((name) => [name, [offer[name], values[name]]]),
  );
}
