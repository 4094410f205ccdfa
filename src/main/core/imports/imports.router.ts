import { implementer } from '#core/implementer.ts';
import type { ImportsService } from './imports.service.ts';

export function createImportsRouter(service: ImportsService) {
  const { imports } = implementer;
  return {
    imports: {
      describe: imports.describe.handler(({ context, input }) => service.describe(context, input)),
      stageText: imports.stageText.handler(({ context, input }) => service.stageText(context, input)),
      preview: imports.preview.handler(({ context, input }) => service.preview(context, input)),
      previewUnmade: imports.previewUnmade.handler(({ context, input }) => service.previewUnmade(context, input)),
      post: imports.post.handler(({ context, input }) => service.post(context, input)),
      list: imports.list.handler(({ context, input }) => service.list(context, input)),
      get: imports.get.handler(({ context, input }) => service.get(context, input)),
      claimedCost: imports.claimedCost.handler(({ context, input }) => service.claimedCost(context, input)),
      exportRefused: imports.exportRefused.handler(({ context, input }) => service.exportRefused(context, input)),
      exportRefusedOfPreview: imports.exportRefusedOfPreview.handler(({ context, input }) =>
        service.exportRefusedOfPreview(context, input),
      ),
      claimRefused: imports.claimRefused.handler(({ context, input }) => service.claimRefused(context, input)),
      withdrawRefusedClaim: imports.withdrawRefusedClaim.handler(({ context, input }) =>
        service.withdrawRefusedClaim(context, input),
      ),
      acceptRefused: imports.acceptRefused.handler(({ context, input }) => service.acceptRefused(context, input)),
      reopenRefused: imports.reopenRefused.handler(({ context, input }) => service.reopenRefused(context, input)),
      undoReach: imports.undoReach.handler(({ context, input }) => service.undoReach(context, input)),
      undo: imports.undo.handler(({ context, input }) => service.undo(context, input)),
    },
  };
}
