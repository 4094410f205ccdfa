import { describe, expect, it } from 'vitest';
import { keyFieldPreset } from '../card-keys/key-field-presets.ts';
import { CARD_NUMBER_AND_SECRET, SECRET_ONLY } from '../card-keys/key-fields.ts';
import { proposeMapping, toSavedMapping } from './column-mapping.ts';
import type { KeySheetRole, SheetKind } from './column-vocabulary.ts';
import { findHeaderRow, withColumnsBeside } from './header-row.ts';
import { placeKeyColumns } from './key-columns.ts';
import type { SheetRow } from './sheet-row.ts';

function rows(...lines: (readonly string[])[]): SheetRow[] {
  return lines.map((texts, index) => ({
    rowNumber: index + 1,
    isHidden: false,
    cells: texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text })),
  }));
}

function propose(kind: SheetKind, ...lines: (readonly string[])[]) {
  const sheet = rows(...lines);
  const header = findHeaderRow(kind, sheet);
  return proposeMapping({ kind, header, sampleRows: sheet.slice(header.rowIndex + 1) });
}

const rolesOf = (...parameters: Parameters<typeof propose>) => propose(...parameters).map(({ role }) => role);

describe('proposeMapping', () => {
  it('reads an ordinary sheet by its names', () => {
    const header = ['序号', '卡号', '卡密', '面值', '有效期', '批次号', '状态', '备注'];
    const proposals = propose('card-keys', header, ['1', '0001', 'AB12', '50', '2027-12-31', 'B1', '未使用', '']);
    expect(proposals.map(({ role }) => role)).toEqual([
      'ignore',
      'cardNumber',
      'secret',
      'faceValue',
      'expiresOn',
      'batchNumber',
      'status',
      'remark',
    ]);
    expect(proposals.every(({ confidence }) => confidence >= 0.9)).toBe(true);
  });

  it('takes 密码 beside 卡号 as the secret, beside 账号 as the password', () => {
    expect(rolesOf('card-keys', ['卡号', '密码'], ['0001', 'AB12'])).toEqual(['cardNumber', 'secret']);
    expect(rolesOf('card-keys', ['账号', '密码'], ['demo', 'AB12'])).toEqual(['account', 'password']);
  });

  it('guesses nameless columns by their values, with less confidence', () => {
    const proposals = propose('card-keys', ['0001000200030001', 'AB12CD34EF56'], ['0001000200030002', 'AB12CD34EF57']);
    expect(proposals.map(({ role }) => role)).toEqual(['cardNumber', 'secret']);
    expect(proposals.every(({ confidence }) => confidence < 0.7)).toBe(true);
    expect(rolesOf('card-keys', ['ABCDE-12345'], ['ABCDE-12346'])).toEqual(['secret']);
    expect(rolesOf('card-keys', ['https://a.example/1'], ['https://a.example/2'])).toEqual(['redeemLink']);
    expect(rolesOf('card-keys', ['a@b.example', 'pass1'], ['c@b.example', 'pass2'])).toEqual(['account', 'password']);
  });

  it.each([
    ['是否未核销', '否', '是'],
    ['兑换了没', '已兑换', '未兑换'],
    ['redeemed?', 'no', 'yes'],
  ])('finds what says whether keys were used by its values, also under the name %j', (name, one, other) => {
    const header = ['卡号', '卡密', name];
    const proposals = propose('card-keys', header, ['0001', 'AB12', one], ['0002', 'AB13', other]);
    expect(proposals[2]).toMatchObject({ role: 'status', reasons: ['values'] });
    expect(rolesOf('stock-take', ['卡号', name], ['0001', one], ['0002', other])).toEqual(['cardNumber', 'status']);
  });

  it('gives a meaning to notes in the margin, also where the named columns are known', () => {
    const sheet = rows(['卡号', '卡密'], ['0001', 'AB12'], ['0002', 'AB13', '已使用']);
    const named = findHeaderRow('card-keys', sheet);
    const header = withColumnsBeside(named, sheet);
    expect(header.signature).toBe(named.signature);
    const saved = toSavedMapping(named, ['cardNumber', 'secret'] as const);
    for (const known of [undefined, saved]) {
      const proposals = proposeMapping({ kind: 'card-keys', header, sampleRows: sheet.slice(1), saved: known });
      expect(proposals.map(({ role }) => role)).toEqual(['cardNumber', 'secret', 'status']);
    }
  });

  it('takes a yes or no for no status where the name asks for something else, nor a second one beside 状态', () => {
    expect(rolesOf('card-keys', ['卡号', '卡密', '是否赠品'], ['0001', 'AB12', '是'])).toEqual([
      'cardNumber',
      'secret',
      'ignore',
    ]);
    const header = ['卡号', '卡密', '状态', '有没有卖'];
    expect(rolesOf('card-keys', header, ['0001', 'AB12', '未使用', '未售'])[3]).toBe('ignore');
  });

  it('asks about two columns of one name, and is not fooled by names of Object', () => {
    const proposals = propose(
      'card-keys',
      ['__proto__', 'constructor', '卡密', '卡号', '卡号'],
      ['x', 'y', 'AB12', '0001', '0002'],
    );
    expect(proposals.map(({ role }) => role)).toEqual(['ignore', 'ignore', 'secret', 'cardNumber', 'ignore']);
    expect(proposals[3]?.reasons).toContain('duplicate-name');
    expect(proposals[3]?.confidence).toBeLessThan(0.6);
  });

  it('doubts a name that its values deny', () => {
    const [, , expiry] = propose(
      'card-keys',
      ['卡号', '卡密', '有效期'],
      ['0001', 'AB12', '很久'],
      ['0002', 'AB13', '很久'],
    );
    expect(expiry).toMatchObject({ role: 'expiresOn', reasons: ['name', 'values'] });
    expect(expiry?.confidence).toBeLessThan(0.6);
  });

  it('takes no saved mapping against the values of columns that have no names', () => {
    const links = rows(['https://a.cn/x1', '2027-03-01'], ['https://a.cn/x2', '2027-03-01']);
    const header = findHeaderRow('card-keys', links);
    const saved = toSavedMapping<KeySheetRole>(header, ['redeemLink', 'expiresOn']);
    const rolesAfter = (sampleRows: readonly SheetRow[]) =>
      proposeMapping({ kind: 'card-keys', header: findHeaderRow('card-keys', sampleRows), sampleRows, saved }).map(
        ({ role }) => role,
      );
    expect(rolesAfter(links)).toEqual(['redeemLink', 'expiresOn']);
    expect(rolesAfter(rows(['A0001', 'SECRET-1'], ['A0002', 'SECRET-2']))).toEqual(['cardNumber', 'secret']);
    expect(rolesAfter(rows(['1.', 'SECRET-1'], ['2.', 'SECRET-2']))).toEqual(['ignore', 'secret']);
  });

  it('gives no role to nameless columns that look alike: each may be a key of its own', () => {
    const many = propose('card-keys', ['AAAA-0001', 'AAAA-0002', 'AAAA-0003'], ['AAAA-0004', 'AAAA-0005', 'AAAA-0006']);
    expect(many.map(({ role, reasons }) => `${role} ${reasons}`)).toEqual(Array(3).fill('ignore look-alike'));
    // As codes are: letters and digits wherever they fall.
    const codes = [
      ['7HF3K-92KDA-PPQ2X', 'QWERT-92KDA-AAQ2X', '12345-ABCDE-PPQ2X'],
      ['ABCDE-92KDA-12345', 'BBF3K-KDABC-PPQ2X', 'ZZF3K-92KDA-PPQ2X'],
    ];
    expect(rolesOf('card-keys', ...codes)).toEqual(['ignore', 'ignore', 'ignore']);
    const short = [
      ['1001', '2001', '3001'],
      ['1002', '2002', '3002'],
    ];
    expect(rolesOf('card-keys', ...short)).toEqual(['cardNumber', 'secret', 'ignore']);
  });

  it('asks also of two that look alike, unless one is a series of numbers or the divider parts a key', () => {
    const codes = rows(['7HF3K-92KDA-PPQ2X', 'QWERT-92KDA-AAQ2X'], ['ABCDE-92KDA-12345', 'BBF3K-KDABC-PPQ2X']);
    const cards = rows(['1403290012345678', '5566778899001122'], ['1403290012345679', '9988776655443322']);
    const rolesAfter = (sampleRows: SheetRow[], hasOneKeyPerLine = false) =>
      proposeMapping({
        kind: 'card-keys',
        header: findHeaderRow('card-keys', sampleRows),
        sampleRows,
        hasOneKeyPerLine,
      }).map(({ role }) => role);
    expect(rolesAfter(codes)).toEqual(['ignore', 'ignore']);
    expect(rolesAfter(codes, true)).toEqual(['cardNumber', 'secret']);
    expect(rolesAfter(cards)).toEqual(['cardNumber', 'secret']);
    expect(rolesAfter(cards.slice(0, 1))).toEqual(['ignore', 'ignore']);
    expect(rolesAfter(rows(['AAAA-0001', 'AAAA-0002'], ['AAAA-0003', 'AAAA-0004']))).toEqual(['ignore', 'ignore']);
  });

  it('takes no words beside a code for its secret', () => {
    expect(rolesOf('card-keys', ['KXAB-1111-2222', '微信区'], ['KXAB-1111-2223', 'QQ区'])).toEqual([
      'secret',
      'ignore',
    ]);
  });

  it('takes no account with its password behind a colon for a mail, which is shown to everybody', () => {
    expect(rolesOf('card-keys', ['a1@b.example:PASS-1'], ['a2@b.example:PASS-2'])).toEqual(['secret']);
    expect(rolesOf('card-keys', ['a1@b.example', 'PASS-1'], ['a2@b.example', 'PASS-2'])).toEqual([
      'account',
      'password',
    ]);
  });

  it('takes the saved mapping for the same header, and only for it', () => {
    const sheet = rows(['甲', '卡密'], ['0001', 'AB12']);
    const header = findHeaderRow('card-keys', sheet);
    const saved = toSavedMapping<KeySheetRole>(header, ['batchNumber', 'secret']);
    const request = { kind: 'card-keys', header, sampleRows: sheet.slice(1) } as const;
    expect(proposeMapping({ ...request, saved }).map(({ role }) => role)).toEqual(['batchNumber', 'secret']);
    const other = { ...saved, signature: 'another' };
    expect(proposeMapping({ ...request, saved: other })[0]?.reasons).not.toContain('saved');
  });

  it('reads a statement', () => {
    expect(
      rolesOf(
        'statement',
        ['日期', '单号', '商品名称', '数量', '单价', '金额', '余额', '备注'],
        ['2026-09-01', 'P1', '点卡', '1', '48', '48', '952', ''],
      ),
    ).toEqual(['occurredOn', 'externalNumber', 'product', 'quantity', 'unitPrice', 'amount', 'balance', 'remark']);
  });

  it('takes the summary of a statement for its product only where no column of products is', () => {
    const line = ['2026-09-01', '采购', '点卡50元', '48'];
    const summed = (...names: string[]) => rolesOf('statement', names, line.slice(0, names.length));
    expect(summed('日期', '摘要', '商品', '金额')).toEqual(['occurredOn', 'remark', 'product', 'amount']);
    expect(summed('日期', '摘要', '商品名称', '金额')).toEqual(['occurredOn', 'remark', 'product', 'amount']);
    expect(rolesOf('statement', ['日期', '摘要', '商品', '金额', '备注'], [...line, 'K-7'])).toEqual([
      'occurredOn',
      'type',
      'product',
      'amount',
      'remark',
    ]);
    expect(rolesOf('statement', ['日期', '摘要', '金额'], ['2026-09-01', '点卡50元', '48'])).toEqual([
      'occurredOn',
      'product',
      'amount',
    ]);
  });
});

