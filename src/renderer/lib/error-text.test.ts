import { ORPCError } from '@orpc/client';
import i18next from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { resources } from '#renderer/i18n/resources.ts';
import { VALUE_RULE_WORDS } from '#shared/domain/value-rules.ts';
import { errorText } from './error-text.ts';

// The link to the core needs a page.
vi.mock('./transport.ts', () => ({ ConnectionError: class extends Error {} }));

beforeAll(async () => {
  const ns = Object.keys(resources['zh-CN']);
  await i18next.init({ lng: 'zh-CN', resources, ns, defaultNS: 'shell', interpolation: { escapeValue: false } });
});

const broken = (rule: string) =>
  new ORPCError('INVALID_VALUE', { defined: true, status: 422, data: { field: 'occurredOn', rule } });

describe('the sentence of a value that breaks a rule', () => {
  it('says the rule in the words of the language, never its code or the name of a field', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      for (const [rule, words] of Object.entries(VALUE_RULE_WORDS[language])) {
        const text = errorText(broken(rule), language);
        expect(text).toContain(words);
        expect(text).not.toMatch(/[A-Z]{2,}_|occurredOn|\{\{/);
      }
    }
  });

  it('is a whole sentence also for a rule that the window does not know', () => {
    expect(errorText(broken('OF_A_NEWER_CORE'), 'zh-CN')).not.toMatch(/OF_A_NEWER_CORE|\{\{/);
    expect(errorText(broken('OF_A_NEWER_CORE'), 'en')).toMatch(/^[A-Z].*\.$/);
  });

  it('says the rule also where the contract itself refuses the value', () => {
    const issues = [{ path: ['amount'], message: 'ABOVE_ZERO' }];
    const refused = new ORPCError('BAD_REQUEST', { data: { issues } });
    expect(errorText(refused, 'zh-CN')).toContain(VALUE_RULE_WORDS['zh-CN'].ABOVE_ZERO);
    expect(errorText(refused, 'en')).toContain(VALUE_RULE_WORDS.en.ABOVE_ZERO);
    const shapeless = new ORPCError('BAD_REQUEST', {
      data: { issues: [{ path: ['amount'], message: 'Invalid input' }] },
    });
    expect(errorText(shapeless, 'en')).not.toContain('Invalid input');
  });
});
