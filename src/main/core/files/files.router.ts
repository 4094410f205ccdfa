import type { Context } from '#core/context.ts';
import { implementer } from '#core/implementer.ts';
import { cancelJob } from '#core/jobs/cancel-job.ts';
import { releaseBytes } from '#core/jobs/release-bytes.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { PREPARED_MINUTES } from './spool.ts';

export function createFilesRouter(kernel: Kernel) {
  const { files, jobs, events } = implementer;
  const { spool } = kernel;

  /** The file's id, where it is the asker's own; another's answers as one that does not exist. */
  function ownFile({ userId }: Context, id: FileId): FileId {
    if (!spool.isOwnedBy(id, userId)) throw notFound('file', id);
    return id;
  }

  /** As {@link ownFile}, and told where it waited too long. */
  function preparedFile(context: Context, id: FileId): FileId {
    if (spool.hasExpired(id, context.userId)) throw new Refusal('FILE_EXPIRED', { keptMinutes: PREPARED_MINUTES });
    return ownFile(context, id);
  }

  return {
    files: {
      begin: files.begin.handler(async ({ context, input }) => ({
        id: (await spool.begin(context.userId, input.name, input.size)) as FileId,
      })),
      append: files.append.handler(async ({ context, input }) => {
        const bytes = new Uint8Array(await input.bytes.arrayBuffer());
        const size = await spool.append(ownFile(context, input.id), bytes, input.offset);
        releaseBytes(bytes);
        return { size };
      }),
      finish: files.finish.handler(async ({ context, input }) => {
        const { name, size, sha256 } = await spool.finish(ownFile(context, input.id));
        return { id: input.id, name, size, sha256 };
      }),
      discard: files.discard.handler(async ({ context, input }) => {
        await spool.discard(ownFile(context, input.id));
        return {};
      }),
      download: files.download.handler(async function* ({ context, input }) {
        for await (const bytes of spool.read(preparedFile(context, input.id)))
          yield { base64: Buffer.from(bytes).toString('base64') };
      }),
    },
    jobs: {
      list: jobs.list.handler(({ context }) => kernel.jobs.list(context.userId)),
      get: jobs.get.handler(({ context, input }) => kernel.jobs.get(input.id, context.userId)),
      cancel: jobs.cancel.handler(({ context, input }) => {
        cancelJob(context, input.id);
        return {};
      }),
    },
    events: {
      subscribe: events.subscribe.handler(({ context, signal }) => kernel.events.subscribe(context.session, signal)),
    },
  };
}
