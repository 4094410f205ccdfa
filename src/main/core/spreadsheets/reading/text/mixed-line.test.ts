import { describe, expect, it } from 'vitest';
import { areLabelled, createLabelledSplitter, splitLabelledLine, splitMixedLine } from './mixed-line.ts';

describe('a line that names its parts', () => {
  it.each([
    ['卡号：0006 卡密：FFFF', ['0006', 'FFFF'], 'number secret'],
    ['卡号:0006，卡密:FFFF', ['0006', 'FFFF'], 'number secret'],
    ['账号：a@b.c | 密码：x y', ['a@b.c', 'x y'], 'number secret'],
    ['【50元】卡号：0006，卡密：FFFF；', ['0006', 'FFFF'], 'number secret'],
    ['12、[50元] 卡号：0006 卡密：FFFF', ['0006', 'FFFF'], 'number secret'],
    ['卡号：0006----密码：FFFF', ['0006', 'FFFF'], 'number secret'],
    ['卡号0006║密码FF-F', ['0006', 'FF-F'], 'number secret'],
    ['卡号 0006 密码 FFFF', ['0006', 'FFFF'], 'number secret'],
    ['3. 卡号0006密码FFFF', ['0006', 'FFFF'], 'number secret'],
    ['卡密：FFFF 有效期至：2028-12-31', ['FFFF', '2028-12-31'], 'secret 有效'],
  ])('%s', (line, parts, meaning) => expect(splitLabelledLine(line)).toEqual({ parts, meaning }));

  it('is none where something stands before the first name', () => {
    expect(splitLabelledLine('请核对卡号：0006')).toBeNull();
    expect(splitLabelledLine('卡号 卡密 有效期')).toBeNull();
    expect(splitMixedLine('0006----FFFF')).toEqual(['0006', 'FFFF']);
  });
});

describe('a text of such lines', () => {
  const lines = ['订单 XH1 共2张', '卡号：1 卡密：A', '卡密：B 卡号：2', '卡号：3 密码：C'];

  it('is known by them', () => {
    expect(areLabelled(lines)).toBe(true);
    expect(areLabelled(['0006 FFFF', '卡号：1 卡密：A'])).toBe(false);
  });

  it('keeps notes whole, and what names its parts in another order; a sample has neither', () => {
    const split = createLabelledSplitter(false);
    expect(lines.map((line) => split(line))).toEqual([['订单 XH1 共2张'], ['1', 'A'], ['卡密：B 卡号：2'], ['3', 'C']]);
    const sample = createLabelledSplitter(true);
    expect(lines.map((line) => sample(line))).toEqual([[], ['1', 'A'], [], ['3', 'C']]);
  });
});
