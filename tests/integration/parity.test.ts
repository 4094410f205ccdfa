import { createHash, randomBytes } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJsonLogger } from '#core/logging/logger.ts';
import { Refusal } from '#core/refusal.ts';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { JobState } from '#shared/contract/files.contract.ts';
import { commonErrors } from '#shared/contract/procedure.ts';
import type { JobId } from '#shared/domain/ids.ts';
import { doors, type OpenDoor } from '#tests/support/doors.ts';
import {
  closeTestShops,
  newCommandId,
  OWNER,
  openTestShop,
  readDownload,
  stageFile,
  type TestShop,
} from '#tests/support/open-core.ts';

const JOB_ID = 'job-12345678' as JobId;
const MIB = 1024 * 1024;

/** Data that the contract declares for each common error. */
const COMMON_ERROR_DATA: Readonly<Record<keyof typeof commonErrors, Readonly<Record<string, unknown>> | undefined>> = {
  SIGN_IN_NEEDED: undefined,
  WINDOW_LOCKED: undefined,
  PERMISSION_DENIED: { right: 'keys.reveal' },
  DAILY_LIMIT_REACHED: { right: 'keys.reveal', limit: 5, used: 3, wanted: 4 },
  SHOP_STATE: { isSetUp: true },
  NOT_FOUND: { kind: 'sku', id: 7 },
  INVALID_VALUE: { field: 'name', rule: 'EMPTY' },
  CHANGED_MEANWHILE: { kind: 'sku', revision: 3 },
  COMMAND_ID_REUSED: undefined,
  MONTH_CLOSED: { month: '2026-10', openMonth: '2026-11' },
  DAY_SETTLED: { number: 'DZ-202611-0001', day: '2026-11-05', openFrom: '2026-11-11' },
  RESTART_NEEDED: undefined,
  VAULT_LOCKED: undefined,
  SHOP_DAMAGED: { reason: 'DATABASE_DAMAGED' },
  STORAGE_FAILED: { reason: 'SQLITE_FULL' },
  ISSUED_LOG_FAILED: { reason: 'ENOSPC' },
};

function jobState(change: Partial<JobState> = {}): JobState {
  return {
    id: JOB_ID,
    kind: 'report',
    subject: '对照',
    isOwn: false,
    state: 'done',
    done: 1,
    total: null,
    startedAt: 1,
    endedAt: 2,
    result: null,
    error: null,
    ...change,
  };
}

async function rejection(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('It was answered.');
    },
    (error: unknown) => error,
  );
}

