import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfValue, findKeyLabels, holdsWordsBesideCode } from './key-labels.ts';
import { readKeyLine } from './key-line.ts';

describe('the end of a labelled value', () => {
  it('lies before spaces, marks and two dashes or more, in whatever order they stand', () => {
    const pieces = fc.array(fc.constantFrom('A', '-', ' ', '，', '|', '1'), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, (drawn) => {
        const text = drawn.join('');
        const divided = /(?:[\s,，;；|、║｜]|-{2,})+$/u.exec(text);
        expect(endOfValue(text)).toBe(divided?.index ?? text.length);
      }),
    );
  });

  it('is found in a line of dashes', () => {
    const text = `6001 ${'-'.repeat(500)}x`;
    expect(endOfValue(text)).toBe(text.length);
    expect(endOfValue(`6001 ${'-'.repeat(500)}`)).toBe(4);
  });
});

describe('a line that goes on and on', () => {
  it('keeps its two values', () => {
    const filling = `${'-'.repeat(300)}9`;
    const { parts } = readKeyLine(`卡号：6001${filling} 密码：FFFF`);
    expect(parts).toEqual([
      { label: '卡号', text: `6001${filling}` },
      { label: '密码', text: 'FFFF' },
    ]);
  });

  it.each([
    ['spaces', `${' '.repeat(5000)}x:1`],
    ['marks', ':'.repeat(20_000)],
    ['words', '中'.repeat(30_000)],
  ])('gives no name to anything: %s', (_, line) => {
    expect(findKeyLabels(line)).toEqual([]);
    expect(holdsWordsBesideCode(line)).toBe(false);
  });
});
