import { z } from 'zod';
import { KEY_FIELD_ROLES } from '../domain/card-keys/key-fields.ts';
import { DELIVERY_KINDS } from '../domain/catalog/sku-key-fields.ts';
import type { BrandId, ProductId, SkuId } from '../domain/ids.ts';
import {
  command,
  commandInput,
  idOf,
  moneyAmount,
  noteText,
  pageInput,
  pageOf,
  query,
  shortName,
} from './procedure.ts';

const brandId = idOf<BrandId>();
const productId = idOf<ProductId>();
export const skuId = idOf<SkuId>();

/** A short text that may be empty, such as region or platform: no control characters. */
const label = z
  .string()
  .trim()
  .max(40)
  .regex(/^\P{Cc}*$/u);

/** A code people type and sheets carry: no spaces inside, compared without case and width. */
export const recordCode = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\s\p{Cc}]+$/u);

const revision = z.number().int().positive();

/** Which rows a list shows; merged records are in none: they are only found by what they became. */
const listFilter = {
  ...pageInput,
  /** Words that must each be found in code or names. */
  search: z.string().max(100).default(''),
  archived: z.enum(['active', 'archived', 'all']).default('active'),
};

/** Another record has the name or code; `id` and `name` say which. */
const NAME_TAKEN = { status: 409, data: z.object({ id: z.number(), name: z.string() }) } as const;
export const CODE_TAKEN = { status: 409, data: z.object({ id: z.number(), code: z.string() }) } as const;
/** Why two records cannot become one; nothing was changed. `quantity` counts what is in the way. */
const MERGE_REFUSED = {
  status: 409,
  data: z.object({
    reason: z.enum(['same', 'already-merged', 'has-stock', 'loading', 'key-fields-differ']),
    quantity: z.number(),
  }),
} as const;

const brandRow = z.object({
  id: brandId,
  name: z.string(),
  productCount: z.number(),
  isArchived: z.boolean(),
  revision,
});
export type BrandRow = z.output<typeof brandRow>;

export const brandsContract = {
  /** Brands by name, 100 a page. */
  list: query('catalogue.read').input(z.object(listFilter)).output(pageOf(brandRow)),
  /** One brand; an id that was merged answers with the brand it became. */
  get: query('catalogue.read')
    .input(z.object({ id: brandId }))
    .output(brandRow),
  create: command('catalogue.edit')
    .input(commandInput({ name: shortName }))
    .errors({ NAME_TAKEN })
    .output(z.object({ id: brandId })),
  /** Renames it; `revision` is the one that was read. */
  edit: command('catalogue.edit')
    .input(commandInput({ id: brandId, revision, name: shortName }))
    .errors({ NAME_TAKEN })
    .output(z.object({ id: brandId })),
  /** An archived brand is no longer offered; nothing else changes. */
  setArchived: command('catalogue.edit')
    .input(commandInput({ id: brandId, isArchived: z.boolean() }))
    .output(z.object({ id: brandId })),
  /**
   * Makes `id` another name of `intoId` from now on. Its products move over; one with the same name there becomes one with it.
   */
  merge: command('catalogue.edit')
    .input(commandInput({ id: brandId, intoId: brandId }))
    .errors({ MERGE_REFUSED })
    .output(z.object({ id: brandId })),
};

const productRow = z.object({
  id: productId,
  name: z.string(),
  category: z.string(),
  brandId,
  brandName: z.string(),
  skuCount: z.number(),
  isArchived: z.boolean(),
  revision,
});
export type ProductRow = z.output<typeof productRow>;

