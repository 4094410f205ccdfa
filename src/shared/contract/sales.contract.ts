import { z } from 'zod';
import type { BatchId, CardKeyId, DeliveryId, ReservationId, ShopId, SkuId, SupplierId } from '../domain/ids.ts';
import { ZERO_MONEY } from '../domain/money/money.ts';
import { DELIVERY_KINDS, DELIVERY_PURPOSES } from '../domain/sales/delivery-kinds.ts';
import { MOST_KEYS_ORDERED } from '../domain/sales/dispense-limits.ts';
import { plainOrderNumber } from '../domain/sales/order-number.ts';
import { keyIds } from './card-keys.contract.ts';
import { fileId } from './files.contract.ts';
import { INSUFFICIENT_STOCK, KEY_STATE_FORBIDS, NOTHING_TO_MOVE } from './inventory.contract.ts';
import {
  amountNotNegative,
  command,
  commandInput,
  costAmount,
  idOf,
  moneyAmount,
  month,
  noteText,
  pageInput,
  pageOf,
  query,
  shortName,
} from './procedure.ts';

export const shopId = idOf<ShopId>();
const skuId = idOf<SkuId>();
export const deliveryId = idOf<DeliveryId>();
const cardKeyId = idOf<CardKeyId>();

const shopRow = z.object({
  id: shopId,
  name: z.string(),
  platform: z.string(),
  /** Characters a message of this platform may have (UTF-16 units); 0 is no limit. */
  messageLimit: z.number(),
  isArchived: z.boolean(),
});
export type ShopRow = z.output<typeof shopRow>;

const templateRow = z.object({
  /** null: for every shop or SKU without one of its own. */
  shopId: shopId.nullable(),
  shopName: z.string(),
  skuId: skuId.nullable(),
  skuName: z.string(),
  text: z.string(),
  updatedAt: z.number(),
});
export type DeliveryTemplateRow = z.output<typeof templateRow>;

const shopFields = {
  name: shortName,
  platform: z.string().trim().max(40).default(''),
  messageLimit: z.number().int().min(0).max(100_000).default(0),
};
const NAME_TAKEN = { status: 409, data: z.object({ id: z.number() }) } as const;

const templateText = z.string().max(8000);
const seenText = templateText.nullable().optional();

export const shopsContract = {
  list: query('stock.read')
    .input(z.object({ includesArchived: z.boolean().default(false) }))
    .output(z.array(shopRow)),
  create: command('keys.dispense')
    .input(commandInput(shopFields))
    .errors({ NAME_TAKEN })
    .output(z.object({ id: shopId })),
  edit: command('settings.edit')
    .input(commandInput({ id: shopId, ...shopFields, isArchived: z.boolean().default(false) }))
    .errors({ NAME_TAKEN })
    .output(z.object({ id: shopId })),
  templates: query('stock.read').output(z.array(templateRow)),
  /**
   * Sets the text for a shop and a SKU, either or both any; an empty one removes it. `seen` is what stood there when it was written,
   * null for nothing: where it is another by now, nothing is set (CHANGED_MEANWHILE).
   */
  setTemplate: command('settings.edit')
    .input(commandInput({ shopId: shopId.nullable(), skuId: skuId.nullable(), text: templateText, seen: seenText }))
    .errors({ TEMPLATE_INVALID: { status: 422, data: z.object({ problem: z.string(), name: z.string() }) } })
    .output(z.object({})),
  /** The text with made-up keys, as it would be sent: for the editor. */
  previewTemplate: query('stock.read')
    .input(z.object({ text: z.string().max(8000), messageLimit: z.number().int().min(0).default(0) }))
    .output(
      z.object({
        messages: z.array(z.string()),
        problem: z.object({ problem: z.string(), name: z.string() }).nullable(),
      }),
    ),
};

/**
 * The order was served: when, by whom, how many keys, and how many of what was ordered are still missing. `deliveryId` 0: before
 * a restore, by a delivery that the books do not have; `deliveredAt` is when this was found out.
 */
export const ORDER_ALREADY_DELIVERED = {
  status: 409,
  data: z.object({
    orderId: z.number(),
    deliveryId: z.number(),
    deliveredAt: z.number(),
    by: z.string(),
    quantity: z.number(),
    undelivered: z.number(),
  }),
} as const;

