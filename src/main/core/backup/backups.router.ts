import { implementer } from '#core/implementer.ts';
import type { BackupsService } from './backups.service.ts';

export function createBackupsRouter(service: BackupsService) {
  const { backups } = implementer;
  return {
    backups: {
      list: backups.list.handler(({ context }) => service.list(context)),
      make: backups.make.handler(({ context, input }) => service.make(context, input)),
      setSecondPlace: backups.setSecondPlace.handler(({ context, input }) => service.setSecondPlace(context, input)),
      inspect: backups.inspect.handler(({ context, input }) => service.inspect(context, input)),
      restore: backups.restore.handler(({ context, input }) => service.restore(context, input)),
      found: backups.found.handler(({ context }) => service.found(context)),
      rescue: backups.rescue.handler(({ context, input }) => service.rescue(context, input)),
      findings: backups.findings.handler(({ context }) => service.findings(context)),
      review: backups.review.handler(({ context, input }) => service.review(context, input)),
    },
  };
}
