import { createHash } from 'node:crypto';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { generateStatement } from '../generate-statement.ts';

/** Two maps and one walk over the lines. */
export async function floor({ rows }: BenchRun): Promise<Measurement> {
  const { lines, entries } = generateStatement(rows);
  const startedAt = performance.now();
  const byExternalNumber = new Map<string, (typeof entries)[number]>();
  const byOurNumber = new Map<string, (typeof entries)[number]>();
  for (const entry of entries) {
    if (entry.externalNumber !== '') byExternalNumber.set(entry.externalNumber, entry);
    byOurNumber.set(entry.ourNumber, entry);
  }
  const pairs: string[] = [];
  for (const line of lines) {
    const isNumbered = line.externalNumber !== '';
    const entry = isNumbered ? byExternalNumber.get(line.externalNumber) : byOurNumber.get(line.ourNumber);
    if (!entry) continue;
    const difference = line.amount - entry.amount;
    pairs.push(`${line.id}=${entry.id} ${difference} ${isNumbered && difference === 0}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, rows, digest: createHash('sha256').update(pairs.sort().join('\n')).digest('hex') };
}