export const productsContract = {
  /** Products by name, of one brand or of all. */
  list: query('catalogue.read')
    .input(z.object({ ...listFilter, brandId: brandId.optional() }))
    .output(pageOf(productRow)),
  get: query('catalogue.read')
    .input(z.object({ id: productId }))
    .output(productRow),
  create: command('catalogue.edit')
    .input(commandInput({ brandId, name: shortName, category: label.default('') }))
    .errors({ NAME_TAKEN })
    .output(z.object({ id: productId })),
  edit: command('catalogue.edit')
    .input(commandInput({ id: productId, revision, brandId, name: shortName, category: label.default('') }))
    .errors({ NAME_TAKEN })
    .output(z.object({ id: productId })),
  setArchived: command('catalogue.edit')
    .input(commandInput({ id: productId, isArchived: z.boolean() }))
    .output(z.object({ id: productId })),
  /** Makes `id` another name of `intoId` from now on; its SKUs move over. */
  merge: command('catalogue.edit')
    .input(commandInput({ id: productId, intoId: productId }))
    .errors({ MERGE_REFUSED })
    .output(z.object({ id: productId })),
};

export const keyField = z.object({
  name: z.string().trim().min(1).max(30),
  role: z.enum(KEY_FIELD_ROLES),
  isSecret: z.boolean(),
  isOptional: z.boolean().optional(),
  /** A pattern within the subset of `checkKeyPattern`, for the whole value. */
  pattern: z.string().max(200).optional(),
  minimumLength: z.number().int().positive().optional(),
  maximumLength: z.number().int().positive().optional(),
});

/** What people say of a SKU. Amounts in 1/10 000 of the unit; sale price in the shop's currency. */
export const skuFields = {
  name: shortName,
  /** In `faceCurrency`; null where the SKU has none (a membership, say). */
  faceValue: moneyAmount.nullable().default(null),
  /** A currency (`CNY`) or what the card counts in (`点`). */
  faceCurrency: label.min(1).default('CNY'),
  region: label.default(''),
  platform: label.default(''),
  /** 区服. */
  gameServer: label.default(''),
  deliveryKind: z.enum(DELIVERY_KINDS).default('card-key'),
  /** The fields of one key, in the order in which they are delivered. */
  keyFields: z.array(keyField).max(12),
  /** Short PINs may repeat among keys, so an equal secret with another number is no duplicate. */
  allowsShortPin: z.boolean().default(false),
  /** Days the buyer gets; has nothing to do with when the key dies. */
  membershipDays: z.number().int().positive().max(36_500).nullable().default(null),
  /** Days a key works after it was received, where its sheet names no expiry. */
  shelfLifeDays: z.number().int().positive().max(36_500).nullable().default(null),
  /** Keys with fewer days left are not issued by themselves. */
  minimumDaysLeft: z.number().int().min(0).max(36_500).default(0),
  /** How often one key can be delivered (循环卡); 1 for ordinary ones. */
  usesPerKey: z.number().int().min(1).max(1000).default(1),
  salePrice: moneyAmount.nullable().default(null),
  minimumStock: z.number().int().min(0).max(100_000_000).default(0),
  /** New keys go to quarantine until someone has checked them. */
  verifyFirst: z.boolean().default(false),
  notes: noteText,
};

/** The product a SKU belongs to: one there is, or names to be found or made. */
const productChoice = z.union([z.object({ id: productId }), z.object({ brandName: shortName, name: shortName })]);

/** A SKU to be made; without a code one is given (`SKU-0001`). */
const newSkuFields = { product: productChoice, code: recordCode.optional(), ...skuFields };
export const newSku = z.object(newSkuFields);
export type NewSku = z.input<typeof newSku>;

