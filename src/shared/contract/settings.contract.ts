import { z } from 'zod';
import { MOST_LOCK_MINUTES } from '../domain/settings/lock-minutes.ts';
import { command, commandInput, query, shortName } from './procedure.ts';

export const shopSettingsView = z.object({
  businessName: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  language: z.enum(['zh-CN', 'en']),
  lockAfterMinutes: z.number(),
  /** A document is posted: currency and time zone stand from then on. */
  hasDocuments: z.boolean(),
  /** Schedules stay quiet until somebody has gone through what a restore found. */
  areSchedulesDisarmed: z.boolean(),
  /** Where the database lies on this computer. */
  folder: z.string(),
});
export type ShopSettingsView = z.output<typeof shopSettingsView>;

export const settingsContract = {
  get: query('settings.edit').output(shopSettingsView),
  change: command('settings.edit')
    .input(
      commandInput({
        businessName: shortName,
        currency: z.string().regex(/^[A-Z]{3}$/),
        timeZone: z.string().min(1).max(60),
        language: z.enum(['zh-CN', 'en']),
        lockAfterMinutes: z.number().int().min(1).max(MOST_LOCK_MINUTES),
      }),
    )
    .errors({
      /** `field` is `currency` or `timeZone`: documents are posted in it, nothing was changed. */
      FIXED_BY_DOCUMENTS: { status: 409, data: z.object({ field: z.string() }) },
    })
    .output(z.object({})),
};
