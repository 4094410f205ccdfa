import { describe, expect, it } from 'vitest';
import { proposeMapping } from './column-mapping.ts';
import { findHeaderRow } from './header-row.ts';
import type { SheetRow } from './sheet-row.ts';

function propose(...lines: (readonly string[])[]) {
  const rows: SheetRow[] = lines.map((texts, index) => ({
    rowNumber: index + 1,
    isHidden: false,
    cells: texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text })),
  }));
  const header = findHeaderRow('statement', rows);
  return proposeMapping({ kind: 'statement', header, sampleRows: rows.slice(header.rowIndex + 1) });
}

/** Roles in order; what is left to a person has a question mark. */
const told = (...lines: (readonly string[])[]) =>
  propose(...lines).map(({ role, choices }) => (choices ? `${role}?` : role));

describe('a column of discounts', () => {
  it('comes off amounts that are pieces times price, and not once more off those that are less', () => {
    const header = ['日期', '商品', '数量', '单价', '优惠', '金额'];
    const line = (discount: string, amount: string) => ['2026-10-05', '点卡50元', '10', '47.5', discount, amount];
    expect(told(header, line('5', '475'), line('', '475'))[4]).toBe('discount');
    expect(told(header, line('5', '470'), line('0', '475'))[4]).toBe('ignore');
    // One of each kind: nobody can tell.
    expect(told(header, line('5', '470'), line('3', '475'))[4]).toBe('discount?');
  });

  it('is asked about where nothing tells, in Chinese and English, whatever it is called', () => {
    for (const name of ['优惠', '优惠金额', '折扣', '商家优惠(元)', '减免', 'Discount', 'discount amount']) {
      expect(told(['日期', '商品', '金额', name], ['2026-10-05', '点卡50元', '475', '5']), name).toEqual([
        'occurredOn',
        'product',
        'amount',
        'discount?',
      ]);
    }
    expect(told(['日期', '商品', '金额', '优惠'], ['2026-10-05', '点卡50元', '475', '0'])[3]).toBe('discount');
  });

  it('is told by a running balance, in either order of rows', () => {
    const header = ['日期', '商品', '金额', '优惠', '余额'];
    const before = [
      ['2026-10-05', '点卡50元', '475', '5', '1530'],
      ['2026-10-06', '点卡50元', '100', '2', '1432'],
      ['2026-10-07', '点卡50元', '95', '', '1337'],
    ];
    expect(told(header, ...before)[3]).toBe('discount');
    expect(told(header, ...before.toReversed())[3]).toBe('discount');
    const after = [
      ['2026-10-05', '点卡50元', '475', '5', '1525'],
      ['2026-10-06', '点卡50元', '100', '2', '1425'],
    ];
    expect(told(header, ...after)[3]).toBe('ignore');
  });

  it('may be a rate, by which the amount came about', () => {
    const header = ['商品', '面值', '数量', '折扣', '金额'];
    expect(told(header, ['点卡', '50', '10', '95折', '475'])[3]).toBe('ignore');
    expect(told(header, ['点卡', '50', '10', '95折', '500'])[3]).toBe('ignore?');
  });
});

describe('a column of what was paid in the end', () => {
  it('is the amount where there is no other', () => {
    expect(told(['日期', '商品', '实付金额'], ['2026-10-05', '点卡', '470'])).toEqual([
      'occurredOn',
      'product',
      'amount',
    ]);
    const header = ['日期', '商品', '优惠', '实付'];
    expect(told(header, ['2026-10-05', '点卡', '5', '470'])).toEqual(['occurredOn', 'product', 'ignore', 'amount']);
  });

  it('settles what the discount means, under whatever name, before or behind the amounts', () => {
    const line = ['2026-10-05', '475', '5', '470'];
    for (const name of ['实付', '实付金额', '实收', 'net amount', '应付金额', '合计金额']) {
      expect(told(['日期', '金额', '优惠', name], line), name).toEqual(['occurredOn', 'amount', 'discount', 'net']);
    }
    const turned = ['2026-10-05', '470', '5', '475'];
    expect(told(['日期', '应付金额', '优惠', '金额'], turned)).toEqual(['occurredOn', 'net', 'discount', 'amount']);
  });

  it('is asked about where it is less and nothing says why, and where it is called Paid', () => {
    expect(told(['日期', '金额', '实付金额'], ['2026-10-05', '475', '470'])[2]).toBe('ignore?');
    expect(told(['日期', '金额', '实付金额'], ['2026-10-05', '475', '475'])[2]).toBe('net');
    expect(told(['Date', 'Amount', 'Discount', 'Paid'], ['2026-10-05', '475', '5', '470'])[3]).toBe('income?');
    expect(told(['Date', 'Amount', 'Paid'], ['2026-10-05', '475', '470'])[2]).toBe('income');
  });
});

describe('a column of refunds', () => {
  it('is in the amount where that is pieces times price, or where the refund has a row of its own', () => {
    const header = ['日期', '类型', '商品', '数量', '单价', '金额', '退款金额'];
    expect(told(header, ['2026-10-05', '采购', '点卡', '10', '47.5', '475', '95'])[6]).toBe('refund');
    expect(told(header, ['2026-10-05', '采购', '点卡', '10', '47.5', '380', '95'])[6]).toBe('ignore');
    const own = ['日期', '类型', '金额', '退款金额'];
    expect(told(own, ['2026-10-05', '采购', '475', '0'], ['2026-10-06', '退款', '0', '95'])[3]).toBe('refund');
    expect(told(own, ['2026-10-05', '采购', '475', ''], ['2026-10-06', '退款', '95', '95'])[3]).toBe('refund');
    expect(told(own, ['2026-10-05', '采购', '475', '95'])[3]).toBe('refund?');
  });

  it('is none where it says yes and no', () => {
    expect(told(['日期', '金额', '是否退款'], ['2026-10-05', '475', '否'])[2]).toBe('ignore');
  });

  it('of two columns that differ the second is asked about', () => {
    const header = ['日期', '数量', '单价', '金额', '退款金额', '申请退款金额'];
    expect(told(header, ['2026-10-05', '10', '47.5', '475', '95', '95'])[5]).toBe('ignore');
    expect(told(header, ['2026-10-05', '10', '47.5', '475', '95', '90'])[5]).toBe('ignore?');
  });
});
