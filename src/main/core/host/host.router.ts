import { implementer } from '#core/implementer.ts';
import type { ClipboardService } from './clipboard.service.ts';

export function createHostRouter(clipboard: ClipboardService) {
  const { host } = implementer;
  return {
    host: { copySecret: host.copySecret.handler(({ context, input }) => clipboard.copySecret(context, input)) },
  };
}
