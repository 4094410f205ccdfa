import { implementer } from '#core/implementer.ts';
import type { SettingsService } from './settings.service.ts';

export function createSettingsRouter(service: SettingsService) {
  const { settings } = implementer;
  return {
    settings: {
      get: settings.get.handler(({ context }) => service.get(context)),
      change: settings.change.handler(({ context, input }) => service.change(context, input)),
    },
  };
}
