import path from 'node:path';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { newCommandId, newTestFolder, openTestShop } from '#tests/support/open-core.ts';
import { createSku, createSupplier, importKeys } from '#tests/support/trade-setup.ts';
import type { CrashShop } from './acts.ts';
import { copyFolder } from './crash-run.ts';

/** A small shop at rest that every run starts from. */
export interface PreparedShop {
  readonly folder: string;
  readonly shop: CrashShop;
  /** A fresh copy of it for one run. */
  copy(): string;
}

export async function prepareCrashShop(): Promise<PreparedShop> {
  const opened = await openTestShop();
  const supplierId = await createSupplier(opened.client, 'WS-1');
  const skuId = await createSku(opened.client, 'STEAM-50');
  await importKeys(opened.client, { fileName: 'first.csv', bytes: keysCsv(300, 77), supplierId, skuId });
  const { id: shopId } = await opened.client.shops.create({ commandId: newCommandId(), name: '一店' });
  await opened.stop();
  return {
    folder: opened.folder,
    shop: { supplierId, skuId, shopId },
    copy() {
      const folder = path.join(newTestFolder(), 'data');
      copyFolder(opened.folder, folder);
      return folder;
    },
  };
}
