import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD_NUMBER_AND_SECRET, SECRET_ONLY } from '../card-keys/key-fields.ts';
import { guardFormula } from './formula-guard.ts';
import { createKeyRowJudge } from './key-row.ts';
import type { KeyRowOptions, KeyRowVerdict } from './key-row-verdict.ts';
import type { CellKind, SheetCell, SheetRow } from './sheet-row.ts';

type Written = string | readonly [CellKind, string];

function row(cells: readonly Written[], isHidden = false): SheetRow {
  const toCell = (cell: Written): SheetCell =>
    typeof cell === 'string' ? { kind: cell === '' ? 'empty' : 'text', text: cell } : { kind: cell[0], text: cell[1] };
  return { rowNumber: 7, isHidden, cells: cells.map(toCell) };
}

const HEADER = ['卡号', '卡密', '面值', '有效期', '状态'];
const OPTIONS: KeyRowOptions = {
  keyFields: CARD_NUMBER_AND_SECRET,
  columns: { fields: [0, 1], faceValue: 2, expiresOn: 3, status: 4 },
  header: HEADER,
};

function judge(cells: readonly Written[], options: Partial<KeyRowOptions> = {}): KeyRowVerdict {
  return createKeyRowJudge({ ...OPTIONS, ...options })(row(cells));
}

describe('accepted rows', () => {
  it('bring what their own columns say of batch, product, region and remark, and nothing where there is none', () => {
    const columns = { fields: [0, 1], batchNumber: 2, skuText: 3, region: 4, remark: 5 };
    const cells = ['6001000200030001', 'AB12CD34', 'B-07', '月卡', '国服', '客户 9 号'];
    const said = { batchNumber: 'B-07', skuText: '月卡', region: '国服', remark: '客户 9 号' };
    expect(judge(cells, { columns, header: [] })).toMatchObject({ verdict: 'accepted', ...said });
    const bare = judge(cells, { columns: { fields: [0, 1] }, header: [] });
    expect(bare).toMatchObject({ verdict: 'accepted' });
    for (const name of Object.keys(said)) expect(bare).toHaveProperty(name, undefined);
  });

  it('hold the fields in the SKU order and the values of the other columns', () => {
    const verdict = judge(['="0001000200030001"', 'AB12CD34\t', '50元', '2027/12/31', '未使用']);
    expect(verdict).toMatchObject({
      verdict: 'accepted',
      fields: ['0001000200030001', 'AB12CD34'],
      faceValue: 500_000,
      faceValueUnit: 'CNY',
      expiresOn: '2027-12-31',
      rawLine: '="0001000200030001"\t"AB12CD34\t"\t50元\t2027/12/31\t未使用',
      warnings: [],
    });
  });

  it('warn of a number cell, a removed apostrophe and a line break', () => {
    expect(judge([['number', '123'], 'AB'])).toMatchObject({ warnings: ['LEADING_ZEROS_MAY_BE_LOST'] });
    expect(judge(["'0012", 'AB'])).toMatchObject({ fields: ['0012', 'AB'], warnings: ['GUARD_REMOVED'] });
    expect(judge(['0012', '含\n换行'])).toMatchObject({
      fields: ['0012', '含\n换行'],
      warnings: ['LINE_BREAK_INSIDE', 'ODD_CHARACTER'],
    });
  });

  it('do not share their warnings with the next row', () => {
    const judgeRow = createKeyRowJudge(OPTIONS);
    const first = judgeRow(row([['number', '123'], 'AB']));
    expect(judgeRow(row(['0012', 'AB']))).toMatchObject({ warnings: [] });
    expect(first).toMatchObject({ warnings: ['LEADING_ZEROS_MAY_BE_LOST'] });
  });

  it('keep every secret character for character', () => {
    const secret = fc
      .stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._~!@#$%^&()+-]{0,40}[A-Za-z0-9]$/)
      .filter((text) => !/E\+|^\d+\.0+$/i.test(text));
    const judgeRow = createKeyRowJudge(OPTIONS);
    fc.assert(
      fc.property(secret, (text) => {
        expect(judgeRow(row(['0001', text]))).toMatchObject({ fields: ['0001', text] });
      }),
    );
    expect(judge(['0001', 'ａＢ１２é'])).toMatchObject({
      fields: ['0001', 'ａＢ１２é'],
      warnings: ['WIDE_KEPT', 'ODD_CHARACTER'],
    });
  });

  it('of our own csv come back unchanged for every secret without blank ends', () => {
    const judgeRow = createKeyRowJudge({ keyFields: SECRET_ONLY, columns: { fields: [0] }, isOwnExport: true });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /[!-~]/.test(text)),
        (text) => {
          expect(judgeRow(row([guardFormula(text)]))).toMatchObject({ verdict: 'accepted', fields: [text] });
        },
      ),
    );
  });
});

