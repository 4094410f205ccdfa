import type { HostileSheet } from './hostile-sheets.ts';

/** 卡号,卡密 in GBK. */
const GBK_HEADER = Buffer.from('bfa8bac52cbfa8c3dc', 'hex');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const lines = (...parts: (string | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));
const HEADER = ['卡号', '卡密'];

/** Text files of bills.md §3. */
export function hostileTexts(): HostileSheet[] {
  return [
    {
      name: 'csv without a mark',
      bytes: lines('卡号,卡密\r\n0001,AAAA\r\n'),
      ends: { rows: [HEADER, ['0001', 'AAAA']] },
    },
    { name: 'csv with a mark', bytes: lines('\uFEFF卡号,卡密\n0001,AAAA'), ends: { rows: [HEADER, ['0001', 'AAAA']] } },
    {
      name: 'UTF-16 LE with a mark',
      bytes: Buffer.from('\uFEFF卡号\t卡密\r\n0001\tAAAA\r\n', 'utf16le'),
      ends: { rows: [HEADER, ['0001', 'AAAA']] },
    },
    {
      name: 'UTF-16 LE without a mark',
      bytes: Buffer.from('卡号,卡密\r\n0001,AAAA\r\n0002,BBBB\r\n', 'utf16le'),
      ends: { rows: [HEADER, ['0001', 'AAAA'], ['0002', 'BBBB']] },
    },
    { name: 'UTF-16 BE with a mark', bytes: utf16be('\uFEFF卡号,卡密\n1,A\n'), ends: { rows: [HEADER, ['1', 'A']] } },
    {
      name: 'UTF-16 with half a pair',
      bytes: Buffer.from('fffe610000d86200', 'hex'),
      ends: { refused: ['UNDECODABLE'] },
    },
    { name: 'GBK', bytes: lines(GBK_HEADER, '\n0001,AAAA\n'), ends: { rows: [HEADER, ['0001', 'AAAA']] } },
    {
      name: 'Big5',
      bytes: lines(Buffer.from('a564b8b92cb14bbd58', 'hex'), '\n0001,AAAA\n'),
      ends: {
        rows: [
          ['卡號', '密碼'],
          ['0001', 'AAAA'],
        ],
      },
    },
    {
      name: 'GB18030 with a character of four bytes',
      bytes: lines(GBK_HEADER, '\n0001,', Buffer.from('9839bc36', 'hex'), '\n'),
      ends: { rows: [HEADER, ['0001', new TextDecoder('gb18030').decode(Buffer.from('9839bc36', 'hex'))]] },
    },
    {
      name: 'one bad byte in GBK',
      bytes: lines(GBK_HEADER, '\n0001,AA', Buffer.from([0xff]), 'AA\n'),
      ends: { refused: ['UNDECODABLE'] },
    },
    {
      name: 'one bad byte in UTF-8',
      bytes: lines('卡号,卡密,面值,有效期,批次号,状态\n0001,AA', Buffer.from([0xc3]), 'AA\n'),
      ends: { refused: ['UNDECODABLE'] },
    },
    {
      name: 'line ends of every kind',
      bytes: lines('卡号,卡密\r\n1,A\n2,B\r3,C\r\n\r\n4,D'),
      ends: { rows: [HEADER, ['1', 'A'], ['2', 'B'], ['3', 'C'], ['4', 'D']] },
    },
    {
      name: 'NUL bytes',
      bytes: lines('卡号,卡密\n00\u000001,A\u0000\n'),
      ends: { rows: [HEADER, ['00\u000001', 'A\u0000']] },
    },
    {
      name: 'a quote that is never closed',
      bytes: lines('卡号,卡密\n1,"A\n2,B\n3,C\n'),
      ends: { refused: ['UNCLOSED_QUOTE'] },
    },
    {
      name: 'two stray quotes far apart',
      bytes: lines('卡号,卡密\n1,"A\n2,B\n3,C\n4,D",\n'),
      ends: { refused: ['UNCLOSED_QUOTE'] },
    },
    {
      name: 'quotes inside fields',
      bytes: lines('a,b,c\n1,x"多多"y,"z"\t\n2,"5" 屏",w\n3,"a""b","c\nd"\n'),
      ends: {
        rows: [
          ['a', 'b', 'c'],
          ['1', 'x"多多"y', 'z\t'],
          ['2', '5" 屏', 'w'],
          ['3', 'a"b', 'c\nd'],
        ],
      },
    },
    {
      name: 'a line of 1.9 MB',
      bytes: lines('卡号,卡密\n1,', 'A'.repeat(1_900_000), '\n2,B\n'),
      ends: { rows: [HEADER, ['1', 'A'.repeat(1_900_000)], ['2', 'B']] },
    },
    {
      name: 'a line of 20 MB',
      bytes: lines('卡号,卡密\n1,', 'A'.repeat(20_000_000), '\n2,B\n'),
      ends: { refused: ['LINE_TOO_LONG'] },
    },
    {
      name: '20 000 fields in a line',
      bytes: lines('a,'.repeat(20_000), '\n'),
      ends: { refused: ['TOO_MANY_COLUMNS'] },
    },
    {
      name: 'zero-width and full-width characters',
      bytes: lines('卡号,卡密\n\u200b0012\u200b,００１２\n'),
      ends: { rows: [HEADER, ['\u200b0012\u200b', '００１２']] },
    },
    {
      name: 'a page named xls',
      bytes: lines(
        '<html><head><meta charset="utf-8"><style>td{}</style></head><table><tr><th>卡号<th>卡密</tr>',
        '<tr><td>0001&nbsp;</td><td colspan=2>A&lt;B<br>C</td></tr><tr style="display:none"><td>9</table></html>',
      ),
      ends: { rows: [HEADER, ['0001\u00a0', 'A<B\nC'], ['9']] },
    },
    {
      name: 'tabs named xls',
      bytes: lines(GBK_HEADER.subarray(0, 4), '\t', GBK_HEADER.subarray(5), '\r\n="0001"\tAAAA\r\n'),
      ends: { rows: [HEADER, ['="0001"', 'AAAA']] },
    },
    {
      name: 'headers of the prototype in text',
      bytes: lines('__proto__,constructor,toString\n1,2,3\n'),
      ends: {
        rows: [
          ['__proto__', 'constructor', 'toString'],
          ['1', '2', '3'],
        ],
      },
    },
  ];
}