export const skuRow = z.object({
  id: skuId,
  code: z.string(),
  name: z.string(),
  productId,
  productName: z.string(),
  category: z.string(),
  brandId,
  brandName: z.string(),
  faceValue: moneyAmount.nullable(),
  faceCurrency: z.string(),
  region: z.string(),
  platform: z.string(),
  gameServer: z.string(),
  deliveryKind: z.enum(DELIVERY_KINDS),
  membershipDays: z.number().nullable(),
  shelfLifeDays: z.number().nullable(),
  minimumDaysLeft: z.number(),
  usesPerKey: z.number(),
  salePrice: moneyAmount.nullable(),
  minimumStock: z.number(),
  /** That of the replenishment rule where it has one, else `minimumStock`. */
  minimumInForce: z.number(),
  verifyFirst: z.boolean(),
  isArchived: z.boolean(),
  revision,
  /** Keys that can be issued now, and all that are ours (with quarantined, reserved and placed ones). */
  available: z.number(),
  onHand: z.number(),
  /** In use, with fewer keys that may still be sold than its minimum: those too near their end for it are not counted. */
  isBelowMinimum: z.boolean(),
});
export type SkuRow = z.output<typeof skuRow>;

export const skuDetails = skuRow.extend({
  keyFields: z.array(keyField),
  allowsShortPin: z.boolean(),
  notes: z.string(),
  /** It has or had keys, so that number, order and secrecy of its fields stand. */
  hasKeys: z.boolean(),
  /** SKUs that were merged into this one. */
  aliases: z.array(z.object({ id: skuId, code: z.string(), name: z.string() })),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type SkuDetails = z.output<typeof skuDetails>;

export const INVALID_KEY_FIELDS = {
  status: 422,
  data: z.object({ problems: z.array(z.object({ index: z.number().nullable(), rule: z.string() })) }),
} as const;
/** The SKU has keys; these parts of their layout stand. Names, patterns and lengths can be changed. */
const KEY_LAYOUT_FIXED = { status: 409, data: z.object({ parts: z.array(z.string()) }) } as const;

export const skuFilter = {
  search: z.string().max(100).default(''),
  archived: z.enum(['active', 'archived', 'all']).default('active'),
  brandId: brandId.optional(),
  productId: productId.optional(),
  deliveryKind: z.enum(DELIVERY_KINDS).optional(),
  /** Only SKUs with fewer keys that may still be sold than their minimum. */
  isBelowMinimum: z.boolean().optional(),
};

export const skusContract = {
  /** SKUs by code, name, or when they were made. */
  list: query('catalogue.read')
    .input(
      z.object({
        ...pageInput,
        ...skuFilter,
        sort: z.enum(['code', 'name', 'created']).default('code'),
        isDescending: z.boolean().default(false),
      }),
    )
    .output(pageOf(skuRow)),
  /** One SKU; an id that was merged answers with the SKU it became. */
  get: query('catalogue.read')
    .input(z.object({ id: skuId }))
    .output(skuDetails),
  /** The SKU of a code, its own or that of one merged into it; null when there is none. */
  findByCode: query('catalogue.read')
    .input(z.object({ code: recordCode }))
    .output(skuDetails.nullable()),
  /** Without a code one is given (`SKU-0001`). */
  create: command('catalogue.edit')
    .input(commandInput(newSkuFields))
    .errors({ CODE_TAKEN, INVALID_KEY_FIELDS })
    .output(z.object({ id: skuId, code: z.string() })),
  edit: command('catalogue.edit')
    .input(commandInput({ id: skuId, revision, product: productChoice, code: recordCode, ...skuFields }))
    .errors({ CODE_TAKEN, INVALID_KEY_FIELDS, KEY_LAYOUT_FIXED })
    .output(z.object({ id: skuId, code: z.string() })),
  /** An archived SKU takes no imports and is no longer offered; what is on hand can still be dispensed. */
  setArchived: command('catalogue.edit')
    .input(commandInput({ id: skuId, isArchived: z.boolean() }))
    .output(z.object({ id: skuId })),
  /**
   * Makes `id` another name of `intoId` from now on: imports, suppliers' names and lookups by its code lead there; what was
   * posted keeps its SKU. Refused while the merged one has keys on hand (reclassify them first) or its fields are built otherwise.
   */
  merge: command('catalogue.edit')
    .input(commandInput({ id: skuId, intoId: skuId }))
    .errors({ MERGE_REFUSED })
    .output(z.object({ id: skuId })),
};
