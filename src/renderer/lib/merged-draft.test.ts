import { describe, expect, it } from 'vitest';
import { isTouched, mergedDraft } from './merged-draft.ts';

const OPENED = { price: 50, minimum: 10, note: null as string | null, fields: [{ name: '卡密' }] };

describe('a form whose record somebody else changed meanwhile', () => {
  it('keeps what was typed and takes their changes into the fields that nobody touched', () => {
    const mine = { ...OPENED, price: 52 };
    const theirs = { ...OPENED, price: 51, minimum: 30, fields: [{ name: '兑换码' }] };
    expect(mergedDraft(OPENED, mine, theirs)).toEqual({
      ...OPENED,
      price: 52,
      minimum: 30,
      fields: [{ name: '兑换码' }],
    });
  });

  it('is what the record is now where nothing was typed', () => {
    const theirs = { ...OPENED, note: '新' };
    expect(mergedDraft(OPENED, { ...OPENED }, theirs)).toEqual(theirs);
    expect(isTouched(OPENED, { ...OPENED })).toBe(false);
  });

  it('keeps an emptied field empty, and takes an absent value for an empty one', () => {
    const opened = { price: 50 as number | null, note: null as string | null | undefined };
    expect(mergedDraft(opened, { price: null, note: undefined }, { price: 51, note: '新' })).toEqual({
      price: null,
      note: '新',
    });
  });
});
