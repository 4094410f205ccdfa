import type { CardKeyId } from '../ids.ts';
import type { Money } from '../money/money.ts';

/** Keys from one id through another that share an amount. Ids between them that are no keys of the correction have none of it. */
export type ShareRun = readonly [from: CardKeyId, through: CardKeyId, share: Money];

/** A key of a receipt, in the order of ids; null: it takes no share. */
export interface KeyShare {
  readonly id: CardKeyId;
  readonly share: Money | null;
}

/**
 * The shares of many keys, written short: neighbours of the same share are one run. A key without a share ends its run, so that it
 * lies in none. `keys` must stand in the order of their ids.
 */
export function shareRuns(keys: readonly KeyShare[]): ShareRun[] {
  const runs: [CardKeyId, CardKeyId, Money][] = [];
  let isOpen = false;
  for (const { id, share } of keys) {
    const last = runs.at(-1);
    if (isOpen && last && last[2] === share) last[1] = id;
    else if (share !== null) runs.push([id, id, share]);
    isOpen = share !== null;
  }
  return runs;
}