describe('a statement without names of columns', () => {
  const pasted = [
    ['10月1日', '移动100', '10张', '95', '950'],
    ['10月3日', '移动50', '5张', '48', '240'],
    ['10月5日', '退移动100', '1张', '95', '-95'],
  ];

  it('is read by what its values come to: pieces times price is the amount', () => {
    expect(rolesOf('statement', ...pasted)).toEqual(['occurredOn', 'product', 'quantity', 'unitPrice', 'amount']);
    const turned = pasted.map(([day = '', product = '', pieces = '', price = '', amount = '']) => [
      amount,
      price,
      pieces,
      product,
      day,
    ]);
    expect(rolesOf('statement', ...turned)).toEqual(['amount', 'unitPrice', 'quantity', 'product', 'occurredOn']);
  });

  it('has no amount where several columns may be it, and asks', () => {
    const unclear = pasted.map(([day = '', product = '', , price = '', amount = '']) => [day, product, price, amount]);
    expect(rolesOf('statement', ...unclear)).toEqual(['occurredOn', 'product', 'ignore', 'ignore']);
    expect(rolesOf('statement', ...unclear.map((line) => line.slice(0, 3)))).toEqual([
      'occurredOn',
      'product',
      'amount',
    ]);
  });

  it('is not tripped by numbers that no amount can be', () => {
    const numbered = pasted.map((line, index) => [`20261005000${index}`, ...line]);
    expect(rolesOf('statement', ...numbered).slice(1)).toEqual([
      'occurredOn',
      'product',
      'quantity',
      'unitPrice',
      'amount',
    ]);
  });
});

