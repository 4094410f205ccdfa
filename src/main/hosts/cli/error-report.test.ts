import { ORPCError } from '@orpc/client';
import { isContractProcedure } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '#core/spreadsheets/sheet-refusal.ts';
import { contract } from '#shared/contract/contract.ts';
import { CommandRefusal } from './command-errors.ts';
import { commands } from './commands.ts';
import { reportOf } from './error-report.ts';

/** Every code that a procedure of the contract declares. */
function declaredCodes(place: unknown): string[] {
  if (isContractProcedure(place)) return Object.keys(place['~orpc'].errorMap);
  return Object.values(Object(place)).flatMap(declaredCodes);
}

describe('a declared error on the command line', () => {
  const codes = new Set([...declaredCodes(contract), ...REFUSAL_CODES]);

  it.each([...codes].sort())('is a sentence in both languages: %s', (code) => {
    const error = new ORPCError(code, { defined: true, status: 409 });
    const messages = (['zh-CN', 'en'] as const).map((language) => reportOf(error, language).message);
    expect(messages[0]).toMatch(/[\u4e00-\u9fff]/);
    expect(messages[1]).toMatch(/^[A-Z][^\u4e00-\u9fff]+\.$/);
  });

  it('names no command that does not exist', () => {
    const known = commands.map(({ name }) => name);
    const named = [...codes].flatMap((code) =>
      (['zh-CN', 'en'] as const).flatMap((language) => {
        const { message } = reportOf(new ORPCError(code, { defined: true, status: 409 }), language);
        return [...message.matchAll(/kacang ((?:[a-z-]+ ?)+)/g)].map(([, words = '']) => words.trim());
      }),
    );
    expect(named.length).toBeGreaterThan(1);
    for (const words of named) expect(known.filter((name) => `${words} `.startsWith(`${name} `))).toHaveLength(1);
  });

  it('says in words which file cannot be opened and why', () => {
    const refusal = new CommandRefusal('FILE_NOT_OPENED', '', { file: 'keys.csv', reason: 'ENOENT' });
    expect(reportOf(refusal, 'zh-CN').message).toBe('文件打不开,什么也没有改动。keys.csv：没有这个文件。');
    const message = 'The file cannot be opened; nothing was changed. keys.csv: there is no such file.';
    expect(reportOf(refusal, 'en').message).toBe(message);
    const odd = new CommandRefusal('FILE_NOT_OPENED', '', { file: 'keys.csv', reason: 'EIO' });
    expect(reportOf(odd, 'en').message).toBe('The file cannot be opened; nothing was changed. keys.csv.');
  });

  it('names what was to be paid and what it usually comes to where a total is too small', () => {
    const data = { skuCode: 'CARD50', quantity: 2, total: 47_500, usual: 950_000 };
    const error = new ORPCError('TOTAL_UNDER_PRICE', { defined: true, status: 422, data });
    expect(reportOf(error, 'zh-CN').message).toContain('CARD50 2 张收 4.75,平时 95.00。');
    expect(reportOf(error, 'en').message).toContain(' 4.75 for 2 of CARD50, usually 95.00.');
  });

  it('is told by its reason where a sheet is refused', () => {
    const refused = { defined: true, status: 422, data: { reason: 'EMPTY_FILE', place: {}, choices: [] } };
    expect(reportOf(new ORPCError('SHEET_REFUSED', refused), 'en')).toMatchObject({
      exitCode: 3,
      code: 'EMPTY_FILE',
      message: 'The file is empty: ask for it again.',
    });
  });

  it('names the places of an input that is not what the contract asks for', () => {
    const issues = [{ path: ['currency'] }, { path: ['lines', 0, 'quantity'] }, { path: ['lines', 0, 'quantity'] }];
    expect(reportOf(new ORPCError('BAD_REQUEST', { data: { issues } }), 'en')).toMatchObject({
      exitCode: 2,
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^[A-Z].*\. \(currency, lines\.0\.quantity\)$/),
    });
    expect(reportOf(new ORPCError('BAD_REQUEST'), 'en').message).not.toContain('(');
    const none = { data: { issues: [{ path: ['amount'], message: 'ABOVE_ZERO' }] } };
    expect(reportOf(new ORPCError('BAD_REQUEST', none), 'en').message).toMatch(
      /\(amount\) The amount has to be above zero\.$/,
    );
  });

  it('names what it is about: the value and its rule, who served an order and when', () => {
    const invalid = { defined: true, status: 422, data: { field: 'to', rule: 'NOT_BEFORE_FROM', value: '2026-11-01' } };
    expect(reportOf(new ORPCError('INVALID_VALUE', invalid), 'en').message).toBe(
      'The day lies before the first one allowed: choose a later one. (field to, value 2026-11-01)',
    );
    const deliveredAt = new Date(2026, 10, 2, 1).getTime();
    const served = {
      defined: true,
      status: 409,
      data: { orderId: 1, deliveredAt, by: '小王', quantity: 2, undelivered: 0 },
    };
    expect(reportOf(new ORPCError('ORDER_ALREADY_DELIVERED', served), 'zh-CN').message).toBe(
      '这个订单已经提过卡,没有再提。 (时间 2026-11-02 01:00:00, 经手 小王, 数量 2, 还没发 0)',
    );
  });

  it('says of an order that went out before a restore that nobody here knows by whom', () => {
    const data = { orderId: 1, deliveryId: 0, deliveredAt: 1, by: '', quantity: 0, undelivered: 0 };
    const error = new ORPCError('ORDER_ALREADY_DELIVERED', { defined: true, status: 409, data });
    expect(reportOf(error, 'zh-CN').message).toMatch(/恢复备份之前.*--again reissue 补发。$/);
    expect(reportOf(error, 'en').message).toMatch(/before a backup was restored.*--again reissue\.$/);
  });

  it.each([
    ['supplier', '(supplier S9; import-keys --create)'],
    ['shop', '(shop S9; dispense --create)'],
    ['delivery', '(delivery S9)'],
  ])('says what is not there and what can be done: %s', (kind, said) => {
    const { message } = reportOf(new CommandRefusal('NOT_FOUND', '', { kind, id: 'S9' }), 'en');
    expect(message).toContain('nothing was changed: check how it is written, or make it first.');
    expect(message).toContain(said);
  });

  it('says what to do now where somebody was faster, and that nothing changed where a list is the same', () => {
    const changed = new CommandRefusal('CHANGED_MEANWHILE', 'CHANGED_MEANWHILE');
    expect(reportOf(changed, 'en')).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('Run the command again'),
    });
    const same = new ORPCError('NOTHING_TO_POST', { defined: true, status: 422 });
    expect(reportOf(same, 'zh-CN')).toMatchObject({
      exitCode: 3,
      code: 'NOTHING_TO_POST',
      message: expect.stringContaining('没有任何变化'),
    });
  });
});
