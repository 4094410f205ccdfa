import { expect, it } from 'vitest';
import type { JobState } from '#shared/contract/files.contract.ts';
import type { JobId } from '#shared/domain/ids.ts';
import { latestCheck } from './latest-check.ts';

function check(id: string, startedAt: number, change: Partial<JobState>): JobState {
  const known = {
    id: id as JobId,
    kind: 'verify' as const,
    subject: '',
    isOwn: false,
    done: 0,
    total: null,
    startedAt,
  };
  return { ...known, state: 'done', endedAt: startedAt + 1, result: null, error: null, ...change };
}

const OWN = check('own-check', 1, { result: { isWhole: true } });

it('shows the last check of the books whose outcome this person is told', () => {
  expect(latestCheck([OWN, check('foreign-check', 5, {})], null)?.id).toBe('own-check');
  expect(latestCheck([check('foreign-check', 5, {})], null)).toBeUndefined();
});

it("shows another person's check while it runs", () => {
  const running = check('foreign-check', 5, { state: 'running', endedAt: null });
  expect(latestCheck([OWN, running], null)?.id).toBe('foreign-check');
});