/** What a buyer pays; null where nobody said. */
const paidAmount = amountNotNegative.nullable().default(null);

const dispenseLine = z.object({
  skuId,
  /** Keys to hand out now. */
  quantity: z.number().int().min(1).max(MOST_KEYS_ORDERED),
  /** Keys the buyer ordered, where more than are handed out now; the rest stays open. */
  orderedQuantity: z.number().int().min(1).max(MOST_KEYS_ORDERED).optional(),
  /** What the buyer pays for all ordered keys of this SKU; spread over them. */
  orderTotal: paidAmount,
});

/** Where keys may come from: of any of the batches and of any of the suppliers named, none named is anywhere. */
const sourceChoice = z
  .object({
    batchIds: z.array(idOf<BatchId>()).max(100).default([]),
    supplierIds: z.array(idOf<SupplierId>()).max(100).default([]),
    notBatchIds: z.array(idOf<BatchId>()).max(100).default([]),
    notSupplierIds: z.array(idOf<SupplierId>()).max(100).default([]),
    /** Only keys held by this reservation; its SKU's, and none of the choices above. */
    reservationId: idOf<ReservationId>().optional(),
    /** Instead of the SKU's own; 0 takes keys up to their last day. */
    minimumDaysLeft: z.number().int().min(0).max(36_500).optional(),
  })
  .default({ batchIds: [], supplierIds: [], notBatchIds: [], notSupplierIds: [] });

/** More keys than one dispense hands out; nothing was. The rest of an order follows as `rest`. */
const TOO_MANY_KEYS = { status: 422, data: z.object({ quantity: z.number(), most: z.number() }) } as const;

/** As the shop's platform writes it; typed in another way it is the same order. */
const orderNumberText = z
  .string()
  .overwrite(plainOrderNumber)
  .max(120)
  .regex(/^\P{Cc}*$/u);

/** The buyer's name. */
const plainLine = z
  .string()
  .trim()
  .max(120)
  .regex(/^\P{Cc}*$/u)
  .default('');

/** Placed keys picked by hand, or all of a batch. */
const placedSelection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('keys'), keyIds }),
  z.object({ by: z.literal('batch'), batchId: idOf<BatchId>() }),
]);
export type PlacedSelection = z.output<typeof placedSelection>;

const dispenseResult = z.object({
  orderId: z.number().nullable(),
  quantity: z.number(),
  deliveries: z.array(z.object({ id: deliveryId, number: z.string(), skuId, quantity: z.number() })),
});
export type DispenseResult = z.output<typeof dispenseResult>;

const deliveryRow = z.object({
  id: deliveryId,
  number: z.string(),
  kind: z.enum(['sale', 'rest', 'reissue', 'gift', 'test', 'replacement']),
  orderId: z.number().nullable(),
  shopId: shopId.nullable(),
  shopName: z.string(),
  orderNumber: z.string(),
  buyer: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  quantity: z.number(),
  revenue: moneyAmount,
  cost: costAmount,
  returnedQuantity: z.number(),
  badQuantity: z.number(),
  refunded: moneyAmount,
  /** Revenue less refunds, less the cost of what did not come back. */
  profit: costAmount,
  note: z.string(),
  deliveredAt: z.number(),
  deliveredBy: z.string(),
});
export type DeliveryRow = z.output<typeof deliveryRow>;

const deliveredKey = z.object({
  id: cardKeyId,
  state: z.enum(['open', 'bad']),
  useNumber: z.number(),
  fields: z.array(z.object({ name: z.string(), value: z.string(), isSecret: z.boolean() })),
});

const deliveryDetails = deliveryRow.extend({
  /** Without a character of a key but its tail; the first 500. */
  keys: z.array(
    z.object({
      id: cardKeyId,
      tail: z.string(),
      state: z.enum(['open', 'returned', 'bad']),
      useNumber: z.number(),
      cost: costAmount,
      revenue: moneyAmount,
      batchNumber: z.string(),
      supplierName: z.string(),
    }),
  ),
});
export type DeliveryDetails = z.output<typeof deliveryDetails>;

/** More than is to be paid back for these keys: `most`, of what they `brought`; `refunded` was paid back before. Nothing was recorded. */
const REFUND_BEYOND_SALE = {
  status: 422,
  data: z.object({ refund: z.number(), brought: z.number(), refunded: z.number(), most: z.number() }),
} as const;

