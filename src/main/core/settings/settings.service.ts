import { audit, type Context, write } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import type { ShopSettingsView } from '#shared/contract/settings.contract.ts';
import { requireCurrency } from './currency.ts';
import { hasPostedDocuments } from './posted-documents.repo.ts';
import { areSchedulesDisarmed } from './schedules.ts';
import { writeSetting } from './settings.repo.ts';
import { SHOP_SETTING, type ShopSettings, shopSettings } from './shop-settings.ts';
import { requireTimeZone } from './time-zone.ts';

type Changeable = Pick<ShopSettings, 'businessName' | 'currency' | 'timeZone' | 'language' | 'lockAfterMinutes'>;

const FIXED_FIELDS = ['currency', 'timeZone'] as const;

/** What the owner may change about the shop after the first start. */
export function createSettingsService() {
  return {
    get({ db, kernel }: Context): ShopSettingsView {
      const { businessName, currency, timeZone, language, lockAfterMinutes } = shopSettings(db);
      return {
        ...{ businessName, currency, timeZone, language, lockAfterMinutes },
        hasDocuments: hasPostedDocuments(db),
        areSchedulesDisarmed: areSchedulesDisarmed(db),
        folder: kernel.paths.folder,
      };
    },

    async change(context: Context, input: Changeable): Promise<Record<string, never>> {
      requireTimeZone(input.timeZone);
      if (input.currency !== shopSettings(context.db).currency) requireCurrency(input.currency);
      const { businessName, currency, timeZone, language, lockAfterMinutes } = input;
      return write(context, ['settings', 'identity'], (tx) => {
        const before = shopSettings(tx);
        const fixed = FIXED_FIELDS.find((field) => input[field] !== before[field]);
        if (fixed && hasPostedDocuments(tx)) throw new Refusal('FIXED_BY_DOCUMENTS', { field: fixed });
        const after = { businessName, currency, timeZone, language, lockAfterMinutes };
        writeSetting(tx, SHOP_SETTING, { ...before, ...after });
        audit(tx, context, { action: 'settings.change', subjectKind: 'settings', details: changesOf(before, after) });
        return {};
      });
    },
  };
}

export type SettingsService = ReturnType<typeof createSettingsService>;

/** What is different now; an unchanged setting is not worth a word in the trail. */
function changesOf(before: ShopSettings, after: Changeable): Record<string, unknown> {
  const changed = Object.entries(after).filter(([name, value]) => before[name as keyof Changeable] !== value);
  return Object.fromEntries(changed);
}
