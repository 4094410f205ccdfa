import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyLineToRow, readKeyLine, readSectionHeading } from './key-line.ts';

describe('readKeyLine', () => {
  it.each([
    ['0001----AAAA', '----', ['0001', 'AAAA']],
    ['demo@a.example----p1----p2----S3', '----', ['demo@a.example', 'p1', 'p2', 'S3']],
    ['0002,BBBB', ',', ['0002', 'BBBB']],
    ['0003|CCCC', '|', ['0003', 'CCCC']],
    ['0003｜CCCC', '｜', ['0003', 'CCCC']],
    ['0004\tDDDD', '\t', ['0004', 'DDDD']],
    ['0005   EEEE', ' ', ['0005', 'EEEE']],
    ['0005--EEEE', '--', ['0005', 'EEEE']],
    ['卡号：0006 卡密：FFFF', 'labels', ['0006', 'FFFF']],
    ['卡号:0006,卡密:FF-FF', 'labels', ['0006', 'FF-FF']],
    ['卡号：0006----卡密：FF-FF', 'labels', ['0006', 'FF-FF']],
    ['卡密: ABCD-1234', 'labels', ['ABCD-1234']],
    ['账号：demo 密码：p:1', 'labels', ['demo', 'p:1']],
    ['0007：GGGG', 'colon', ['0007', 'GGGG']],
    ['0008║HHHH║5.5║2.5', '║', ['0008', 'HHHH', '5.5', '2.5']],
    ['ABCDE-12345-FGHIJ', 'none', ['ABCDE-12345-FGHIJ']],
    ['https://a.example/r?c=1', 'none', ['https://a.example/r?c=1']],
    ['链接：https://a.example/r?c=1', 'labels', ['https://a.example/r?c=1']],
    ['0009----', '----', ['0009', '']],
  ])('%j', (line, divided, texts) => {
    const read = readKeyLine(line);
    expect(read.divided).toBe(divided);
    expect(read.parts.map(({ text }) => text)).toEqual(texts);
  });

  it('keeps the labels', () => {
    expect(readKeyLine('卡号：0006 卡密：FFFF').parts).toEqual([
      { label: '卡号', text: '0006' },
      { label: '卡密', text: 'FFFF' },
    ]);
  });

  it('divides by the file’s own separator and by no other', () => {
    expect(readKeyLine('0001,AA--BB', ',').parts.map(({ text }) => text)).toEqual(['0001', 'AA--BB']);
    expect(readKeyLine('AA BB', '----').parts).toEqual([{ text: 'AA BB' }]);
  });

  it('finds the parts that were joined, for every separator', () => {
    const part = fc.stringMatching(/^[A-Z0-9]{3,12}$/);
    const separator = fc.constantFrom('----', '║', '｜', '|', '\t', '--', ',', ' ');
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), separator, (parts, divider) => {
        expect(readKeyLine(parts.join(divider)).parts.map(({ text }) => text)).toEqual(parts);
      }),
    );
  });

  it('makes a row of its parts', () => {
    expect(keyLineToRow(readKeyLine('0009----'), 4)).toEqual({
      rowNumber: 4,
      isHidden: false,
      cells: [
        { kind: 'text', text: '0009' },
        { kind: 'empty', text: '' },
      ],
    });
  });
});

it('reads the heading of a batch', () => {
  expect(readSectionHeading('第 3 批次 (50元点卡) 100 张')).toEqual({ batchNumber: '3', name: '50元点卡', count: 100 });
  expect(readSectionHeading('=== 第2批（月卡）5张 ===')).toEqual({ batchNumber: '2', name: '月卡', count: 5 });
  expect(readSectionHeading('0001----AAAA')).toBeNull();
});
