import { describe, expect, it } from 'vitest';
import { effectiveDailyLimit, effectiveRights, RIGHTS } from '#shared/domain/identity/rights.ts';
import { changesOf, draftOf, groupsOf } from './rights-draft.ts';

describe('rights of a person in the form', () => {
  it('show the role’s own answers and keep nothing while nothing is changed', () => {
    const drafts = draftOf('clerk', []);
    expect(drafts.map(({ right }) => right)).toEqual([...RIGHTS]);
    expect(drafts.find(({ right }) => right === 'keys.dispense')).toMatchObject({ isOfRole: true, answer: 'role' });
    expect(drafts.find(({ right }) => right === 'keys.reveal')?.counted).toEqual({ ofRole: 50, limit: null });
    expect(changesOf(drafts)).toEqual([]);
  });

  it('come back as they were changed, and mean the same to the core', () => {
    const changes = [
      { right: 'keys.reveal', isGranted: null, dailyLimit: 5 },
      { right: 'keys.copy', isGranted: null, dailyLimit: 'none' },
      { right: 'keys.export', isGranted: true, dailyLimit: 0 },
      { right: 'keys.freeze', isGranted: false, dailyLimit: null },
    ] as const;
    const back = changesOf(draftOf('clerk', changes));
    expect(back).toEqual(changes);
    expect(effectiveRights('clerk', back).has('keys.export')).toBe(true);
    expect(effectiveRights('clerk', back).has('keys.freeze')).toBe(false);
    expect(effectiveDailyLimit('clerk', 'keys.copy', back)).toBe(null);
    expect(effectiveDailyLimit('clerk', 'keys.reveal', back)).toBe(5);
  });

  it('stand in groups that miss none', () => {
    const groups = groupsOf(draftOf('owner', []));
    expect(groups.flatMap(({ drafts }) => drafts)).toHaveLength(RIGHTS.length);
    expect(new Set(groups.map(({ group }) => group)).size).toBe(groups.length);
  });
});
