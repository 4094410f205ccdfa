import { createSku } from '#core/catalog/skus.service.ts';
import { type Context, signedInUser } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { requireRight } from '#core/identity/rights.service.ts';
import { requireReceivable } from '#core/purchasing/order-receiving.ts';
import type { SheetFileDescription } from '#core/spreadsheets/sheet-source.ts';
import { createSupplier } from '#core/suppliers/suppliers.service.ts';
import type { ImportSettings, UnmadeSettings } from '#shared/contract/imports.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { ImportPlan } from './import-plan.ts';
import { planImport } from './import-planning.ts';
import { requireOpenBooks } from './import-posting.ts';
import { claimedKeysOf } from './replacements.ts';

const NO_SUPPLIER = 0 as SupplierId;
const NO_SKU = 0 as SkuId;

export interface UnmadePlan {
  readonly plan: ImportPlan;
  readonly settings: ImportSettings;
}

/** Ends the transaction in which the plan was made, and takes everything in it back. */
class TakenBack extends Error {
  readonly planned: UnmadePlan;

  constructor(planned: UnmadePlan) {
    super('Only planned; nothing was made.');
    this.name = 'TakenBack';
    this.planned = planned;
  }
}

/**
 * Plans a dry run whose supplier or SKU does not exist: they are made in a transaction that is taken back, so that all rules of
 * making them and of planning hold. Ids of what was taken back are 0 afterwards: another may be given them.
 */
export async function planUnmade(
  context: Context,
  input: UnmadeSettings,
  description: SheetFileDescription,
): Promise<UnmadePlan> {
  requireRights(context, input);
  try {
    await context.kernel.queue.write((tx) => {
      throw new TakenBack(planInside(tx, context, input, description));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.planned;
    throw error;
  }
  throw new Error('The plan was not taken back.');
}

function requireRights(context: Context, { supplier, sku }: UnmadeSettings): void {
  if ('new' in supplier) requireRight(context.db, signedInUser(context), 'suppliers.edit');
  if ('new' in sku) requireRight(context.db, signedInUser(context), 'catalogue.edit');
}

function planInside(
  tx: WriteTx,
  context: Context,
  input: UnmadeSettings,
  description: SheetFileDescription,
): UnmadePlan {
  const { supplier, sku, ...rest } = input;
  const supplierId = 'new' in supplier ? createSupplier(tx, context, supplier.new).id : supplier.id;
  const skuChoice = 'new' in sku ? { by: 'one' as const, skuId: createSku(tx, context, sku.new).id } : sku;
  const settings: ImportSettings = { ...rest, supplierId, sku: skuChoice };
  const plan = planImport(context, settings, description, { importId: 0, firstKeyId: 0, isPreview: true, db: tx });
  requireOpenBooks(tx, settings);
  claimedKeysOf(tx, settings);
  requireReceivable(tx, settings);
  const lastingSupplierId = 'new' in supplier ? NO_SUPPLIER : supplierId;
  return {
    settings: { ...settings, supplierId: lastingSupplierId },
    plan: {
      ...plan,
      supplierId: lastingSupplierId,
      skus: 'new' in sku ? plan.skus.map((planned) => ({ ...planned, skuId: NO_SKU })) : plan.skus,
    },
  };
}
