import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CoreEvent, JobState } from '#shared/contract/files.contract.ts';
import type { FileId, JobId, UserId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  OWNER,
  openTestShop,
  readDownload,
  stageFile,
  type TestClient,
} from '#tests/support/open-core.ts';
import { HOUR } from '#tests/support/test-clock.ts';
import { importSheet, jobEnd, keySheet, makeTrade, proposedSettings } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const BUYER = { name: '小李', passphrase: 'a long passphrase' };
const CLERK = { name: '小王', passphrase: 'a clerk passphrase' };
const UNKNOWN_FILE = '00000000-0000-4000-8000-000000000000' as FileId;

async function shopWithBuyer() {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  await importSheet(shop.client, 'keys.csv', keySheet(12), { ...trade, verifyFirst: false });
  await shop.client.users.create({ commandId: newCommandId(), role: 'buyer-finance', ...BUYER });
  return { ...shop, trade, buyer: await shop.signIn(BUYER.name, BUYER.passphrase) };
}

async function exportKeys(client: TestClient): Promise<{ job: JobState; fileId: FileId }> {
  const filter = { states: ['available' as const] };
  const { jobId } = await client.cardKeys.export({ commandId: newCommandId(), filter, format: 'csv', reason: '上架' });
  const job = await jobEnd(client, jobId);
  return { job, fileId: (job.result as { fileId: FileId }).fileId };
}

function spooled(folder: string): string[] {
  return readdirSync(path.join(folder, 'spool'));
}

/** Work that goes on until it is told to stop. */
function untilAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason));
  return promise;
}

/** What a client hears of one job, until it has ended. */
async function heardOf(client: TestClient, start: () => Promise<{ jobId: JobId }>): Promise<JobState[]> {
  const controller = new AbortController();
  const events = await client.events.subscribe(undefined, { signal: controller.signal });
  const heard: JobState[] = [];
  const first: Promise<IteratorResult<CoreEvent>> = events.next();
  const { jobId } = await start();
  for (let next = await first; !next.done; next = await events.next()) {
    if (next.value.kind !== 'job' || next.value.job.id !== jobId) continue;
    heard.push(next.value.job);
    if (next.value.job.endedAt !== null) break;
  }
  controller.abort();
  return heard;
}

describe('what a job brought', () => {
  it('is shown to who started it, and to others only that it ran', async () => {
    const { client, buyer } = await shopWithBuyer();
    const { job } = await exportKeys(client);
    expect(job.result).toMatchObject({ quantity: 12 });
    expect(job.isOwn).toBe(true);
    const shown = { ...job, isOwn: false, result: null };
    expect(await buyer.jobs.get({ id: job.id })).toEqual(shown);
    expect((await buyer.jobs.list()).find(({ id }) => id === job.id)).toEqual(shown);
    expect((await client.jobs.list()).find(({ id }) => id === job.id)).toEqual(job);
  });

  it('is shown to the same person after they signed out and in again, and in another window', async () => {
    const { client, signIn } = await shopWithBuyer();
    const { job } = await exportKeys(client);
    await client.sessions.signOut();
    await client.sessions.signIn(OWNER);
    expect(await client.jobs.get({ id: job.id })).toEqual(job);
    expect(await (await signIn(OWNER.name, OWNER.passphrase)).jobs.get({ id: job.id })).toEqual(job);
  });

  it('is told in the events of their windows alone', async () => {
    const { client, buyer, trade } = await shopWithBuyer();
    const fileId = await stageFile(client, 'more.csv', keySheet(5, 100));
    const settings = await proposedSettings(client, fileId, trade);
    const preview = () => client.imports.preview(settings);
    expect((await heardOf(client, preview)).at(-1)).toMatchObject({ state: 'done', result: { accepted: 5 } });
    const heard = await heardOf(buyer, preview);
    expect(heard.at(-1)).toMatchObject({ kind: 'import-preview', subject: 'more.csv', state: 'done' });
    expect(heard.filter(({ result }) => result !== null)).toEqual([]);
  });

  it('hides the data of its error from others, not its code', async () => {
    const { client, buyer, trade } = await shopWithBuyer();
    const fileId = await stageFile(client, 'mangled.csv', Buffer.from('卡号,卡密\r\n1.23457E+15,AB-12\r\n'));
    const settings = await proposedSettings(client, fileId, trade);
    const { jobId } = await client.imports.post({ commandId: newCommandId(), settings });
    const { error } = await jobEnd(client, jobId as JobId);
    expect(error).toMatchObject({ code: 'NOTHING_TO_IMPORT', data: { totalCost: expect.any(Number) } });
    const told = await buyer.jobs.get({ id: jobId as JobId });
    expect(told.error).toEqual({ code: 'NOTHING_TO_IMPORT', data: null });
  });
});

