import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { MAXIMUM_CHUNK_BYTES, MAXIMUM_FILE_BYTES } from '../domain/files/file-limits.ts';
import type { FileId, JobId } from '../domain/ids.ts';
import { command, query, stream } from './procedure.ts';

export const fileId = z
  .string()
  .regex(/^[a-z0-9-]{8,64}$/)
  .transform((value) => value as FileId);
export const jobId = z
  .string()
  .regex(/^[a-z0-9-]{8,64}$/)
  .transform((value) => value as JobId);

export { MAXIMUM_CHUNK_BYTES, MAXIMUM_FILE_BYTES };

/** Larger than any file may be: a sheet is split into several. */
const FILE_TOO_LARGE = { status: 413, data: z.object({ maximumMebibytes: z.number() }) } as const;
/** Fewer bytes came than were announced, or than lie before a piece; what had come is dropped: the file is sent anew. */
const FILE_INCOMPLETE = {
  status: 409,
  data: z.object({ expectedBytes: z.number(), receivedBytes: z.number() }),
} as const;
/** The file is not arriving any more, or not complete yet. */
const FILE_NOT_STAGED = { status: 404 } as const;

/** What was prepared waited too long, or for somebody who signed out meanwhile, and is gone: it is prepared anew. */
const FILE_EXPIRED = { status: 410, data: z.object({ keptMinutes: z.number() }) } as const;

/** Files belong to the person who staged them or for whom they were prepared; of another's they are told NOT_FOUND. */
export const filesContract = {
  /** Opens a staged file; its bytes follow in pieces and rest encrypted until it is used or dropped. */
  begin: command('signed-in')
    .input(z.object({ name: z.string().min(1).max(255), size: z.number().int().min(0) }))
    .errors({ FILE_TOO_LARGE })
    .output(z.object({ id: fileId })),
  /** Appends a piece of at most 1 MiB at `offset`; a piece that came before is taken once. */
  append: command('signed-in')
    .input(z.object({ id: fileId, offset: z.number().int().min(0), bytes: z.instanceof(File) }))
    .errors({ FILE_TOO_LARGE, FILE_INCOMPLETE, FILE_NOT_STAGED })
    .output(z.object({ size: z.number() })),
  finish: command('signed-in')
    .input(z.object({ id: fileId }))
    .errors({ FILE_INCOMPLETE, FILE_NOT_STAGED })
    .output(z.object({ id: fileId, name: z.string(), size: z.number(), sha256: z.string() })),
  discard: command('signed-in')
    .input(z.object({ id: fileId }))
    .output(z.object({})),
  /**
   * Streams a file back in pieces to the person for whom it was prepared, in any of their windows, for an hour at most and until
   * they sign out of the last one.
   */
  download: stream('signed-in')
    .input(z.object({ id: fileId }))
    .errors({ FILE_NOT_STAGED, FILE_EXPIRED })
    .output(eventIterator(z.object({ base64: z.string() }))),
};

/** What a job can be. Each has its own words in the window, which does not compile without them. */
export const JOB_KINDS = [
  'import-keys',
  'import-preview',
  'import-statement',
  'statement-preview',
  'refused-lines',
  'match',
  'settle-stock',
  'close-month',
  'report',
  'import-catalog',
  'export-keys',
  'export-list',
  'move-keys',
  'undo-import',
  'stock-take',
  'backup',
  'verify',
  'demo',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const jobState = z.object({
  id: jobId,
  kind: z.enum(JOB_KINDS),
  /** Names what it works on, e.g. a file's name. Never a secret. */
  subject: z.string(),
  /** The person who asks started it. */
  isOwn: z.boolean(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  total: z.number().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /**
   * What a finished job brought, e.g. `{importId}`; what a failed one says, `{code, ...}`. Told only to the person who started it:
   * to others the result and the error's data are null.
   */
  result: z.unknown(),
  error: z.object({ code: z.string(), data: z.unknown() }).nullable(),
});
export type JobState = z.output<typeof jobState>;

export const jobsContract = {
  list: query('signed-in').output(z.array(jobState)),
  get: query('signed-in')
    .input(z.object({ id: jobId }))
    .output(jobState),
  /** Asks a job to stop; it leaves nothing half done. Another person's and the shop's own take the right to administer the shop. */
  cancel: command('signed-in')
    .input(z.object({ id: jobId }))
    .errors({ JOB_OF_ANOTHER: { status: 403 } })
    .output(z.object({})),
};

/** What a window is told: an area's data changed, a job moved on, the session changed. Never a secret. */
export const coreEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), areas: z.array(z.string()) }),
  z.object({ kind: z.literal('job'), job: jobState }),
  z.object({ kind: z.literal('session') }),
]);
export type CoreEvent = z.output<typeof coreEvent>;

export const eventsContract = {
  /** At most 10 events a second a window: changes are gathered, a job's last state wins. */
  subscribe: stream('signed-in', { worksWhileLocked: true }).output(eventIterator(coreEvent)),
};
