import { describe, expect, it } from 'vitest';
import { CELL_PROBLEMS } from './cell-reading.ts';
import { ID_DAMAGES } from './damage.ts';
import { FIELD_REFUSALS } from './key-field-cell.ts';
import { ROW_REFUSALS } from './key-row-verdict.ts';
import { explainRefusal } from './refusal-explanation.ts';
import { REFUSAL_WORDS_EN, REFUSAL_WORDS_ZH } from './refusal-words.ts';

describe('reasons of refused rows in words', () => {
  it('exist for every reason that the row judge knows, in both languages', () => {
    for (const reason of [...FIELD_REFUSALS, ...ROW_REFUSALS, ...ID_DAMAGES, ...CELL_PROBLEMS]) {
      expect(REFUSAL_WORDS_ZH[reason]?.remedy, reason).toBeTruthy();
      expect(REFUSAL_WORDS_EN[reason]?.remedy, reason).toBeTruthy();
    }
    expect(Object.keys(REFUSAL_WORDS_EN).sort()).toEqual(Object.keys(REFUSAL_WORDS_ZH).sort());
  });

  it('name place and origin, and nothing that is not there', () => {
    const invisible = { fieldName: '卡号', length: 17, shape: 'D4I1D12', position: 5, codePoint: 0x200b };
    expect(explainRefusal('zh-CN', 'INVISIBLE_CHARACTER', invisible).facts).toBe(
      '字段“卡号”；长 17 位（数字 4、不可见字符 1、数字 12）；第 5 位是 U+200B',
    );
    expect(explainRefusal('en', 'PATTERN_MISMATCH', { fieldName: 'Key', length: 11, shape: 'A5-D5' }).facts).toBe(
      'field “Key”; 11 characters (capitals 5, -, digits 5)',
    );
    const resold = { supplierName: 'Example', importNumber: 'RK-1', receivedOn: '2026-11-01', batchLabel: '' };
    expect(explainRefusal('en', 'RESOLD', resold).facts).toBe('first on 2026-11-01 from Example; import RK-1');
    expect(explainRefusal('en', 'NEW_REASON', {})).toEqual({ what: 'NEW_REASON', remedy: '', facts: '' });
  });
});
