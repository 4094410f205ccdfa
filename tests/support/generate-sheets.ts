import { utils, write } from 'xlsx';
import { createSeededRandom } from '#core/demo/seeded-random.ts';

/** A text file of these lines, as a test writes them out. */
export function sheetOf(...lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** One key as a supplier's sheet has it; all made up from a seed. */
export interface SheetKey {
  /** 16 digits, text. */
  readonly cardNumber: string;
  /** 16 letters and digits. */
  readonly secret: string;
  /** In whole units of currency. */
  readonly faceValue: number;
  readonly expiresOn: string;
}

export const KEY_SHEET_HEADER = ['卡号', '卡密', '面值', '有效期'] as const;

const SECRET_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const EXPIRY_DAYS = ['2028-03-31', '2028-06-30', '2028-09-30', '2028-12-31'];

/** Keys without a repeat: the number counts on within its random head. */
export function* generateKeys(count: number, seed: number, faceValue = 50): Generator<SheetKey, void, void> {
  const random = createSeededRandom(seed);
  const head = String(random.whole(60_000, 69_999));
  const step = random.whole(3, 9);
  for (let index = 0; index < count; index += 1) {
    yield {
      cardNumber: `${head}${String(100_000_000 + index * step).padStart(11, '0')}`,
      secret: random.text(SECRET_ALPHABET, 16),
      faceValue,
      expiresOn: random.pick(EXPIRY_DAYS),
    };
  }
}

/** A sheet as most suppliers' systems write it: UTF-8 with a mark, CRLF, text as it is. */
export function keysCsv(count: number, seed: number): Buffer {
  const pieces: string[] = [`\ufeff${KEY_SHEET_HEADER.join(',')}\r\n`];
  for (const { cardNumber, secret, faceValue, expiresOn } of generateKeys(count, seed)) {
    pieces.push(`${cardNumber},${secret},${faceValue},${expiresOn}\r\n`);
  }
  return Buffer.from(pieces.join(''), 'utf8');
}

/** A workbook as Excel saves it: shared strings, compressed; not by our own writer. */
export function keysXlsx(count: number, seed: number): Buffer {
  const rows: (string | number)[][] = [[...KEY_SHEET_HEADER]];
  for (const { cardNumber, secret, faceValue, expiresOn } of generateKeys(count, seed)) {
    rows.push([cardNumber, secret, faceValue, expiresOn]);
  }
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { dense: true }), '卡密');
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer;
}
