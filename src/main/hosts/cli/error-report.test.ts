import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { CommandRefusal } from './command-errors.ts';
import { reportOf } from './error-report.ts';

const { priceLists, purchaseOrders, replenishment, imports } = contract;
/** What the commands of buying call: import-prices, po-list, po-receive and reorder. */
const CALLED = [
  priceLists.describe,
  priceLists.preview,
  priceLists.post,
  purchaseOrders.list,
  purchaseOrders.findByNumber,
  imports.preview,
  imports.post,
  replenishment.run,
  replenishment.plan,
];
/** Its reason is what is told apart, see `reasonOf`. */
const TOLD_BY_REASON = 'SHEET_REFUSED';

describe('a declared error on the command line', () => {
  const codes = new Set(CALLED.flatMap((procedure) => Object.keys(procedure['~orpc'].errorMap)));
  codes.delete(TOLD_BY_REASON);

  it.each([...codes].sort())('is a sentence in both languages: %s', (code) => {
    const error = new ORPCError(code, { defined: true, status: 409 });
    const messages = (['zh-CN', 'en'] as const).map((language) => reportOf(error, language).message);
    expect(messages[0]).toMatch(/[\u4e00-\u9fff]/);
    expect(messages[1]).toMatch(/^[A-Z][^\u4e00-\u9fff]+\.$/);
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
