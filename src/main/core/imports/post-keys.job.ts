import { unknownIssued } from '#core/backup/unknown-issued.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { createDuplicateFinder } from './duplicate-finder.ts';
import type { PostKeysInput } from './import-plan.ts';
import { resealKeyAsRow } from './import-sealing.ts';
import { createTally, type ImportTally } from './import-tally.ts';
import { createKeyWriter } from './key-writer.ts';
import { type PreparedKey, type PreparedRefusal, unpackPreparedKeys } from './prepared-keys.ts';

/**
 * The last of an import's three stations (isolate, preparation, this): finds duplicates, and writes keys into batches that
 * are loading, in turns of the write queue. In a dry run it only counts. Posting is the core's: one small transaction.
 */
export async function run(input: PostKeysInput, thread: ThreadContext): Promise<ImportTally> {
  const { plan } = input;
  const tally = createTally(plan, input.totalToAllocate);
  const duplicates = createDuplicateFinder(thread.readDb, plan);
  const isIssued = createIssuedTest(thread, input);
  const writer = plan.isDryRun ? null : createKeyWriter(thread, input, isIssued);

  for await (const bytes of thread.chunks()) {
    const prepared = unpackPreparedKeys(bytes);
    const fresh: PreparedKey[] = [];
    const refused: PreparedRefusal[] = [...prepared.refused];
    for (const key of prepared.keys) {
      const finding = duplicates.check(key);
      if (finding.refusal) {
        refused.push({
          ...finding.refusal,
          sealedRow: writer || plan.keepsRefused ? resealKeyAsRow(thread.keys(), plan, key) : null,
        });
        continue;
      }
      tally.accept(key, isIssued(key) ? [...finding.warnings, 'ISSUED_BEFORE'] : finding.warnings);
      fresh.push(key);
    }
    tally.add(prepared, refused);
    await writer?.write(fresh, refused);
    thread.progress(prepared.lastRowNumber, plan.expectedRows);
  }
  const groups = (await writer?.finish(tally)) ?? [];
  return tally.result(groups, writer === null || plan.exchange !== null ? input.totalToAllocate : null);
}

/**
 * Tells the keys that went out in a time which a restore has taken out of the books: they come in as quarantined, and are not sold
 * again by themselves. History is never sold.
 */
function createIssuedTest({ readDb }: ThreadContext, { plan }: PostKeysInput): (key: PreparedKey) => boolean {
  const issued = plan.isHistory ? new Set<string>() : unknownIssued(readDb);
  if (issued.size === 0) return () => false;
  return ({ fingerprints: { pair } }) => pair !== null && issued.has(Buffer.from(pair).toString('base64'));
}