describe('skipped rows', () => {
  it.each<[string, readonly Written[]]>([
    ['blank', []],
    ['blank', ['', ' ', '\t', '\u200b', '　']],
    ['summary', ['合计', '', ['number', '100']]],
    ['summary', ['共3张']],
    ['repeated-header', HEADER],
    ['repeated-header', ['卡号', '密码']],
    ['comment', ['# 50元点卡 2026-09-01 共3张']],
    ['comment', ['=====']],
    ['heading', ['第 3 批次 (50元点卡) 100 张']],
  ])('%s: %j', (reason, cells) => {
    expect(judge(cells)).toEqual({ verdict: 'skipped', reason });
  });
});

it('knows a header with wide brackets again, even of one column', () => {
  const options = { keyFields: SECRET_ONLY, columns: { fields: [0] }, header: ['卡密（12位）'] };
  expect(judge(['卡密（12位）'], options)).toEqual({ verdict: 'skipped', reason: 'repeated-header' });
});

describe('refused rows', () => {
  it.each<[string, readonly Written[], number | null]>([
    ['FIELD_MISSING', ['0001', ''], 1],
    ['FIELD_MISSING', ['', 'AB12'], 0],
    ['SCIENTIFIC_NOTATION', ['1.23457E+15', 'AB12'], 0],
    ['SCIENTIFIC_NOTATION', ['="1.23457E+15"', 'AB12'], 0],
    ['TOO_MANY_DIGITS', [['number', '1234567890123456'], 'AB12'], 0],
    ['FRACTIONAL_NUMBER', [['number', '12345678901234.5'], 'AB12'], 0],
    ['FORMULA_ERROR', [['error', '#N/A'], 'AB12'], 0],
    ['FORMULA_ERROR', ['#N/A', 'AB12'], 0],
    ['FORMULA_WITHOUT_VALUE', [['uncached-formula', ''], 'AB12'], 0],
    ['BOOLEAN_CELL', ['0001', ['boolean', 'TRUE']], 1],
    ['INVISIBLE_CHARACTER', ['00\u200b01', 'AB12'], 0],
    ['INVISIBLE_CHARACTER', ['0001', 'AB12\u00a0'], 1],
    ['INVISIBLE_CHARACTER', ['0001_x000D_', 'AB12'], 0],
    ['WIDE_CHARACTER', ['００１２', 'AB12'], 0],
    ['BROKEN_CHARACTER', ['0001', 'AB\ufffd'], 1],
    ['MASKED_VALUE', ['0001', 'AB****12'], 1],
    ['PLACEHOLDER_TEXT', ['0001', '正在发货中，请稍候'], 1],
    ['DAY_MONTH_AMBIGUOUS', ['0001', 'AB12', '', 'Dec-26'], 3],
    ['NOT_AN_AMOUNT', ['0001', 'AB12', '若干'], 2],
    ['STATUS_NOT_SELLABLE', ['0001', 'AB12', '', '', '已使用'], 4],
    ['STATUS_NOT_SELLABLE', ['0001', 'AB12', '', '', '作废'], 4],
    ['STATUS_UNKNOWN', ['0001', 'AB12', '', '', '已激活'], 4],
  ])('%s: %j', (reason, cells, columnIndex) => {
    expect(judge(cells)).toMatchObject({ verdict: 'refused', reason, columnIndex });
  });

  it('are lines that begin with the number of a list; a cell of a workbook may', () => {
    for (const number of ['1. A0006', '2、A0006', '(3) A0006', '4) A0006', '5.', '6.1234567890120001']) {
      expect(judge([number, 'AB12'], { columnCount: 2 })).toMatchObject({ reason: 'LIST_NUMBER', columnIndex: 0 });
      expect(judge([number, 'AB12'])).toMatchObject({ verdict: 'accepted' });
    }
    for (const number of ['1.5A', '2024-0001', '123456、A', '123456.12345678']) {
      expect(judge([number, 'AB12'], { columnCount: 2 })).not.toMatchObject({ reason: 'LIST_NUMBER' });
    }
  });

  it('say where, and nothing of the key', () => {
    expect(judge(['0001', 'ABCDE\u200b12345'])).toEqual({
      verdict: 'refused',
      reason: 'INVISIBLE_CHARACTER',
      columnIndex: 1,
      detail: {
        fieldName: '卡密',
        length: 11,
        shape: 'A5I1D5',
        oddCharacter: { position: 6, codePoint: 0x200b },
        position: 6,
        codePoint: 0x200b,
      },
    });
  });

  it('never carry four characters of a secret in a row', () => {
    const secret = fc.tuple(
      fc.stringMatching(/^[A-Z0-9]{8,20}$/),
      fc.constantFrom('\u200b', '\ufffd', '****', '\u0001'),
    );
    const judgeRow = createKeyRowJudge(OPTIONS);
    fc.assert(
      fc.property(secret, fc.nat(8), ([text, odd], at) => {
        const verdict = judgeRow(row(['0001', text.slice(0, at) + odd + text.slice(at)]));
        expect(verdict.verdict).toBe('refused');
        // A secret may be spelled like a reason, or like the number of the odd character.
        const isOurs = (name: string): boolean => name === 'reason' || name === 'codePoint';
        const said = JSON.stringify(verdict, (name, value: unknown) => (isOurs(name) ? undefined : value));
        for (let start = 0; start + 4 <= text.length; start += 1)
          expect(said).not.toContain(text.slice(start, start + 4));
      }),
      { examples: [[['INVISIBLE65533', '\ufffd'], 0]] },
    );
  });

  it('become right when the person decides', () => {
    expect(judge(['00\u200b01', 'AB12'], { acceptedInvisible: new Set([0x200b]) })).toMatchObject({
      fields: ['0001', 'AB12'],
      warnings: ['INVISIBLE_REMOVED'],
    });
    expect(judge(['００１２', 'AB12'], { wideNumbers: 'fold' })).toMatchObject({
      fields: ['0012', 'AB12'],
      warnings: ['WIDE_FOLDED'],
    });
    const statusMeanings = new Map([['已激活', 'sellable' as const]]);
    expect(judge(['0001', 'AB12', '', '', '已激活'], { statusMeanings })).toMatchObject({ verdict: 'accepted' });
  });

  it('are those that can still be sold, where the sheet comes in as history', () => {
    const asHistory = (status: string) => judge(['0001', 'AB12', '', '', status], { isHistory: true });
    for (const status of ['已售出', '已使用', '作废', '已激活', ''])
      expect(asHistory(status)).toMatchObject({ verdict: 'accepted' });
    expect(asHistory('未售出')).toMatchObject({ verdict: 'refused', reason: 'STATUS_SELLABLE', columnIndex: 4 });
    expect(judge(['0001', 'AB12'], { isHistory: true })).toMatchObject({ verdict: 'accepted' });
  });

  it('are named by what they do not fit', () => {
    const keyFields = [
      { name: '卡密', role: 'secret', isSecret: true, pattern: '[A-Z]{4}', minimumLength: 3, maximumLength: 5 },
    ] as const;
    const options = { keyFields, columns: { fields: [0] }, header: undefined };
    expect(judge(['AB'], options)).toMatchObject({ reason: 'TOO_SHORT' });
    expect(judge(['ABCDEF'], options)).toMatchObject({ reason: 'TOO_LONG' });
    expect(judge(['ABC1'], options)).toMatchObject({ reason: 'PATTERN_MISMATCH', detail: { shape: 'X4' } });
  });

  it('are hidden rows and rows with a cell too many', () => {
    const hidden = row(['0001', 'AB12'], true);
    expect(createKeyRowJudge(OPTIONS)(hidden)).toMatchObject({ reason: 'HIDDEN_ROW' });
    expect(createKeyRowJudge({ ...OPTIONS, includesHiddenRows: true })(hidden)).toMatchObject({ verdict: 'accepted' });
    expect(judge(['0001', 'AB', '12'], { columns: { fields: [0, 1] }, columnCount: 2 })).toMatchObject({
      reason: 'TOO_MANY_CELLS',
      columnIndex: 2,
    });
  });

  it('are rows that could be a key as well as a comment or a sum', () => {
    const single = { keyFields: SECRET_ONLY, columns: { fields: [0] }, header: undefined };
    expect(judge(['#ABC123'], single)).toMatchObject({ reason: 'LOOKS_LIKE_COMMENT' });
    const numbered = { columns: { fields: [1, 2] }, header: undefined };
    expect(judge(['合计', '0001', 'AB12'], numbered)).toMatchObject({ reason: 'LOOKS_LIKE_SUMMARY' });
    // Below the keys, where a card number would stand.
    for (const label of ['张数', '金额', '备注：', '发货日期']) {
      expect(judge([label, '150'])).toMatchObject({ reason: 'LOOKS_LIKE_SUMMARY' });
    }
    expect(judge(['备注', '0001', 'AB12'], numbered)).toMatchObject({ verdict: 'accepted' });
    expect(judge(['#1', '0001', 'AB12'], numbered)).toMatchObject({ verdict: 'accepted' });
  });
});
