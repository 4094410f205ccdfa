import { hash } from 'node:crypto';

/** Stands for a set of keys in the audit trail: the same keys in any order give the same digest. */
export function pairsDigest(pairMacs: readonly Buffer[]): string {
  const [only, ...others] = pairMacs;
  const bytes = only && others.length === 0 ? only : Buffer.concat(pairMacs.toSorted(Buffer.compare));
  return hash('sha256', bytes, 'hex').slice(0, 32);
}
