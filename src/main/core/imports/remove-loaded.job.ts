import { removeMark } from '#core/card-keys/key-marks.repo.ts';
import { inTurns } from '#core/jobs/in-turns.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { iterateLoadedKeys, removeLoadedKey, removeRefusals } from './import-keys.job.repo.ts';
import { createWaitingMarks, MOST_WAITING } from './waiting-marks.ts';

export interface RemoveLoadedInput {
  readonly importId: ImportId;
  /** How many keys are taken away together; fewer only in tests. */
  readonly keysAtOnce?: number;
}

const CHECK_EVERY = 32;
const REFUSALS_PER_TURN = 500;

/**
 * Removes the keys and refused rows of an import that did not come to its end, in turns of the write queue. What keys are found by
 * goes in its own order, as it came (decision 0010): key by key, most of a minute would go by for every half million of them.
 */
export async function run({ importId, keysAtOnce = MOST_WAITING }: RemoveLoadedInput, thread: ThreadContext) {
  const keyIds = new Float64Array(keysAtOnce);
  for (;;) {
    const marksOfKeys = createWaitingMarks(keysAtOnce);
    let count = 0;
    for (const { id, pairMac, numberMac, secretMac, looseMac, numberTail } of iterateLoadedKeys(
      thread.readDb,
      importId,
    )) {
      const fingerprints = { pair: pairMac, number: numberMac, secret: secretMac, loose: looseMac };
      marksOfKeys.add({ keyId: id, fingerprints, numberTail });
      keyIds[count] = id;
      count += 1;
      if (count === keysAtOnce) break;
    }
    if (count === 0) break;
    for (const marks of marksOfKeys.inOrder()) {
      await inTurns(thread, marks.count, CHECK_EVERY, (tx, index) => {
        const { mark, keyId } = marks.at(index);
        removeMark(tx, marks.name, mark, keyId);
      });
    }
    await inTurns(thread, count, CHECK_EVERY, (tx, index) => removeLoadedKey(tx, keyIds[index] ?? 0));
  }
  while ((await thread.writeTurn((tx) => removeRefusals(tx, importId, REFUSALS_PER_TURN))) > 0);
  return null;
}
