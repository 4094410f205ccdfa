import { describe, expect, it } from 'vitest';
import { CARD_NUMBER_AND_SECRET, type KeyFieldDefinition } from '../card-keys/key-fields.ts';
import { checkKeyFields, fixedPartsTouched, type KeyLayout } from './sku-key-fields.ts';

const [numberField, secretField] = CARD_NUMBER_AND_SECRET as [KeyFieldDefinition, KeyFieldDefinition];

describe('checkKeyFields', () => {
  it('accepts number and secret, and a top-up without any field', () => {
    expect(checkKeyFields(CARD_NUMBER_AND_SECRET, 'card-key')).toEqual([]);
    expect(checkKeyFields([], 'top-up')).toEqual([]);
  });

  it('names the field and the rule it breaks', () => {
    const doubled = [numberField, { ...secretField, name: ' 卡号' }];
    expect(checkKeyFields(doubled, 'card-key')).toEqual([{ index: 1, rule: 'name-twice' }]);
    expect(checkKeyFields([numberField, { ...numberField, name: '号二' }], 'card-key')).toEqual([
      { index: 1, rule: 'role-twice' },
    ]);
    expect(checkKeyFields([{ ...secretField, pattern: '(a*)*' }], 'card-key')).toEqual([
      { index: 0, rule: 'pattern-unbounded' },
    ]);
    expect(checkKeyFields([{ ...secretField, minimumLength: 9, maximumLength: 8 }], 'card-key')).toEqual([
      { index: 0, rule: 'length-range' },
    ]);
  });

  it('refuses keys without a field that must be there', () => {
    expect(checkKeyFields([], 'card-key')).toEqual([{ index: null, rule: 'no-fields' }]);
    expect(checkKeyFields([{ ...secretField, isOptional: true }], 'card-key')).toEqual([
      { index: null, rule: 'nothing-required' },
    ]);
  });

  it('lets several fields be other', () => {
    const other = (name: string) => ({ name, role: 'other', isSecret: false }) as const;
    expect(checkKeyFields([secretField, other('区服'), other('备注码')], 'card-key')).toEqual([]);
  });
});

describe('fixedPartsTouched', () => {
  const layout: KeyLayout = { keyFields: CARD_NUMBER_AND_SECRET, usesPerKey: 1, deliveryKind: 'card-key' };

  it('leaves names, patterns and optional fields free', () => {
    const renamed = [
      { ...numberField, name: '序列号', pattern: '\\d{16}' },
      { ...secretField, isOptional: true },
    ];
    expect(fixedPartsTouched(layout, { ...layout, keyFields: renamed })).toEqual([]);
  });

  it('names what keys on hand depend on', () => {
    expect(fixedPartsTouched(layout, { ...layout, keyFields: [secretField, numberField] })).toEqual([
      'field-order',
      'field-secrecy',
    ]);
    expect(fixedPartsTouched(layout, { ...layout, keyFields: [numberField], usesPerKey: 3 })).toEqual([
      'uses-per-key',
      'field-count',
    ]);
    expect(fixedPartsTouched(layout, { ...layout, deliveryKind: 'redeem-link' })).toEqual(['delivery-kind']);
  });
});
