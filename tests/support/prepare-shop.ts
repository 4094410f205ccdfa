import { keysCsv } from './generate-sheets.ts';
import { newCommandId, openTestShop } from './open-core.ts';
import { createTestClock } from './test-clock.ts';
import { createSku, createSupplier, importKeys } from './trade-setup.ts';

/** What a specification finds when it begins. `new`: nothing; `shop`: an owner and no trade; `stocked`: keys to sell. */
export type ShopKind = 'new' | 'shop' | 'stocked';

/** Fills a folder with a shop of that kind, on the real clock: the program that opens it then knows no other. */
export async function prepareShop(folder: string, kind: Exclude<ShopKind, 'new'>): Promise<void> {
  const shop = await openTestShop({ folder, clock: createTestClock(Date.now()) });
  if (kind === 'stocked') {
    const { client } = shop;
    const supplierId = await createSupplier(client, 'WS-1', { name: '诚信卡商' });
    const skuId = await createSku(client, 'STEAM-50');
    const bytes = keysCsv(120, 5);
    await importKeys(client, { fileName: 'steam.csv', bytes, supplierId, skuId, documentOn: today() });
    await client.shops.create({ commandId: newCommandId(), name: '闲鱼一店', platform: '闲鱼' });
  }
  await shop.stop();
}

function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

if (import.meta.main) {
  const [folder = '', kind = ''] = process.argv.slice(2);
  if (kind !== 'shop' && kind !== 'stocked') throw new Error(`No shop is called ${kind}.`);
  await prepareShop(folder, kind);
}
