import path from 'node:path';
import type { SeededRandom } from '#core/demo/seeded-random.ts';
import type { DispenseResult } from '#shared/contract/sales.contract.ts';
import type { JobId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import { newCommandId, stageFile, type TestClient } from '#tests/support/open-core.ts';
import { explainAll, importStatement, postEntry } from '#tests/support/reconcile.ts';
import { createSku, createSupplier, importKeys, jobResult, keySheetSettings } from '#tests/support/trade-setup.ts';

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
  /** Without a command id it may be sent again with a new effect: a backup, or getting a restore ready. */
  readonly input: { readonly commandId?: string } & Readonly<Record<string, unknown>>;
}

export interface ActKind {
  /** Makes the act up; may stage files and read what there is. */
  plan(client: TestClient, random: SeededRandom, shop: CrashShop): Promise<Omit<Act, 'name'>>;
  /** What the person sees in the end, beyond the reply of the command itself. */
  finish?(client: TestClient, reply: unknown): Promise<unknown>;
}

/** Gets the newest backup ready to be restored; the shop takes no more commands until it is started again. */
export const restoreAct: ActKind = {
  async plan(client) {
    const { rows } = await client.backups.list();
    const [backup] = rows;
    if (!backup) throw new Error('There is no backup to restore.');
    return { procedure: 'backups.restore', input: { file: path.join(backup.place, backup.fileName) } };
  },
};

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
  settle: {
    async plan(client, random) {
      const supplierId = await createSupplier(client, `B-${random.whole(1, 1e9)}`);
      const amount = random.whole(1, 900);
      const entry = { supplierId, kind: 'payment', amount: moneyOfUnits(amount), occurredOn: '2026-10-02' } as const;
      await postEntry(client, { ...entry, externalNumber: 'P1' });
      const text = `日期,单号,类型,金额\n2026-10-02,P1,充值,${amount}\n2026-10-20,F1,手续费,5`;
      const { statementId } = await importStatement(client, { text, supplierId, from: '2026-10-01', to: '2026-10-31' });
      await explainAll(client, statementId);
      const { revision } = await client.statements.get({ id: statementId });
      return { procedure: 'statements.settle', input: { commandId: newCommandId(), id: statementId, revision } };
    },
  },
  backup: {
    async plan() {
      return { procedure: 'backups.make', input: {} };
    },
    finish: (client, reply) => jobResult(client, (reply as { jobId: JobId }).jobId),
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
  /** More keys than one turn takes. */
  reclassify: {
    async plan(client, random, { supplierId }) {
      const seed = random.whole(1, 1e9);
      const skuId = await createSku(client, `R-${seed}`);
      const { importId } = await importKeys(client, {
        fileName: `wrong-${seed}.csv`,
        bytes: keysCsv(700, seed),
        supplierId,
        skuId,
      });
      const [batch] = (await client.inventory.batches({ importId })).rows;
      const change = { batchId: batch?.id, toSkuId: skuId, unitCost: 40_000, reason: 'price corrected' };
      return { procedure: 'inventory.reclassify', input: { commandId: newCommandId(), ...change } };
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
