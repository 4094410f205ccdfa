import type { Readable } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import { readSetting } from './settings.repo.ts';

/** What the first start fixed. Base currency and time zone do not change once a document is posted. */
export interface ShopSettings {
  readonly shopId: string;
  readonly businessName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: 'zh-CN' | 'en';
  readonly isDemo: boolean;
  readonly backupPlace: string | null;
  readonly lockAfterMinutes: number;
}

export const SHOP_SETTING = 'shop';

export function findShopSettings(db: Readable): ShopSettings | null {
  return readSetting<ShopSettings>(db, SHOP_SETTING);
}

/** The shop's settings; refuses with SHOP_STATE before the first start. */
export function shopSettings(db: Readable): ShopSettings {
  const settings = findShopSettings(db);
  if (!settings) throw new Refusal('SHOP_STATE', { isSetUp: false });
  return settings;
}
