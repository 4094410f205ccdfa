import { describe, expect, it } from 'vitest';
import { MOST_TIERS } from './purchasing/price-tiers.ts';
import { LEAST_SEASON_FACTOR, MOST_SEASON_DAYS, MOST_SEASON_FACTOR } from './replenishment/season-rules.ts';
import { VALUE_RULE_WORDS } from './value-rules.ts';

describe('the sentences of broken rules', () => {
  it('are whole sentences in both languages, each rule with its own', () => {
    for (const [language, end] of [
      ['zh-CN', /[。？]$/],
      ['en', /[.?]$/],
    ] as const) {
      const sentences = Object.values(VALUE_RULE_WORDS[language]);
      for (const sentence of sentences) expect(sentence).toMatch(end);
    }
    expect(Object.keys(VALUE_RULE_WORDS.en).sort()).toEqual(Object.keys(VALUE_RULE_WORDS['zh-CN']).sort());
  });

  it('name the limits that the rules have', () => {
    for (const words of Object.values(VALUE_RULE_WORDS)) {
      expect(words.TOO_MANY_TIERS).toContain(String(MOST_TIERS));
      expect(words.TOO_LONG).toContain(String(MOST_SEASON_DAYS));
      expect(words.FACTOR_OUT_OF_RANGE).toContain(String(LEAST_SEASON_FACTOR));
      expect(words.FACTOR_OUT_OF_RANGE).toContain(String(MOST_SEASON_FACTOR));
    }
  });
});