describe.each(doors)('through the door $name', (door) => {
  const lines: string[] = [];
  let shop: TestShop;
  let opened: OpenDoor;
  let client: KacangClient;

  beforeEach(async () => {
    lines.length = 0;
    shop = await openTestShop({ logger: createJsonLogger((line) => lines.push(line)) });
    opened = await door.open(shop.core, shop.folder);
    client = opened.client;
    await client.sessions.signIn(OWNER);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await opened.close();
    await closeTestShops();
  });

  /** Makes one real procedure answer as the case needs; everything around it is the real thing. */
  function jobsAnswer(answer: (id: JobId) => JobState | Promise<JobState>): void {
    vi.spyOn(shop.core.kernel.jobs, 'get').mockImplementation(answer as (id: JobId) => JobState);
  }

  it('answers what the core answers', async () => {
    const here = await shop.client.users.list();
    expect(await client.users.list()).toEqual(here);
    expect((await client.sessions.state()).user?.name).toBe(OWNER.name);
  });

  it.each(Object.entries(COMMON_ERROR_DATA))('carries the declared error %s with its data', async (code, data) => {
    jobsAnswer(() => {
      throw new Refusal(code, data);
    });
    const error = await rejection(client.jobs.get({ id: JOB_ID }));
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code, defined: true });
    expect((error as ORPCError<string, unknown>).data).toEqual(data);
    expect((error as ORPCError<string, unknown>).status).toBe(commonErrors[code as keyof typeof commonErrors].status);
  });

  it('hides what an unexpected error says, logs it and names the log entry', async () => {
    const secret = 'CARD-6222-0212-3456';
    jobsAnswer(() => {
      throw new Error(`could not read ${secret}`);
    });
    const error = (await rejection(client.jobs.get({ id: JOB_ID }))) as ORPCError<string, { correlationId: string }>;
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false, message: 'UNEXPECTED' });
    expect(JSON.stringify({ ...error, message: error.message, cause: error.cause })).not.toContain(secret);
    const logged = lines.filter((line) => line.includes(error.data.correlationId));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('jobs.get');
    expect(lines.join('\n')).not.toContain(secret);
  });

  it('hides a refusal that the procedure does not declare', async () => {
    jobsAnswer(() => {
      throw new Refusal('NOT_DECLARED_HERE', { hint: 'inner' });
    });
    const error = await rejection(client.jobs.get({ id: JOB_ID }));
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false, message: 'UNEXPECTED' });
    expect(JSON.stringify(error)).not.toContain('inner');
  });

  it('refuses an input that is not as declared before anything happens', async () => {
    const get = vi.spyOn(shop.core.kernel.jobs, 'get');
    const error = await rejection(client.jobs.get({ id: 'not an id!' }));
    expect(error).toMatchObject({ code: 'BAD_REQUEST' });
    expect(get).not.toHaveBeenCalled();
  });

  it('keeps Date and undefined as they are', async () => {
    const result = { at: new Date(1_700_000_000_123), nothing: undefined, list: [undefined, null, 0], 名: '值' };
    jobsAnswer(() => jobState({ result }));
    const answered = await client.jobs.get({ id: JOB_ID });
    // A property that is undefined may be left out on the way; in a list its place is kept.
    expect(answered).toEqual(jobState({ result }));
    expect(answered.result).toMatchObject({ at: expect.any(Date), list: [undefined, null, 0] });
  });

  it('stages a big file in pieces and streams it back in order', async () => {
    const bytes = randomBytes(9 * MIB + 17);
    const id = await stageFile(client, 'big.csv', bytes);
    expect(shop.core.kernel.spool.staged(id).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await readDownload(client, id)).equals(bytes)).toBe(true);
  });

  it('stops a stream where the reader stops', async () => {
    const id = await stageFile(client, 'any.csv', randomBytes(3));
    let isReleased = false;
    let pieces = 0;
    vi.spyOn(shop.core.kernel.spool, 'read').mockImplementation(async function* () {
      try {
        for (;;) {
          pieces += 1;
          yield Buffer.from(`piece ${pieces}`);
          await new Promise(setImmediate);
        }
      } finally {
        isReleased = true;
      }
    });
    const seen: string[] = [];
    for await (const { base64 } of await client.files.download({ id })) {
      seen.push(Buffer.from(base64, 'base64').toString('utf8'));
      if (seen.length === 5) break;
    }
    expect(seen).toEqual(['piece 1', 'piece 2', 'piece 3', 'piece 4', 'piece 5']);
    await expect.poll(() => isReleased).toBe(true);
  });

  it('hides what broke a stream on its way', async () => {
    const id = await stageFile(client, 'any.csv', randomBytes(3));
    const secret = 'CARD-6222-0212-3456';
    vi.spyOn(shop.core.kernel.spool, 'read').mockImplementation(async function* () {
      yield Buffer.from('piece');
      throw new Error(`could not read ${secret}`);
    });
    const reading = readDownload(client, id);
    const error = (await rejection(reading)) as ORPCError<string, { correlationId: string }>;
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', defined: false, message: 'UNEXPECTED' });
    expect(JSON.stringify({ ...error, cause: error.cause })).not.toContain(secret);
    expect(lines.filter((line) => line.includes(error.data.correlationId))).toHaveLength(1);
  });

  it('hides an answer that is not as declared', async () => {
    jobsAnswer(() => ({ ...jobState(), done: 'CARD-6222-0212-3456' }) as never);
    const error = (await rejection(client.jobs.get({ id: JOB_ID }))) as ORPCError<string, { correlationId: string }>;
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: 'UNEXPECTED' });
    expect(JSON.stringify({ ...error, cause: error.cause })).not.toContain('6222');
    expect(lines.filter((line) => line.includes(error.data.correlationId))).toHaveLength(1);
  });

  it('aborts a call, and the core hears of it', async () => {
    let signal: AbortSignal | undefined;
    vi.spyOn(shop.core.kernel.events, 'subscribe').mockImplementation(async function* (_session, given) {
      signal = given;
      yield { kind: 'changed', areas: ['parity'] };
      if (!given?.aborted) await new Promise((resolve) => given?.addEventListener('abort', resolve));
    });
    const controller = new AbortController();
    const events = await client.events.subscribe(undefined, { signal: controller.signal });
    const iterator = events[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual({ kind: 'changed', areas: ['parity'] });
    const ended = iterator.next().then(
      () => 'ended',
      () => 'ended',
    );
    controller.abort();
    expect(await ended).toBe('ended');
    await expect.poll(() => signal?.aborted).toBe(true);
  });

  it('gives up a call that was aborted while the core works on it', async () => {
    jobsAnswer(() => new Promise(() => {}));
    const controller = new AbortController();
    const call = rejection(client.jobs.get({ id: JOB_ID }, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 20);
    expect(await call).toMatchObject({ name: 'AbortError' });
  });

  it('tells what changed, in order', async () => {
    const controller = new AbortController();
    const events = await client.events.subscribe(undefined, { signal: controller.signal });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of events) {
        if (event.kind === 'job') seen.push(event.job.subject);
        if (seen.length === 3) return;
      }
    })();
    for (const subject of ['one', 'two', 'three']) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      shop.core.kernel.events.job(jobState({ subject }), null);
    }
    await reading;
    controller.abort();
    expect(seen).toEqual(['one', 'two', 'three']);
  });

  it('answers fifty calls at once, each with its own answer', async () => {
    jobsAnswer(async (id) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      return jobState({ id, subject: id });
    });
    const ids = Array.from({ length: 50 }, (_, index) => `parity-${String(index).padStart(4, '0')}` as JobId);
    const answers = await Promise.all(ids.map((id) => client.jobs.get({ id })));
    expect(answers.map(({ subject }) => subject)).toEqual(ids);
  });

  it('carries a command out once, whatever happened to its answer', async () => {
    const input = { commandId: newCommandId(), name: '小王', role: 'clerk' as const, passphrase: 'long enough here' };
    const first = await client.users.create(input);
    expect(await client.users.create(input)).toEqual(first);
    expect(await rejection(client.users.create({ ...input, name: '小李' }))).toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
    expect((await client.users.list()).map(({ name }) => name)).toEqual([OWNER.name, '小王']);
  });
});