describe('what is left unpaid of a line', () => {
  it('is no second charge beside the amount, and the charge where it stands alone', () => {
    const line = ['2026-09-01', '950', '500', '450'];
    expect(rolesOf('statement', ['日期', '金额', '已付金额', '欠款金额'], line)).toEqual([
      'occurredOn',
      'amount',
      'income',
      'ignore',
    ]);
    expect(rolesOf('statement', ['日期', '付款金额', '欠款金额'], line.slice(1))).toEqual([
      'occurredOn',
      'income',
      'expense',
    ]);
  });
});

describe('placeKeyColumns', () => {
  it('puts the fields of the SKU in its order', () => {
    expect(placeKeyColumns(['ignore', 'secret', 'cardNumber', 'faceValue'], CARD_NUMBER_AND_SECRET)).toEqual({
      columns: { fields: [2, 1], faceValue: 3 },
    });
  });

  it('lets a password or a link stand in for the secret', () => {
    expect(placeKeyColumns(['cardNumber', 'password'], CARD_NUMBER_AND_SECRET)).toEqual({
      columns: { fields: [0, 1] },
    });
    expect(placeKeyColumns(['redeemLink'], SECRET_ONLY)).toEqual({ columns: { fields: [0] } });
  });

  it('finds a field by its own name first and leaves an optional one out', () => {
    const fields = keyFieldPreset('mail-account')?.fields ?? [];
    const roles: KeySheetRole[] = ['account', 'password', 'otherField'];
    expect(placeKeyColumns(roles, fields, ['邮箱', '密码', '秘钥'])).toEqual({ columns: { fields: [0, 1, null, 2] } });
  });

  it('names what is missing or claimed twice', () => {
    expect(placeKeyColumns(['cardNumber', 'faceValue'], CARD_NUMBER_AND_SECRET)).toEqual({
      problem: 'FIELD_WITHOUT_COLUMN',
      fieldName: '卡密',
    });
    expect(placeKeyColumns(['secret', 'faceValue', 'faceValue'], SECRET_ONLY)).toEqual({
      problem: 'ROLE_TWICE',
      role: 'faceValue',
      columnIndexes: [1, 2],
    });
  });
});
