import { createIdentityService } from './identity/identity.service.ts';
import type { Kernel } from './kernel.ts';

/** One service per area, made once. An area that has something to do at start or stop says so here. */
export function createServices(kernel: Kernel) {
  return {
    kernel,
    identity: createIdentityService(kernel),
    async start(): Promise<void> {},
    async stop(): Promise<void> {},
  };
}

export type Services = ReturnType<typeof createServices>;
