import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, DEFAULT_TEMPLATE, renderDelivery } from './delivery-template.ts';

const FACTS = {
  orderNumber: 'T2026-1',
  buyer: '小王',
  shopName: '闲鱼店',
  skuName: '视频月卡',
  quantity: 2,
  day: '2026-11-21',
};
const key = (number: string, secret: string) => ({
  fields: [
    { name: '卡号', value: number, isSecret: false },
    { name: '卡密', value: secret, isSecret: true },
  ],
});

describe('a delivery text', () => {
  it('lists the keys where nothing else is said', () => {
    const delivery = renderDelivery(DEFAULT_TEMPLATE, FACTS, [key('N1', 'S1'), key('', 'S2')], 0);
    expect(delivery).toEqual({ messages: ['卡号: N1  卡密: S1\nS2'], isTooLong: false });
  });

  it('repeats a block per key with its fields, and fills the facts in either language', () => {
    const template = '{买家}您好，{product} ×{数量}\n{每张}\n{序号}. {卡号} / {卡密}\n{/每张}\n订单 {order}';
    const { messages } = renderDelivery(template, FACTS, [key('N1', 'S1'), key('N2', 'S2')], 0);
    expect(messages).toEqual(['小王您好，视频月卡 ×2\n1. N1 / S1\n2. N2 / S2\n订单 T2026-1']);
  });

  it('never leaves a key out: where the text names none of its fields, its own line stands', () => {
    const account = {
      fields: [
        { name: '账号', value: 'mail@x', isSecret: false },
        { name: '密码', value: 'P1', isSecret: true },
      ],
    };
    const template = '您好\n{每张}{序号}. {卡号} / {卡密}\n{/每张}谢谢';
    const { messages } = renderDelivery(template, FACTS, [key('N1', 'S1'), account], 0);
    expect(messages).toEqual(['您好\n1. N1 / S1\n账号: mail@x  密码: P1\n谢谢']);
    const wordless = renderDelivery('{each}{number}{/each}', FACTS, [key('', 'S2')], 0);
    expect(wordless.messages).toEqual(['S2']);
  });

  it.each([
    ['which names its number alone', '{每张}卡号 {卡号}\n{/每张}', '卡号: N1  卡密: S1\n'],
    ['which calls its secret by another name', '{每张}{卡号} 密码 {密码}\n{/每张}', '卡号: N1  卡密: S1\n'],
    ['which names its secret alone', '{每张}{卡密}\n{/每张}', 'S1\n'],
    [
      'which names what nothing is called beside the whole key',
      '{每张}{卡号}/{卡密}/{区服}\n{/每张}',
      'N1/S1/{区服}\n',
    ],
  ])('never leaves a secret out of a text %s', (_what, template, message) => {
    expect(renderDelivery(template, FACTS, [key('N1', 'S1')], 0).messages).toEqual([message]);
  });

  it('leaves to its writer which of several secrets goes out', () => {
    const fields = ['密码', '邮箱密码'].map((name, index) => ({ name, value: `P${index}`, isSecret: true }));
    expect(renderDelivery('{每张}{密码}{/每张}', FACTS, [{ fields }], 0).messages).toEqual(['P0']);
    const renamed = renderDelivery('{每张}{密码} {辅助密码}{/每张}', FACTS, [{ fields }], 0);
    expect(renamed.messages).toEqual(['密码: P0  邮箱密码: P1']);
  });

  it('leaves braces inside a key alone', () => {
    const { messages } = renderDelivery('{每张}{卡密}{/每张}', FACTS, [key('N1', '{买家}$&')], 0);
    expect(messages).toEqual(['{买家}$&']);
  });

  it('is cut between keys, never inside one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Z0-9]{1,30}$/), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 80 }),
        (secrets, limit) => {
          const keys = secrets.map((value) => ({ fields: [{ name: '卡密', value, isSecret: true }] }));
          const { messages, isTooLong } = renderDelivery('卡密：\n{卡密列表}\n谢谢', FACTS, keys, limit);
          const lines = messages.join('\n').split('\n');
          expect(secrets.every((secret) => lines.includes(secret))).toBe(true);
          expect(isTooLong).toBe(messages.some((message) => message.length > limit));
        },
      ),
    );
  });

  it('says when one key is longer than a message may be', () => {
    const long = { fields: [{ name: '卡密', value: 'X'.repeat(50), isSecret: true }] };
    expect(renderDelivery(DEFAULT_TEMPLATE, FACTS, [long], 20)).toEqual({
      messages: ['X'.repeat(50)],
      isTooLong: true,
    });
  });

  it('refuses a template that would deliver nothing or is not closed', () => {
    expect(checkTemplate('谢谢惠顾')).toMatchObject({ problem: 'NO_KEYS' });
    expect(checkTemplate('{每张}{卡密}')).toMatchObject({ problem: 'BLOCK_UNBALANCED' });
    expect(checkTemplate('{/每张}{每张}')).toMatchObject({ problem: 'BLOCK_UNBALANCED' });
    expect(checkTemplate('{keys}')).toBeNull();
    expect(checkTemplate('{each}{卡密}{/each}')).toBeNull();
  });
});
