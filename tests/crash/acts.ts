import type { DispenseResult } from '#shared/contract/sales.contract.ts';
import type { JobId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { newCommandId, stageFile, type TestClient } from '#tests/support/open-core.ts';
import type { SeededRandom } from '#tests/support/seeded-random.ts';
import { jobResult, keySheetSettings } from '#tests/support/trade-setup.ts';

/** What the acts need to know of the shop that was prepared for them. */
export interface CrashShop {
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly shopId: ShopId;
}

/** One command of a person as it is sent; the same again after a crash must have the same effect once. */
export interface Act {
  readonly name: string;
  readonly procedure: string;
  readonly input: { readonly commandId: string } & Readonly<Record<string, unknown>>;
}

export interface ActKind {
  /** Makes the act up; may stage files and read what there is. */
  plan(client: TestClient, random: SeededRandom, shop: CrashShop): Promise<Omit<Act, 'name'>>;
  /** What the person sees in the end, beyond the reply of the command itself. */
  finish?(client: TestClient, reply: unknown): Promise<unknown>;
}

/** Everything that the crash runs do, by name. */
export const actKinds: Readonly<Record<string, ActKind>> = {
  'add-supplier': {
    async plan(_client, random) {
      const code = `S-${random.whole(1, 1e9)}`;
      return {
        procedure: 'suppliers.create',
        input: { commandId: newCommandId(), code, name: code, kind: 'agent', currency: 'CNY', settlement: 'credit' },
      };
    },
  },
  pay: {
    async plan(_client, random, { supplierId }) {
      return {
        procedure: 'supplierAccounts.post',
        input: {
          commandId: newCommandId(),
          supplierId,
          kind: 'payment',
          amount: random.whole(1, 500) * 10_000,
          occurredOn: '2026-11-20',
        },
      };
    },
  },
  dispense: {
    async plan(_client, random, { shopId, skuId }) {
      const orderNumber = `T${random.whole(1, 1e9)}`;
      const lines = [{ skuId, quantity: random.whole(1, 5), orderTotal: random.whole(10, 900) * 10_000 }];
      return { procedure: 'deliveries.dispense', input: { commandId: newCommandId(), shopId, orderNumber, lines } };
    },
    async finish(client, reply) {
      const deliveryIds = (reply as DispenseResult).deliveries.map(({ id }) => id);
      const { deliveries } = await client.deliveries.show({ commandId: newCommandId(), deliveryIds });
      return deliveries.flatMap(({ keys }) => keys.map(({ fields }) => fields.map(({ value }) => value).join(' ')));
    },
  },
  import: {
    async plan(client, random, { supplierId, skuId }) {
      const seed = random.whole(1, 1e9);
      const bytes = keysCsv(random.whole(20, 400), seed);
      const fileId = await stageFile(client, `keys-${seed}.csv`, bytes);
      const settings = keySheetSettings({ fileName: '', bytes, supplierId, skuId }, fileId);
      return { procedure: 'imports.post', input: { commandId: newCommandId(), settings } };
    },
    finish: (client, reply) => jobResult(client, (reply as { jobId: JobId }).jobId),
  },
};

/** Calls a procedure by its dotted path. */
export async function callByPath(client: TestClient, procedure: string, input: unknown): Promise<unknown> {
  let at: unknown = client;
  for (const name of procedure.split('.')) at = (at as Record<string, unknown>)[name];
  if (typeof at !== 'function') throw new Error(`There is no procedure ${procedure}.`);
  return at(input);
}
