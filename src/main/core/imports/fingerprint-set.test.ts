import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFingerprintSet } from './fingerprint-set.ts';

const fingerprint = (name: number): Uint8Array => createHash('sha256').update(String(name)).digest().subarray(0, 16);

describe('a set of fingerprints', () => {
  it('answers as a map does, however far it grows beyond what was expected', () => {
    const names = fc.array(fc.nat(400), { minLength: 300, maxLength: 600, size: 'max' });
    fc.assert(
      fc.property(names, fc.nat(200), (added, expected) => {
        const set = createFingerprintSet(expected);
        const map = new Map<number, number>();
        added.forEach((name, row) => {
          expect(set.add(fingerprint(name), row)).toBe(map.get(name) ?? null);
          if (!map.has(name)) map.set(name, row);
        });
        expect(set.size).toBe(map.size);
      }),
    );
  });

  it('knows a fingerprint that begins with zeros', () => {
    const zeros = new Uint8Array(16);
    const set = createFingerprintSet(16);
    expect(set.add(zeros, 7)).toBeNull();
    expect(set.add(zeros, 8)).toBe(7);
  });
});
