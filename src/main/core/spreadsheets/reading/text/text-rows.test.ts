import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowBatchWriter, unpackRows } from '../../row-batch.ts';
import { SEPARATORS, type Separator } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import { createTextRowParser } from './text-rows.ts';

type Quotes = 'standard' | 'none' | undefined;

/** Rows as `[line, ...cells]`, or the code and line of a refusal. */
function parse(pieces: readonly string[], separator: Separator, quotes?: Quotes): unknown {
  const batches: Uint8Array[] = [];
  const writer = new RowBatchWriter((bytes) => batches.push(bytes), 3);
  const parser = createTextRowParser(separator, quotes, writer);
  try {
    pieces.forEach((piece, index) => {
      parser.push(piece, index === pieces.length - 1);
    });
  } catch (error) {
    if (error instanceof SheetRefusal) return [error.code, error.place.line];
    throw error;
  }
  writer.flush();
  return batches
    .flatMap((batch) => unpackRows(batch))
    .map((row) => [row.rowNumber, ...row.cells.map((cell) => cell.text)]);
}

const text = fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', '\t', '-', ' ', 'a', '密', '|'), maxLength: 60 });

describe('text rows', () => {
  it('are the same however the file is cut into pieces', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(60), { maxLength: 5 }),
        fc.constantFrom(...SEPARATORS),
        (whole, cuts, separator) => {
          const places = [
            0,
            ...cuts.map((cut) => Math.min(cut, whole.length)).sort((left, right) => left - right),
            whole.length,
          ];
          const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
          expect(parse(pieces, separator)).toEqual(parse([whole], separator));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('keep nothing of an empty row that two pieces share', () => {
    expect(parse([',\r\t', '\r,'], '\t')).toEqual([
      [1, ','],
      [3, ','],
    ]);
  });

  it('count a line end once that two pieces share behind a quote', () => {
    expect(parse(['","|-\r', '\n密'], ',')).toEqual(parse(['","|-\r\n密'], ','));
  });

  it('give back what a careful csv writer wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', ' ', 'a', '0', '密', '='), maxLength: 8 });
    const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const written = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
        const expected = rows
          .map((row) => row.slice(0, row.findLastIndex((value) => value !== '') + 1))
          .filter((row) => row.length > 0);
        const read = parse([written], ',');
        // A cell that looks like a whole row of the file is refused: that is what two stray quotes would look like.
        if (Array.isArray(read) && read[0] === 'UNCLOSED_QUOTE') return;
        expect((read as unknown[][]).map(([, ...cells]) => cells)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, Separator, Quotes, unknown]>([
    [
      'a,b\r\n\r\nc,d',
      ',',
      undefined,
      [
        [1, 'a', 'b'],
        [3, 'c', 'd'],
      ],
    ],
    [
      'a\rb\nc\r\nd',
      'none',
      undefined,
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
        [4, 'd'],
      ],
    ],
    [
      'x,"1\n2",y\nz',
      ',',
      undefined,
      [
        [1, 'x', '1\n2', 'y'],
        [3, 'z'],
      ],
    ],
    ['"a" ,"b"\t,c', ',', undefined, [[1, 'a ', 'b\t', 'c']]],
    ['="0012",x', ',', undefined, [[1, '="0012"', 'x']]],
    ['"=""0012""",x', ',', undefined, [[1, '="0012"', 'x']]],
    ['"多多"视频,b', ',', undefined, [[1, '"多多"视频', 'b']]],
    [
      '"ABC,DEF\nG,H',
      ',',
      'none',
      [
        [1, '"ABC', 'DEF'],
        [2, 'G', 'H'],
      ],
    ],
    ['"ABC,DEF\nG,H', ',', undefined, ['UNCLOSED_QUOTE', 1]],
    [
      '"A----B\n"C----D',
      '----',
      undefined,
      [
        [1, '"A', 'B'],
        [2, '"C', 'D'],
      ],
    ],
    ['A--------B----C', '----', undefined, [[1, 'A', '', 'B', 'C']]],
    ['  0001 \t AAAA  ', 'spaces', undefined, [[1, '0001', 'AAAA']]],
    [
      '卡号：0006 卡密：FFFF\n0007：GGGG',
      'mixed',
      undefined,
      [
        [1, '0006', 'FFFF'],
        [2, '0007', 'GGGG'],
      ],
    ],
    [
      'a,b,,,\n,,\n,x',
      ',',
      undefined,
      [
        [1, 'a', 'b'],
        [3, '', 'x'],
      ],
    ],
  ])('%j by %j', (whole, separator, quotes, expected) => {
    expect(parse([whole], separator, quotes)).toEqual(expected);
  });
});
