import { describe, expect, it } from 'vitest';
import { nameKey, searchTerms } from './name-key.ts';

describe('nameKey', () => {
  it('makes names equal that differ in width, case and spaces only', () => {
    expect(nameKey(' Ｓｔｅａｍ　 100 ')).toBe('steam 100');
    expect(nameKey('网易 一卡通')).toBe(nameKey('网易　　一卡通'));
  });

  it('keeps names apart that differ in a letter', () => {
    expect(nameKey('Q币')).not.toBe(nameKey('Q点'));
  });
});

describe('searchTerms', () => {
  it('splits at spaces and has nothing for blank text', () => {
    expect(searchTerms('  Steam　US ')).toEqual(['steam', 'us']);
    expect(searchTerms('   ')).toEqual([]);
  });

  it('stops after five words', () => {
    expect(searchTerms('1 2 3 4 5 6 7')).toHaveLength(5);
  });
});
