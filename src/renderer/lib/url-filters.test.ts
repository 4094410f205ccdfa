import { describe, expect, it } from 'vitest';
import {
  choiceFilter,
  choicesFilter,
  dayFilter,
  flagFilter,
  idFilter,
  readFilters,
  sortFilter,
  textFilter,
  writeFilters,
} from './url-filters.ts';

const FILTERS = {
  text: textFilter(),
  state: choiceFilter(['available', 'delivered']),
  kinds: choicesFilter(['purchase', 'gift', 'opening']),
  supplier: idFilter(),
  from: dayFilter(),
  mine: flagFilter(),
  sort: sortFilter(),
};

describe('filters in the address', () => {
  it('come back as they were set', () => {
    const set = {
      text: 'Steam 50 & 100',
      state: 'delivered' as const,
      kinds: ['gift', 'purchase'] as const,
      supplier: 12,
      from: '2026-11-01',
      mine: true,
      sort: { by: 'expiresOn', isDescending: true },
    };
    const address = writeFilters(FILTERS, new URLSearchParams(), set).toString();
    expect(readFilters(FILTERS, new URLSearchParams(address))).toEqual({ ...set, kinds: ['purchase', 'gift'] });
  });

  it('leave no trace when they are empty, and keep what is not theirs', () => {
    const before = new URLSearchParams('text=a&open=7');
    expect(writeFilters(FILTERS, before, { text: '', supplier: null, mine: false }).toString()).toBe('open=7');
  });

  it('take nothing that is not a choice', () => {
    const parameters = new URLSearchParams('state=stolen&supplier=1e9&from=yesterday&sort=name;drop&kinds=gift,x');
    expect(readFilters(FILTERS, parameters)).toEqual({
      text: '',
      state: null,
      kinds: ['gift'],
      supplier: null,
      from: null,
      mine: false,
      sort: null,
    });
  });
});
