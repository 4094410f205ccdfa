/** A count of keys that a sheet states of itself, as its rows go by. */
export interface StatedCount {
  readonly rowNumber: number;
  readonly stated: number;
  /** `合计：3张` counts what stands above it; a heading (`# 50元点卡 共3张`) promises what follows. */
  readonly isTotal: boolean;
  /** Rows with a key, accepted or not, above this one. */
  readonly keysBefore: number;
}

export interface BrokenCount {
  readonly rowNumber: number;
  readonly stated: number;
  /** Of the readings that the statement allows, the nearest. */
  readonly counted: number;
}

/**
 * The statements that no reading makes true. A total may count the keys since the one before it, or all above it; a
 * heading those up to the next heading, or the whole sheet, and at a sheet's end those above it. Either may count what came in
 * alone: what was refused may be a sentence between keys pasted from a chat.
 */
export function findBrokenCounts(
  stated: readonly StatedCount[],
  keyCount: number,
  acceptedCount = keyCount,
): BrokenCount[] {
  return stated.flatMap((count, index) => {
    if (count.stated === acceptedCount) return [];
    const counted = readingsOf(count, index, stated, keyCount).reduce((best, reading) =>
      Math.abs(reading - count.stated) < Math.abs(best - count.stated) ? reading : best,
    );
    return counted === count.stated ? [] : [{ rowNumber: count.rowNumber, stated: count.stated, counted }];
  });
}

function readingsOf(count: StatedCount, index: number, stated: readonly StatedCount[], keyCount: number): number[] {
  if (count.isTotal) {
    const before = stated.findLast((other, place) => place < index && other.isTotal && other.keysBefore > 0);
    return [count.keysBefore, count.keysBefore - (before?.keysBefore ?? 0), keyCount];
  }
  const next = stated.find((other, place) => place > index && !other.isTotal);
  return [(next?.keysBefore ?? keyCount) - count.keysBefore, keyCount, count.keysBefore];
}