const givenForNothing = z.object({ skuCode: z.string(), quantity: z.number(), total: z.number() });
/**
 * The keys of a SKU bring less than a tenth of their sale prices (`usual`), or of what they cost where there is none: it is a slip, or
 * takes `keys.gift`, which the person has not. Amounts in 1/10 000 of the shop's currency. Nothing was handed out.
 */
const NOMINAL_TOTALS = {
  TOTAL_UNDER_PRICE: { status: 422, data: givenForNothing.extend({ usual: z.number() }) },
  TOTAL_UNDER_COST: { status: 422, data: givenForNothing },
} as const;

const NOT_OPEN = { status: 409, data: z.object({ keyId: z.number() }) } as const;
/** The key never went out by the delivery that has this number. */
const NOT_IN_DELIVERY = { status: 422, data: z.object({ keyId: z.number(), number: z.string() }) } as const;

export const deliveriesContract = {
  /**
   * Hands keys out, first expired first, then oldest batch, all in one transaction: either every line or none. With shop
   * and order number the order is served once; what follows is `again`: the undelivered `rest`, or a `reissue` (补发) that
   * brings no revenue. What the buyer pays is said per line or as one `orderTotal`; for a new order without either it comes to the
   * sale prices. Without an order it is a sale over the counter, or what `purpose` says. A gift, a test, a sale of neither order nor
   * money and an order said to bring nothing (a total of zero) take `keys.gift`, a reissue and a replacement `keys.reissue`, both
   * counted for the day. The answer holds no key: read them with `show`.
   */
  dispense: command('keys.dispense')
    .input(
      commandInput({
        shopId: shopId.nullable().default(null),
        orderNumber: orderNumberText.default(''),
        buyer: plainLine,
        lines: z.array(dispenseLine).min(1).max(50),
        purpose: z.enum(DELIVERY_PURPOSES).default('sale'),
        again: z.enum(['rest', 'reissue']).nullable().default(null),
        /**
         * What the buyer pays for all lines together, instead of a total for each: shared by what the lines come to at their sale
         * prices, and by number of keys where a price is missing. Like theirs, of no account for what brings no revenue.
         */
        orderTotal: paidAmount,
        source: sourceChoice,
        note: noteText,
      }),
    )
    .errors({
      INSUFFICIENT_STOCK,
      TOO_MANY_KEYS,
      ORDER_ALREADY_DELIVERED,
      ...NOMINAL_TOTALS,
      /** `again` for an order that was never served, or a rest larger than what is open. */
      ORDER_NOT_OPEN: { status: 409, data: z.object({ undelivered: z.number() }) },
    })
    .output(dispenseResult),
  /**
   * Keys that were placed (put into a delivery tool or a shop as a file) have been sold there: records the sale under the
   * shop's order, as one delivery per SKU. `orderTotal` is for all of them, spread by what they cost; null brings no revenue, since
   * what a tool sold them for is not known here. For nothing they take `keys.gift` as in a dispense. A key in any other state
   * is refused; `batch` means every placed key of the batch.
   */
  recordPlacedSale: command('keys.dispense')
    .input(
      commandInput({
        selection: placedSelection,
        shopId: shopId.nullable().default(null),
        orderNumber: orderNumberText.default(''),
        buyer: plainLine,
        orderTotal: paidAmount,
        note: noteText,
      }),
    )
    .errors({ KEY_STATE_FORBIDS, NOTHING_TO_MOVE, TOO_MANY_KEYS, ORDER_ALREADY_DELIVERED, ...NOMINAL_TOTALS })
    .output(dispenseResult),
  /**
   * What to send: every key in plain and the messages of the shop's template. What the buyer gave back is left out, here, in what is
   * copied and in files: it may be somebody else's by now. Records who looked (one audit row with count
   * and digest), the first time and every time. What somebody else handed out, or on another day, takes `keys.reveal` and counts
   * against its limit of the day; so does what a tool sold of placed keys, for whoever recorded that has not seen them.
   */
  show: command('keys.dispense')
    .input(commandInput({ deliveryIds: z.array(deliveryId).min(1).max(50) }))
    .output(
      z.object({
        deliveries: z.array(deliveryRow.extend({ keys: z.array(deliveredKey) })),
        messages: z.array(z.string()),
        /** A single key is longer than a message of the shop may be; it was not cut. */
        isTooLong: z.boolean(),
      }),
    ),
  /** Records that the text was copied: one audit row. `keys.copy` as for `show`. */
  recordCopy: command('keys.dispense')
    .input(commandInput({ deliveryIds: z.array(deliveryId).min(1).max(50) }))
    .output(z.object({})),
  /** The keys as a file for `files.download`: txt and csv byte for byte, xlsx as text cells. One audit row. `keys.export` as for `show`. */
  export: command('keys.dispense')
    .input(commandInput({ deliveryIds: z.array(deliveryId).min(1).max(50), format: z.enum(['txt', 'csv', 'xlsx']) }))
    .errors({
      /** A key holds a line break or half a character and cannot stand in this format unchanged. */
      UNWRITABLE_TEXT: { status: 422, data: z.object({ line: z.number(), reason: z.string() }) },
    })
    .output(z.object({ fileId, name: z.string(), quantity: z.number() })),
  /** Deliveries, newest first. */
  list: query('stock.read')
    .input(
      z.object({
        ...pageInput,
        orderNumber: orderNumberText.optional(),
        shopId: shopId.optional(),
        skuId: skuId.optional(),
        month: month.optional(),
        deliveredBy: z.number().int().positive().optional(),
        kind: z.enum(DELIVERY_KINDS).optional(),
        /** The whole name, as `findBuyers` gives it. */
        buyer: z.string().min(1).max(200).optional(),
      }),
    )
    .output(pageOf(deliveryRow)),
  /** At most 20 names of buyers that begin with the text. */
  findBuyers: query('stock.read')
    .input(z.object({ text: z.string().trim().max(200).default('') }))
    .output(z.array(z.string())),
  get: query('stock.read')
    .input(z.object({ id: deliveryId }))
    .output(deliveryDetails),
  /** The delivery of a number as it is shown (`TK-202611-0001`); null when there is none. */
  findByNumber: query('stock.read')
    .input(z.object({ number: z.string().trim().max(40) }))
    .output(deliveryRow.nullable()),
  /** One shop order: what was ordered, what left, and its deliveries. null where the number was never served. */
  order: query('stock.read')
    .input(z.object({ shopId, orderNumber: orderNumberText.min(1) }))
    .output(
      z
        .object({
          id: z.number(),
          orderNumber: z.string(),
          buyer: z.string(),
          lines: z.array(
            z.object({
              skuId,
              skuCode: z.string(),
              skuName: z.string(),
              orderedQuantity: z.number(),
              deliveredQuantity: z.number(),
              orderTotal: moneyAmount.nullable(),
            }),
          ),
          deliveries: z.array(deliveryRow),
        })
        .nullable(),
    ),
  /**
   * The buyer gives keys back: they go to quarantine as exposed, with their cost. `refund` is for all of them, and no more than they
   * brought, what was paid back before included; for a reissue, no more than its order brought of the product. Beyond that it is
   * money given away: only when `isBeyondSale` says that it is meant, by someone with `keys.gift`, and counted for the day.
   */
  return: command('keys.dispense')
    .input(
      commandInput({
        id: deliveryId,
        keyIds: z.array(cardKeyId).min(1).max(1000),
        refund: amountNotNegative.default(ZERO_MONEY),
        isBeyondSale: z.boolean().default(false),
        reason: z.string().trim().min(1).max(200),
      }),
    )
    .errors({ NOT_OPEN, NOT_IN_DELIVERY, REFUND_BEYOND_SALE })
    .output(z.object({ documentId: z.number(), number: z.string(), quantity: z.number() })),
  /** Keys that do not work: they wait for the supplier as claimed; their cost stays with the delivery. */
  markBad: command('keys.dispense')
    .input(
      commandInput({
        id: deliveryId,
        keyIds: z.array(cardKeyId).min(1).max(1000),
        reason: z.string().trim().min(1).max(200),
      }),
    )
    .errors({ NOT_OPEN, NOT_IN_DELIVERY })
    .output(z.object({ documentId: z.number(), number: z.string(), quantity: z.number() })),
};
