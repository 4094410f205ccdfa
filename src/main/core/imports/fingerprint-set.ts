/**
 * A set of keyed fingerprints by their first eight bytes, with a whole number each: 1 000 000 take 13 MB with a row number,
 * 10 MB with a small one, where a Set of strings would take ten times that. Two different fingerprints agree in eight bytes
 * once in 10^19 pairs; whoever acts on a hit asks the database for the whole one.
 */
export interface FingerprintSet {
  readonly size: number;
  /** Adds a fingerprint; answers the value it was added with before, or null when it is new. */
  add(fingerprint: Uint8Array, value: number): number | null;
}

const FULL_SHARE = 0.9;
/** Doubling would take a third more while the old ones are still held, and leave half of the new ones free. */
const GROWTH = 1.5;
const TWO_TO_32 = 2 ** 32;

/** What a value may be: any row number, or one of -128 to 127 in a quarter of the memory. */
type Values = typeof Int32Array | typeof Int8Array;

export function createFingerprintSet(expected = 1024, Values: Values = Int32Array): FingerprintSet {
  let capacity = Math.ceil(Math.max(expected, 16) / FULL_SHARE);
  let high = new Uint32Array(capacity);
  let low = new Uint32Array(capacity);
  let values = new Values(capacity);
  let size = 0;

  /** The place of a fingerprint, or of the free one where it belongs. Zero halves mark a free place. */
  function placeOf(highPart: number, lowPart: number): number {
    // A keyed fingerprint is as good as random, so its first half spreads over any capacity by proportion.
    let place = Math.floor((highPart / TWO_TO_32) * capacity);
    while ((high[place] !== 0 || low[place] !== 0) && (high[place] !== highPart || low[place] !== lowPart)) {
      place = place + 1 === capacity ? 0 : place + 1;
    }
    return place;
  }

  function grow(): void {
    const [oldHigh, oldLow, oldValues] = [high, low, values];
    capacity = Math.ceil(capacity * GROWTH);
    high = new Uint32Array(capacity);
    low = new Uint32Array(capacity);
    values = new Values(capacity);
    for (let index = 0; index < oldHigh.length; index += 1) {
      const [highPart = 0, lowPart = 0] = [oldHigh[index], oldLow[index]];
      if (highPart === 0 && lowPart === 0) continue;
      const place = placeOf(highPart, lowPart);
      high[place] = highPart;
      low[place] = lowPart;
      values[place] = oldValues[index] ?? 0;
    }
  }

  return {
    get size() {
      return size;
    },
    add(fingerprint, value) {
      const highPart = readUint32(fingerprint, 0);
      const lowPart = readUint32(fingerprint, 4) || 1;
      const place = placeOf(highPart, lowPart);
      if (high[place] !== 0 || low[place] !== 0) return values[place] ?? 0;
      high[place] = highPart;
      low[place] = lowPart;
      values[place] = value;
      size += 1;
      if (size > capacity * FULL_SHARE) grow();
      return null;
    },
  };
}

function readUint32(bytes: Uint8Array, offset: number): number {
  return (
    (((bytes[offset] ?? 0) << 24) |
      ((bytes[offset + 1] ?? 0) << 16) |
      ((bytes[offset + 2] ?? 0) << 8) |
      (bytes[offset + 3] ?? 0)) >>>
    0
  );
}
