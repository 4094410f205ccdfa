import { createHash } from 'node:crypto';
import { type AccountEntry, matchStatement, type StatementLine } from '#shared/domain/reconciliation/matching.ts';
import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/match.ts';
import { generateStatement } from '../generate-statement.ts';

/** A statement with as many lines as our account has entries; most agree, some by number only. */
export const bench: Bench = {
  defaultRows: 100_000,
  limits: { ratio: 2 },
  async prepare() {},
  async ours({ rows }) {
    const { lines, entries } = generateStatement(rows);
    const startedAt = performance.now();
    const pairs = match(lines, entries);
    const seconds = (performance.now() - startedAt) / 1000;
    return { seconds, rows, digest: digestOf(pairs) };
  },
  floor,
};

function match(lines: readonly StatementLine[], entries: readonly AccountEntry[]): string[] {
  return matchStatement(lines, entries).map(
    ({ lineIds, entryIds, difference, confirmsByItself }) =>
      `${lineIds.join(',')}=${entryIds.join(',')} ${difference} ${confirmsByItself}`,
  );
}

export function digestOf(pairs: string[]): string {
  return createHash('sha256').update(pairs.sort().join('\n')).digest('hex');
}
