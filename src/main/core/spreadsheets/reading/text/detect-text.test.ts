import { describe, expect, it } from 'vitest';
import { memorySource } from '#core/files/byte-source.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import { missingDecoders } from './check-decoders.ts';
import { decodeText } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import { detectSeparator } from './detect-separator.ts';

/** 卡號,密碼,面額 in Big5 and 卡号,卡密,面值 in GBK. */
const BIG5_HEADER = Buffer.from('a564b8b92cb14bbd582cadb1c342', 'hex');
const GBK_HEADER = Buffer.from('bfa8bac52cbfa8c3dc2cc3e6d6b5', 'hex');
const ROWS = Buffer.from('\n0001,AAAA,50\n'.repeat(3));

describe('missingDecoders', () => {
  it('finds all of them in this runtime', () => expect(missingDecoders()).toEqual([]));
});

describe('detectEncoding', () => {
  it.each([
    ['utf-8', Buffer.concat([Buffer.from('卡号,卡密'), ROWS])],
    ['utf-8', Buffer.from('0001,AAAA\n')],
    ['gb18030', Buffer.concat([GBK_HEADER, ROWS])],
    ['big5', Buffer.concat([BIG5_HEADER, ROWS])],
    ['utf-16be', Buffer.from('0001,AAAA\n', 'utf16le').swap16()],
  ])('%s', (encoding, bytes) => {
    expect(detectEncoding(memorySource(bytes))).toMatchObject({ encoding, isAmbiguous: false });
  });

  it('finds the only Chinese line far behind the beginning', () => {
    const bytes = Buffer.concat([Buffer.from('0001,AAAA\n'.repeat(100_000)), GBK_HEADER]);
    expect(detectEncoding(memorySource(bytes)).encoding).toBe('gb18030');
  });

  it('says when it cannot tell, with previews of each reading', () => {
    const detected = detectEncoding(memorySource(Buffer.from('0001,\xa4\xa4\xa4\xe5\n', 'latin1')));
    const unclear = detectEncoding(memorySource(Buffer.from('0001,\xe9\x44\xf1\x6e\n', 'latin1')));
    expect(detected.candidates.length).toBeGreaterThan(0);
    expect(unclear.isAmbiguous).toBe(true);
    expect(unclear.candidates.every((candidate) => candidate.preview.length === 1)).toBe(true);
  });

  it('still names the likeliest encoding of a file with one bad byte', () => {
    const bytes = Buffer.concat([GBK_HEADER, ROWS, GBK_HEADER, Buffer.from([0xff, 0x0a])]);
    expect(detectEncoding(memorySource(bytes))).toMatchObject({ encoding: 'gb18030', isAmbiguous: false });
  });
});

describe('decodeText', () => {
  const refusalOf = (bytes: Buffer, encoding: Parameters<typeof decodeText>[1], start = 0): SheetRefusal => {
    try {
      for (const _ of decodeText(memorySource(bytes), encoding, start));
    } catch (error) {
      if (error instanceof SheetRefusal) return error;
      throw error;
    }
    throw new Error('Everything was decoded');
  };

  it.each([
    ['utf-8', Buffer.from('a\nb\nc\xffd', 'latin1'), { offset: 5, line: 3 }],
    ['utf-8', Buffer.from('a\r\nb\r\xe5\x8d', 'latin1'), { offset: 5, line: 3 }],
    ['gb18030', Buffer.concat([GBK_HEADER, Buffer.from('\nx\xff', 'latin1')]), { offset: 16, line: 2 }],
    ['gb18030', Buffer.concat([GBK_HEADER, Buffer.from('\nx\xbf', 'latin1')]), { offset: 16, line: 2 }],
    ['big5', Buffer.concat([BIG5_HEADER, Buffer.from('\n\xff\xff', 'latin1')]), { offset: 15, line: 2 }],
    ['utf-16le', Buffer.concat([Buffer.from('a\nb', 'utf16le'), Buffer.from([0x00, 0xd8])]), { offset: 6, line: 2 }],
  ] as const)('%s names the offset and line of a bad byte', (encoding, bytes, place) => {
    expect(refusalOf(bytes, encoding).place).toEqual(place);
  });

  it('never splits a character or a line end between pieces', () => {
    const text = '卡号\u{20000}密,AAAA\r\n'.repeat(60_000);
    for (const encoding of ['utf-8', 'utf-16le'] as const) {
      const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
      const pieces = [...decodeText(memorySource(bytes), encoding, 0)];
      expect(pieces.length).toBeGreaterThan(3);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.at(-1)?.endOffset).toBe(bytes.length);
    }
  });
});

describe('detectSeparator', () => {
  it.each([
    ['----', 'a----b----c\nd----e----f'],
    ['----', 'a--------c\nd----e----f'],
    ['--', 'a--b\nc--d\n-------'],
    ['\t', '卡号\t卡密\n1 x\t2\n3\t4'],
    ['|', 'a|b\nc|d'],
    ['║', '卡密║预告║5.5\nx║y║1'],
    ['｜', 'a｜b\nc｜d'],
    [';', 'a;b;"x;y"\nc;d;z'],
    ['，', '0001，AAAA\n0002，BBBB'],
    [',', '时间,订单\n2026-09-01 10:00:00,1\n2026-09-01 10:00:00,2'],
    ['spaces', '0001  AAAA\n0002 BBBB'],
    ['none', 'AAAA-BBBB\nCCCC-DDDD'],
    ['none', ''],
    [',', `卡号,卡密,备注\n${'1,2,"a\nb\n""c""\nd\ne\nf"\n'.repeat(3)}`],
    ['none', 'AAAA,"BBBB\nCCCC\nDDDD\nEEEE\nFFFF\nGGGG'],
    [',', '说明一\n说明二 有 空格\n\na,b,c,d\n1,2,3,4\n5,6,7,8\n合计,,,9'],
  ])('%j', (separator, text) => {
    expect(detectSeparator(text).separator).toBe(separator);
  });
});
