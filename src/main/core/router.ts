import { createFilesRouter } from './files/files.router.ts';
import { createIdentityRouter } from './identity/identity.router.ts';
import { implementer } from './implementer.ts';
import type { Services } from './services.ts';

/** The whole contract, implemented. An area adds its router here. */
export function createRouter(services: Services) {
  return implementer.router({
    ...createIdentityRouter(services.identity),
    ...createFilesRouter(services.kernel),
  });
}

export type Router = ReturnType<typeof createRouter>;
