import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, isSameGroup, pickGroupsToConfirm } from './recovery-code.ts';

describe('the recovery code', () => {
  it('is shown in its own groups, or in fives', () => {
    expect(groupsOf('ABCD-EFGH JKMN')).toEqual(['ABCD', 'EFGH', 'JKMN']);
    expect(groupsOf('ABCDEFGHJKMN')).toEqual(['ABCDE', 'FGHJK', 'MN']);
  });

  it('takes a group in small letters and with look-alikes, and no other group', () => {
    expect(isSameGroup(' a0b1', 'AOBI')).toBe(true);
    expect(isSameGroup('A0B2', 'AOBI')).toBe(false);
    expect(isSameGroup('', 'AOBI')).toBe(false);
  });

  it('asks for two different groups, never the first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 32 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })),
        (count, numbers) => {
          const [first, second] = pickGroupsToConfirm(count, () => Number(numbers.next().value));
          expect(first).toBeGreaterThan(0);
          expect(second).toBeGreaterThan(first);
          expect(second).toBeLessThan(count);
        },
      ),
    );
  });
});
