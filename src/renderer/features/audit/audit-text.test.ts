import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { resources } from '#renderer/i18n/resources.ts';
import { RIGHTS } from '#shared/domain/identity/rights.ts';
import { ORDER_ACTS } from '#shared/domain/purchasing/order-states.ts';
import { actionText, detailFacts, detailLine, SUBJECT_KINDS, subjectKindText } from './audit-text.ts';
import { checkText } from './check-text.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'zh-CN', resources, interpolation: { escapeValue: false } });
});

const sources = import.meta.glob<string>(['../../../main/core/**/*.ts', '!../../../main/core/**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const RECORDED = /action(?::| =)[^\n]*?'([a-zA-Z]+\.[a-zA-Z-]+)'(?:[^\n]*?: '([a-zA-Z]+\.[a-zA-Z-]+)')?/g;

/** Actions as the core records them: `action: 'imports.post'`, one or the other of two. */
function recordedActions(): string[] {
  const found = Object.values(sources).flatMap((source) =>
    [...source.matchAll(RECORDED)].flatMap((match) => [match[1] ?? '', match[2] ?? '']),
  );
  const rights = new Set<string>(RIGHTS);
  return [...new Set(found)].filter((action) => action !== '' && !rights.has(action));
}

/** Kinds of things that the core records acts of. */
function recordedSubjects(): string[] {
  const found = Object.values(sources).flatMap((source) => [...source.matchAll(/subjectKind: '([a-zA-Z-]+)'/g)]);
  return [...new Set(found.map((match) => match[1] ?? ''))].sort();
}

/** Checks of the books by their names: a rule's own, or that of a check that is made by hand. */
function madeChecks(): string[] {
  const files = Object.entries(sources).filter(([file]) => file.includes('/core/verify/'));
  const found = files.flatMap(([, source]) => [
    ...source.matchAll(/(?:name: |add\(|return \[)'([a-z]+(?:-[a-z]+)+)'/g),
  ]);
  return [...new Set(found.map((match) => match[1] ?? ''))];
}

describe('the checks of the books in words', () => {
  it('have a word in both languages, every one', async () => {
    const checks = madeChecks();
    expect(checks).toEqual(expect.arrayContaining(['pair-exists-once', 'sealed-keys-open', 'no-secret-in-plain']));
    expect(checks.length).toBeGreaterThan(25);
    for (const language of ['en', 'zh-CN'] as const) {
      await i18next.changeLanguage(language);
      expect(checks.filter((name) => checkText(name) === name)).toEqual([]);
    }
  });
});

describe('the kinds of things in the trail', () => {
  it('can all be filtered by, and have a word of their own in both languages', async () => {
    expect([...SUBJECT_KINDS].sort()).toEqual(recordedSubjects());
    for (const language of ['en', 'zh-CN'] as const) {
      await i18next.changeLanguage(language);
      expect(SUBJECT_KINDS.filter((kind) => subjectKindText(kind) === subjectKindText('something else'))).toEqual([]);
    }
  });
});

describe('the trail in words', () => {
  it('has a word in both languages for every act that the core records', async () => {
    const actions = recordedActions();
    expect(actions).toContain('imports.post');
    actions.push(...ORDER_ACTS.map((act) => `purchaseOrders.${act}`));
    actions.push('keyChecks.released', 'keyChecks.claimed');
    expect(actions.length).toBeGreaterThan(30);
    for (const language of ['en', 'zh-CN'] as const) {
      await i18next.changeLanguage(language);
      expect(actions.filter((action) => actionText(action) === action)).toEqual([]);
    }
  });

  it('says amounts, changed rights and spans as people read them', () => {
    expect(detailFacts({ amount: 12_500 })).toEqual([{ label: '金额', text: '1.25', isCode: false }]);
    expect(detailLine({ from: '2026-10-01', to: '2026-10-31', digest: 'abc' })).toBe('自 2026-10-01 · 至 2026-10-31');
    expect(detailLine({ number: 'PO-1', somethingNew: 5 })).toBe('单号 PO-1');
    expect(detailLine({ step: 'top-up', taxRate: 6_000_000 })).toBe('试单步骤 充值 · 税率 6%');
    const exposureMaximum = { from: 3_000_000, to: null };
    expect(detailLine({ code: 'S2', exposureMaximum })).toBe('编码 S2 · 敞口上限 原为 300.00, 改为 无');
    expect(detailLine({ number: 'PO-1', total: 98_765_4321 })).toBe('单号 PO-1 · 合计 98,765.4321');
    expect(detailLine({ from: null, to: 600_000_000 })).toBe('改为 60,000.00');
    const edited = { salePrice: { from: 485_000, to: 511_100 }, minimumStock: { from: 30, to: 44 } };
    expect(detailLine({ changes: edited })).toBe('改动 售价 原为 48.50, 改为 51.11, 最低库存 原为 30, 改为 44');
    expect(detailLine({ changes: { disputeRate: { from: null, to: 120 } } })).toBe('改动 纠纷率 原为 无, 改为 1.2%');
    expect(detailLine({ method: 'alipay', direction: 'in' })).toBe('方式 支付宝 · 方向 收到的');
    const changes = [{ right: 'keys.reveal', isGranted: true, dailyLimit: null }];
    expect(detailLine({ role: 'clerk', changes })).toBe('角色 客服 · 改动 查看卡密明文：允许');
  });
});
