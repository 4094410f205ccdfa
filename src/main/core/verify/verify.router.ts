import { implementer } from '#core/implementer.ts';
import type { Kernel } from '#core/kernel.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';

export function createVerifyRouter(kernel: Kernel) {
  const { verify } = implementer;
  return {
    verify: {
      run: verify.run.handler(({ context }) => {
        const job = kernel.jobs.start({
          kind: 'verify',
          startedBy: context.userId,
          subject: '',
          run: ({ signal, progress }) =>
            kernel.threads.run<ShopCheck>({
              kind: 'verify-shop',
              input: { folder: kernel.paths.folder },
              keys: kernel.vault.keys(),
              signal,
              onProgress: progress,
            }),
        });
        return { jobId: job.id };
      }),
    },
  };
}
