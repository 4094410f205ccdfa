import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { createSku, createSupplier, importKeys } from '#tests/support/trade-setup.ts';
import type { CrashShop } from './acts.ts';
import { copyFolder } from './crash-run.ts';

const copies: string[] = [];

/** A place for a shop of one run. */
export function newCrashFolder(): string {
  const place = mkdtempSync(path.join(os.tmpdir(), 'kacang-crash-'));
  copies.push(place);
  return path.join(place, 'data');
}

/** Removes what the run before has left; for `afterEach`. */
export function removeCrashCopies(): void {
  for (const place of copies.splice(0)) rmSync(place, { recursive: true, force: true, maxRetries: 5 });
}

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
      const folder = newCrashFolder();
      copyFolder(opened.folder, folder);
      return folder;
    },
  };
}
