import { createHash } from 'node:crypto';

/** Stands for a set of keys in the audit trail: the same keys in any order give the same digest. */
export function pairsDigest(pairMacs: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const mac of pairMacs.length === 1 ? pairMacs : pairMacs.toSorted(Buffer.compare)) hash.update(mac);
  return hash.digest('hex').slice(0, 32);
}
