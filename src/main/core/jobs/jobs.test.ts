import { expect, it } from 'vitest';
import { createCoreEvents } from '#core/events/core-events.ts';
import { silentLogger } from '#core/logging/logger.ts';
import { createJobs } from './jobs.ts';

it.each([
  ['SQLITE_FULL', { code: 'STORAGE_FAILED', data: { reason: 'SQLITE_FULL' } }],
  ['ENOSPC', { code: 'STORAGE_FAILED', data: { reason: 'ENOSPC' } }],
  ['ERR_ELSE', { code: 'UNEXPECTED' }],
])('a job that ends with %s says what is the matter', async (code, error) => {
  const jobs = createJobs({ events: createCoreEvents(), logger: silentLogger, now: () => 0 });
  const { id } = jobs.start({
    kind: 'backup',
    startedBy: null,
    subject: '',
    run: () => Promise.reject(Object.assign(new Error('full'), { code })),
  });
  expect(await jobs.whenEnded(id)).toMatchObject({ state: 'failed', error });
});