describe('a running job', () => {
  it('is stopped by who started it or by the owner, and by nobody else', async () => {
    const { client, buyer, core, signIn } = await shopWithBuyer();
    await client.users.create({ commandId: newCommandId(), role: 'clerk', ...CLERK });
    const clerk = await signIn(CLERK.name, CLERK.passphrase);
    const userId = (await buyer.sessions.state()).user?.id ?? null;
    const running = (startedBy: UserId | null) =>
      core.kernel.jobs.start({ kind: 'backup', startedBy, subject: '', run: ({ signal }) => untilAborted(signal) });
    const [own, other, ofShop] = [running(userId), running(userId), running(null)];
    for (const { id } of [own, ofShop]) {
      await expect(clerk.jobs.cancel({ id })).rejects.toMatchObject({ code: 'JOB_OF_ANOTHER' });
      expect(await clerk.jobs.get({ id })).toMatchObject({ state: 'running', isOwn: false });
    }
    await expect(buyer.jobs.cancel({ id: ofShop.id })).rejects.toMatchObject({ code: 'JOB_OF_ANOTHER' });
    await buyer.jobs.cancel({ id: own.id });
    await client.jobs.cancel({ id: other.id });
    await client.jobs.cancel({ id: ofShop.id });
    for (const { id } of [own, other, ofShop]) expect(await jobEnd(client, id)).toMatchObject({ state: 'cancelled' });
  });
});

describe('a prepared file', () => {
  it('is given to whom it was prepared for; to others it is as one that does not exist', async () => {
    const { client, buyer } = await shopWithBuyer();
    const { fileId } = await exportKeys(client);
    for (const id of [fileId, UNKNOWN_FILE]) {
      await expect(readDownload(buyer, id)).rejects.toMatchObject({ code: 'NOT_FOUND', data: { kind: 'file', id } });
    }
    await expect(buyer.files.discard({ id: fileId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readDownload(client, fileId)).length).toBeGreaterThan(100);
  });
});

describe('a prepared file that nobody fetches', () => {
  const expired = { code: 'FILE_EXPIRED', data: { keptMinutes: 60 } };

  it('is dropped an hour after it was prepared, and whoever fetches it later is told; what a person staged stays', async () => {
    const { client, buyer, core, clock, folder } = await shopWithBuyer();
    const staged = await stageFile(client, 'more.csv', keySheet(5, 100));
    const { fileId } = await exportKeys(client);
    clock.advance(HOUR - 1000);
    await core.followTime();
    expect((await readDownload(client, fileId)).length).toBeGreaterThan(100);
    clock.advance(2000);
    await core.followTime();
    await expect(readDownload(client, fileId)).rejects.toMatchObject(expired);
    await expect(readDownload(buyer, fileId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(spooled(folder)).not.toContain(`${fileId}.spooled`);
    expect(spooled(folder)).toContain(`${staged}.spooled`);
  });

  it('is dropped when its owner signs out of the last window', async () => {
    const { client, core, folder, signIn } = await shopWithBuyer();
    const other = await signIn(OWNER.name, OWNER.passphrase);
    const { fileId } = await exportKeys(client);
    await other.sessions.signOut();
    expect(core.kernel.spool.staged(fileId)).toMatchObject({ origin: 'prepared' });
    await client.sessions.signOut();
    expect(spooled(folder)).not.toContain(`${fileId}.spooled`);
    await client.sessions.signIn(OWNER);
    await expect(readDownload(client, fileId)).rejects.toMatchObject(expired);
  });

  it('is not taken away from who is downloading it', async () => {
    const { client, core, clock } = await shopWithBuyer();
    const { fileId } = await exportKeys(client);
    const pieces = await client.files.download({ id: fileId });
    await pieces.next();
    clock.advance(2 * HOUR);
    await core.followTime();
    expect(core.kernel.spool.staged(fileId)).toMatchObject({ origin: 'prepared' });
    await pieces.return(undefined);
    await core.followTime();
    await expect(readDownload(client, fileId)).rejects.toMatchObject(expired);
  });
});

describe('a file that a person stages', () => {
  it('is added to, finished and used by nobody else', async () => {
    const { client, buyer, trade } = await shopWithBuyer();
    const { id } = await client.files.begin({ name: 'keys.csv', size: 3 });
    const bytes = new File(['abc'], 'piece');
    const missing = { code: 'NOT_FOUND', data: { kind: 'file', id } };
    await expect(buyer.files.append({ id, offset: 0, bytes })).rejects.toMatchObject(missing);
    await expect(buyer.files.finish({ id })).rejects.toMatchObject(missing);
    await expect(buyer.files.discard({ id })).rejects.toMatchObject(missing);
    await client.files.append({ id, offset: 0, bytes });
    await client.files.finish({ id });
    const fileId = await stageFile(client, 'more.csv', keySheet(5, 100));
    const settings = await proposedSettings(client, fileId, trade);
    const notStaged = { code: 'FILE_NOT_STAGED' };
    await expect(buyer.imports.describe({ fileId })).rejects.toMatchObject(notStaged);
    await expect(buyer.imports.preview(settings)).rejects.toMatchObject(notStaged);
    await expect(buyer.imports.post({ commandId: newCommandId(), settings })).rejects.toMatchObject(notStaged);
  });
});
