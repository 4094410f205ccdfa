import { implementer } from '#core/implementer.ts';
import type { AuditService } from './audit.service.ts';

export function createAuditRouter(service: AuditService) {
  const { audit } = implementer;
  return {
    audit: {
      list: audit.list.handler(({ context, input }) => service.list(context, input)),
      actions: audit.actions.handler(({ context }) => service.actions(context)),
      outflows: audit.outflows.handler(({ context, input }) => service.outflows(context, input)),
      timeline: audit.timeline.handler(({ context, input }) => service.timeline(context, input)),
    },
  };
}
