import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { CommandId } from '#shared/domain/ids.ts';
import { createAttempts, isAnswer, withRepeats } from './attempts.ts';

function countingIds(): () => CommandId {
  let made = 0;
  return () => {
    made += 1;
    return `id-${made}` as CommandId;
  };
}

describe('the command id of a form', () => {
  it('stays the same until the outcome is known', () => {
    const attempts = createAttempts(countingIds());
    expect(attempts.idFor({ quantity: 1 })).toBe('id-1');
    expect(attempts.idFor({ quantity: 1 })).toBe('id-1');
    attempts.answered();
    expect(attempts.idFor({ quantity: 1 })).toBe('id-2');
  });

  it('changes with what is sent: the same id with another input would be refused', () => {
    const attempts = createAttempts(countingIds());
    expect(attempts.idFor({ quantity: 1 })).toBe('id-1');
    expect(attempts.idFor({ quantity: 2 })).toBe('id-2');
  });
});

describe('the second press of a double click', () => {
  function pressing() {
    let time = 0;
    const attempts = createAttempts(countingIds(), () => time);
    const press = (input: unknown, at: number, isCarriedOut = true): boolean => {
      time = at;
      if (attempts.isSamePress(input)) return false;
      attempts.idFor(input);
      attempts.answered(isCarriedOut);
      return true;
    };
    return press;
  }

  it('does nothing, though the first has been answered; nor does a key that is held down', () => {
    const press = pressing();
    expect(press({ purpose: 'gift', quantity: 1 }, 0)).toBe(true);
    expect([200, 600, 1200, 1800].map((at) => press({ purpose: 'gift', quantity: 1 }, at))).toEqual(
      Array(4).fill(false),
    );
    expect(press({ purpose: 'gift', quantity: 1 }, 2600)).toBe(true);
  });

  it('is another act where something else is asked for, and where the first was refused', () => {
    const press = pressing();
    expect(press({ quantity: 1 }, 0)).toBe(true);
    expect(press({ quantity: 2 }, 100)).toBe(true);
    expect(press({ quantity: 3 }, 200, false)).toBe(true);
    expect(press({ quantity: 3 }, 300)).toBe(true);
  });
});

describe('withRepeats', () => {
  it('repeats a call whose reply was lost', async () => {
    let calls = 0;
    const call = async (): Promise<string> => {
      calls += 1;
      if (calls < 3) throw new TypeError('Failed to fetch');
      return 'done';
    };
    expect(await withRepeats(call, [0, 0])).toBe('done');
    expect(calls).toBe(3);
  });

  it('takes a refusal for an answer', async () => {
    let calls = 0;
    const call = async (): Promise<string> => {
      calls += 1;
      throw new ORPCError('INSUFFICIENT_STOCK', { status: 409, defined: true });
    };
    await expect(withRepeats(call, [0, 0])).rejects.toThrow(ORPCError);
    expect(calls).toBe(1);
  });

  it('gives up with the last failure, whose outcome is not known', async () => {
    const failure = new TypeError('Failed to fetch');
    await expect(withRepeats(() => Promise.reject(failure), [0])).rejects.toBe(failure);
    expect(isAnswer(failure)).toBe(false);
  });
});
