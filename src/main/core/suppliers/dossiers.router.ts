import { implementer } from '#core/implementer.ts';
import type { DossiersService } from './dossiers.service.ts';

export function createDossiersRouter(service: DossiersService) {
  const { dossiers } = implementer;
  return {
    dossiers: {
      get: dossiers.get.handler(({ context, input }) => service.get(context, input)),
      setProfile: dossiers.setProfile.handler(({ context, input }) => service.setProfile(context, input)),
      addQualification: dossiers.addQualification.handler(({ context, input }) =>
        service.addQualification(context, input),
      ),
      editQualification: dossiers.editQualification.handler(({ context, input }) =>
        service.editQualification(context, input),
      ),
      verifyQualification: dossiers.verifyQualification.handler(({ context, input }) =>
        service.verifyQualification(context, input),
      ),
      removeQualification: dossiers.removeQualification.handler(({ context, input }) =>
        service.removeQualification(context, input),
      ),
      openAttachment: dossiers.openAttachment.handler(({ context, input }) => service.openAttachment(context, input)),
      addTestOrder: dossiers.addTestOrder.handler(({ context, input }) => service.addTestOrder(context, input)),
      removeTestOrder: dossiers.removeTestOrder.handler(({ context, input }) =>
        service.removeTestOrder(context, input),
      ),
      overview: dossiers.overview.handler(({ context, input, signal }) => service.overview(context, input, signal)),
      policy: dossiers.policy.handler(({ context }) => service.policy(context)),
      setPolicy: dossiers.setPolicy.handler(({ context, input }) => service.setPolicy(context, input)),
    },
  };
}
