import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OWN_CSV_MARK, unguardFormula } from '#shared/domain/spreadsheets/formula-guard.ts';
import { type CsvDocument, UnwritableTextError, writeCsv, writeTextLines } from './csv-writer.ts';

async function textOf(blocks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const block of blocks) parts.push(block);
  return Buffer.concat(parts).toString('utf8');
}

/** RFC 4180 and nothing else: quotes, doubled quotes, CRLF between rows. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      let value = '';
      if (text[at] === '"') {
        for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
          value += text[at];
          if (text[at] === '"') at += 1;
        }
        at += 1;
      } else {
        while (at < text.length && text[at] !== ',' && text[at] !== '\r') value += text[at++];
      }
      row.push(value);
      if (text[at] !== ',') break;
      at += 1;
    }
    expect(text.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
  }
  return rows;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', ' ', '\t', '\ufeff', 'a') }),
);

describe('csv', () => {
  it('is UTF-8 with a mark, quoted where it must be', async () => {
    const document: CsvDocument = {
      columns: ['编号', 'note'],
      rows: [
        ['001', 'a "b", c'],
        [null, ' x'],
      ],
    };
    expect(await textOf(writeCsv({ ...document, isGuarded: false }))).toBe(
      '\ufeff编号,note\r\n001,"a ""b"", c"\r\n," x"\r\n',
    );
    expect((await textOf(writeCsv({ ...document, hasByteOrderMark: false }))).startsWith(OWN_CSV_MARK)).toBe(true);
  });

  it('gives back every string, guarded or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyText, { minLength: 2, maxLength: 2 })),
        fc.boolean(),
        async (rows, isGuarded) => {
          const text = await textOf(writeCsv({ columns: ['a', 'b'], rows, isGuarded, hasByteOrderMark: false }));
          const read = parse(text).slice(isGuarded ? 2 : 1);
          expect(read.map((row) => row.map((value) => (isGuarded ? unguardFormula(value) : value)))).toEqual(rows);
          if (isGuarded) for (const value of read.flat()) expect(value).not.toMatch(/^[=+\-@\t\r]/);
        },
      ),
    );
  });

  it('keeps a row of one empty value', async () => {
    const text = await textOf(
      writeCsv({ columns: ['a'], rows: [[''], ['x']], hasByteOrderMark: false, isGuarded: false }),
    );
    expect(text).toBe('a\r\n""\r\nx\r\n');
  });
});

describe('text lines', () => {
  it('are byte for byte what they were', async () => {
    const lines = ['=1+1', ' a\tb ', '"x"', '卡号----密码😀', ''];
    expect(await textOf(writeTextLines({ lines }))).toBe('=1+1\r\n a\tb \r\n"x"\r\n卡号----密码😀\r\n\r\n');
    expect(await textOf(writeTextLines({ lines: ['a'], lineEnd: '\n', hasByteOrderMark: true }))).toBe('\ufeffa\n');
  });

  it('refuse what would not come back, by line and reason alone', async () => {
    const broken = await textOf(writeTextLines({ lines: ['ok', 'S3C\nRET'] })).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(UnwritableTextError);
    expect(broken).toMatchObject({ lineNumber: 2, reason: 'LINE_BREAK' });
    expect(String(broken)).not.toContain('S3C');
    const lone = textOf(writeTextLines({ lines: ['\ud800'] }));
    await expect(lone).rejects.toMatchObject({ lineNumber: 1, reason: 'LONE_SURROGATE' });
  });
});
