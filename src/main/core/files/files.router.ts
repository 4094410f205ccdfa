import { implementer } from '#core/implementer.ts';
import { releaseBytes } from '#core/jobs/release-bytes.ts';
import type { Kernel } from '#core/kernel.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { asRefusal } from './spool-refusal.ts';

export function createFilesRouter(kernel: Kernel) {
  const { files, jobs, events } = implementer;
  const { spool } = kernel;
  return {
    files: {
      begin: files.begin.handler(({ input }) =>
        asRefusal(async () => ({ id: (await spool.begin(input.name, input.size)) as FileId })),
      ),
      append: files.append.handler(({ input }) =>
        asRefusal(async () => {
          const bytes = new Uint8Array(await input.bytes.arrayBuffer());
          const size = await spool.append(input.id, bytes, input.offset);
          releaseBytes(bytes);
          return { size };
        }),
      ),
      finish: files.finish.handler(({ input }) =>
        asRefusal(async () => {
          const { name, size, sha256 } = await spool.finish(input.id);
          return { id: input.id, name, size, sha256 };
        }),
      ),
      discard: files.discard.handler(({ input }) =>
        asRefusal(async () => {
          await spool.discard(input.id);
          return {};
        }),
      ),
      download: files.download.handler(async function* ({ input }) {
        for await (const bytes of spool.read(input.id)) yield { base64: Buffer.from(bytes).toString('base64') };
      }),
    },
    jobs: {
      list: jobs.list.handler(() => kernel.jobs.list()),
      get: jobs.get.handler(({ input }) => kernel.jobs.get(input.id)),
      cancel: jobs.cancel.handler(({ input }) => {
        kernel.jobs.cancel(input.id);
        return {};
      }),
    },
    events: {
      subscribe: events.subscribe.handler(({ context, signal }) => kernel.events.subscribe(context.session.id, signal)),
    },
  };
}
