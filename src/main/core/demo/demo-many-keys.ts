import type { FileId } from '#shared/domain/ids.ts';
import { DEMO_GOODS } from './demo-goods.ts';
import { demoKeySheet } from './demo-keys.ts';
import { type DemoWorld, endOf, yuan } from './demo-world.ts';

const KEYS_PER_PIECE = 20_000;
const HELD_LONG = 'QB-10';

/** Brings the shop to `keys` keys by one opening sheet, for those who want to see how a million feel. */
export async function loadManyKeys(world: DemoWorld, keys: number): Promise<void> {
  const held = [...world.left.values()].reduce((sum, count) => sum + count, 0);
  const goods = DEMO_GOODS.find(({ code }) => code === HELD_LONG);
  const skuId = world.skus.get(HELD_LONG);
  const supplierId = world.suppliers.get('JKZX');
  if (keys <= held || !goods || !skuId || !supplierId) return;
  const staged = await world.kernel.spool.stageStream(world.demo.userId, '期初库存.csv', pieces(world, keys - held));
  const { jobId } = await world.demo.client.imports.post({
    commandId: world.demo.commandId(),
    settings: {
      fileId: staged.id as FileId,
      read: { encoding: 'utf-8', separator: ',' },
      headerRowNumber: 1,
      columns: ['cardNumber', 'secret', 'expiresOn'],
      supplierId,
      sku: { by: 'one', skuId },
      cost: { by: 'unit', unitCost: yuan(goods.cost), perSku: [] },
      expiry: { by: 'column' },
      receiptKind: 'opening',
      settlement: 'none',
      documentOn: world.today,
    },
  });
  await endOf(world, jobId);

  async function* pieces({ random }: DemoWorld, count: number): AsyncGenerator<Uint8Array> {
    if (!goods) return;
    for (let done = 0; done < count; done += KEYS_PER_PIECE) {
      world.serial += 1;
      const quantity = Math.min(KEYS_PER_PIECE, count - done);
      const sheet = demoKeySheet(random, goods, { quantity, serial: world.serial, expiresOn: '2031-12-31' });
      yield done === 0 ? sheet : sheet.subarray(sheet.indexOf(0x0a) + 1);
    }
  }
}
