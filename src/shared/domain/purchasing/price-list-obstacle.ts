/** What a price list would change, counted by rows. */
export interface PriceListChanges {
  readonly new: number;
  readonly up: number;
  readonly down: number;
  readonly terms: number;
}

/** Why a price list is not posted as a whole; null where it is. */
export function priceListObstacle({ new: fresh, up, down, terms }: PriceListChanges): 'NOTHING_TO_POST' | null {
  return fresh + up + down + terms === 0 ? 'NOTHING_TO_POST' : null;
}
