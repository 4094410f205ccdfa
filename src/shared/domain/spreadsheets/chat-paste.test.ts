import { describe, expect, it } from 'vitest';
import { readChatPaste, withoutChat } from './chat-paste.ts';

const contentLines = (text: string) => readChatPaste(text).lines.filter(({ kind }) => kind === 'content');
const contentOf = (text: string) => contentLines(text).map((line) => line.text);
const KEYS = ['0001----AB12CD34', '0002----AB12CD35'];

describe('readChatPaste', () => {
  it.each([
    ['WeChat', `张三 2026-11-21 14:05:33\n${KEYS[0]}\n\n李四 2026/11/21 14:06\n${KEYS[1]}`],
    ['WeChat on a phone', `张三  11月21日 14:05\n${KEYS.join('\n')}`],
    ['QQ', `张三(12345678) 2026/11/21 14:05:33\n${KEYS.join('\n')}`],
    ['QQ history', `2026-11-21 14:05:33 【群主】张三(12345678)\n${KEYS.join('\n')}`],
    ['DingTalk', `张三 11-21 14:05\n${KEYS.join('\n')}`],
    ['short time', `张三 14:05\n${KEYS.join('\n')}\n昨天 15:00`],
    ['in brackets', `[14:05] 张三: ${KEYS[0]}\n[14:06] 张三: ${KEYS[1]}`],
    ['WhatsApp', `[2026/11/21, 14:05:33] Tom Lee: ${KEYS[0]}\n2026/11/21, 14:05 - Tom Lee: ${KEYS[1]}`],
    ['Telegram', `Tom Lee, [21.11.2026 14:05]\n${KEYS.join('\n')}`],
  ])('%s', (_, text) => {
    const paste = readChatPaste(text);
    expect(paste.isChat).toBe(true);
    expect(contentOf(text)).toEqual(KEYS);
  });

  it('shows every line with what it was taken for', () => {
    const paste = readChatPaste(`张三 2026-11-21 14:05:33\n老板，卡发你了\n${KEYS[0]}\n[图片]\n张三 撤回了一条消息`);
    expect(paste.lines).toEqual([
      { lineNumber: 1, kind: 'message-head', text: '', sender: '张三', time: '2026-11-21 14:05:33' },
      { lineNumber: 2, kind: 'talk', text: '老板，卡发你了' },
      { lineNumber: 3, kind: 'content', text: KEYS[0] },
      { lineNumber: 4, kind: 'system', text: '[图片]' },
      { lineNumber: 5, kind: 'system', text: '张三 撤回了一条消息' },
    ]);
    expect(paste.senders).toEqual(['张三']);
  });

  it.each([
    'AB12CD34EF56 2026-12-31 10:00:00\nAB12CD34EF57 2026-12-31 10:00:00',
    '0001----AB12 2026-12-31 10:00\n0002----AB13 2026-12-31 10:00',
    '0001 AB12\n0002 AB13',
    '卡号：0006 卡密：FFFF',
  ])('takes keys with a time for keys: %#', (text) => {
    expect(readChatPaste(text).isChat).toBe(false);
    expect(contentOf(text)).toEqual(text.split('\n'));
  });

  it.each([
    ['a name before each key', `张三：${KEYS[0]}\n星辰批发-小王: ${KEYS[1]}`],
    ['a name above each key', `张三\n${KEYS[0]}\n李四：\n${KEYS[1]}`],
    ['talk between keys', `老板，卡发你了\n${KEYS[0]}\n还有一张\n${KEYS[1]}\n收到`],
  ])('leaves out what people say without a time: %s', (_, text) => {
    expect(readChatPaste(text).isChat).toBe(true);
    expect(withoutChat(readChatPaste(text))).toBe(KEYS.join('\n'));
  });

  it.each([
    '商品 卡号 卡密\n网易 0001 AB12',
    '激活码\nAB12CD34\nAB12CD35',
    '卡号：0006\n卡密：FFFF\n商品：网易一卡通',
    '恭喜发财\n大吉大利',
    `共2张\n${KEYS.join('\n')}\n合计：2张`,
    '网易\t未使用\n0001\tAB12CD34',
  ])('leaves labels, names of columns, counts and cells in: %#', (text) => {
    expect(readChatPaste(text).isChat).toBe(false);
  });

  it('keeps the count that the supplier gives in the chat', () => {
    const text = `张三 2026-11-21 14:05\n共2张\n${KEYS.join('\n')}\n请查收`;
    expect(withoutChat(readChatPaste(text))).toBe(`共2张\n${KEYS.join('\n')}`);
  });

  it('tells nobody apart where figures are looked for', () => {
    expect(readChatPaste('日期 单号 金额\n2026-11-21 A0001 12.50', 'figures').isChat).toBe(false);
    expect(readChatPaste('骏网：4550', 'figures').isChat).toBe(false);
  });

  it('keeps the numbers of the pasted lines', () => {
    expect(contentLines(`\n张三 2026-11-21 14:05\r\n${KEYS[0]}`)).toEqual([
      { lineNumber: 3, kind: 'content', text: KEYS[0] },
    ]);
  });

  it('leaves the chat out and blank lines in', () => {
    const text = `张三 2026-11-21 14:05\n卡号：0006\n卡密：FFFF\n\n张三 2026-11-21 14:06\n卡号：0007\n[图片]`;
    expect(withoutChat(readChatPaste(text))).toBe('卡号：0006\n卡密：FFFF\n\n卡号：0007');
  });
});
