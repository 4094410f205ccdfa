import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_FIELD_PRESETS } from '../card-keys/key-field-presets.ts';
import { KEY_FIELD_ROLES, type KeyFieldDefinition } from '../card-keys/key-fields.ts';
import { areSameKeyFields, formatKeyFields, parseKeyFields } from './key-field-notation.ts';

describe('key fields in a cell', () => {
  it('are a line each, to be read and written by people', () => {
    const fields: KeyFieldDefinition[] = [
      { name: '卡号', role: 'cardNumber', isSecret: false, pattern: '\\d{16}' },
      { name: '邮箱密码', role: 'other', isSecret: true, isOptional: true, minimumLength: 8 },
    ];
    expect(formatKeyFields(fields)).toBe('卡号 [cardNumber] /\\d{16}/\n*?邮箱密码 [other] {8..}');
  });

  it('may be names alone; purpose and secrecy are then the usual ones', () => {
    expect(parseKeyFields('卡号；卡密')).toEqual([
      { name: '卡号', role: 'cardNumber', isSecret: false },
      { name: '卡密', role: 'secret', isSecret: true },
    ]);
    expect(parseKeyFields('账号, 密码, 密保')).toMatchObject([
      { role: 'account', isSecret: false },
      { role: 'password', isSecret: true },
      { role: 'other', isSecret: true },
    ]);
  });

  it('are none for an empty cell, and nothing for an unknown purpose', () => {
    expect(parseKeyFields(' ')).toEqual([]);
    expect(parseKeyFields('卡号 [serial]')).toBeNull();
    expect(parseKeyFields('[{"name":1}]')).toBeNull();
  });

  it('come back unchanged for every preset', () => {
    for (const { fields } of KEY_FIELD_PRESETS) {
      expect(parseKeyFields(formatKeyFields(fields))).toEqual(fields);
    }
  });

  it('come back unchanged whatever they contain', () => {
    const field = fc.record(
      {
        name: fc.oneof(fc.string({ minLength: 1, maxLength: 30 }), fc.constantFrom('a [other]', '* /x/', '?', '卡;密')),
        role: fc.constantFrom(...KEY_FIELD_ROLES),
        isSecret: fc.boolean(),
        isOptional: fc.constant(true),
        pattern: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('a/ [secret] /b', '\n', '/')),
        minimumLength: fc.integer({ min: 1, max: 4096 }),
        maximumLength: fc.integer({ min: 1, max: 4096 }),
      },
      { requiredKeys: ['name', 'role', 'isSecret'] },
    );
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (fields) => {
        const read = parseKeyFields(formatKeyFields(fields));
        expect(read !== null && areSameKeyFields(read, fields)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
