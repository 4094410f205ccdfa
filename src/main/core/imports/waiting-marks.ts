import { MARK_KIND } from '#core/card-keys/key-marks.repo.ts';
import { FINGERPRINT_BYTES } from '#core/card-keys/key-sealing.ts';
import type { PreparedKey } from './prepared-keys.ts';

/** So many keys' marks wait to be written together: 13 MiB. Half as many would change twice as many pages of the disk. */
const MOST_WAITING = 2 ** 17;
const PREFIX_BYTES = 4;

/** Marks of one kind in the order of themselves. */
export interface OrderedMarks {
  readonly kind: 'pair' | (typeof MARK_KIND)[keyof typeof MARK_KIND];
  readonly count: number;
  at(place: number): { mark: Uint8Array; keyId: number };
}

/** What keys of an import that are in the database already are to be found by, until it is written. */
export interface WaitingMarks {
  readonly isFull: boolean;
  add(key: PreparedKey): void;
  /** Everything that waits, kind by kind. Good until the next `add`. */
  inOrder(): OrderedMarks[];
  clear(): void;
}

/** `expectedKeys`: how many may come, so that a small sheet takes little memory; it may be wrong. */
export function createWaitingMarks(expectedKeys: number): WaitingMarks {
  const capacity = Math.min(MOST_WAITING, Math.max(64, expectedKeys));
  const lists = (['pair', ...Object.values(MARK_KIND)] as const).map((kind) => ({
    kind,
    count: 0,
    keyIds: new Float64Array(capacity),
    // A number's tail is four characters at most, which is less than a fingerprint in UTF-8.
    bytes: new Uint8Array(capacity * FINGERPRINT_BYTES),
    lengths: new Uint8Array(capacity),
  }));
  type List = (typeof lists)[number];
  const [pairs, numbers, secrets, looses, tails] = lists as [List, List, List, List, List];
  let keyCount = 0;

  function append(list: List, mark: Uint8Array | null, keyId: number): void {
    if (!mark || mark.length === 0) return;
    list.keyIds[list.count] = keyId;
    list.bytes.set(mark, list.count * FINGERPRINT_BYTES);
    list.lengths[list.count] = mark.length;
    list.count += 1;
  }

  /** By their first bytes, which is order enough for pages to be met once; same ones as they came. */
  function ordered({ kind, count, keyIds, bytes, lengths }: List): OrderedMarks {
    const order = new Float64Array(count);
    for (let index = 0; index < count; index += 1) {
      let prefix = 0;
      for (let byte = 0; byte < PREFIX_BYTES; byte += 1) {
        const isThere = byte < (lengths[index] ?? 0);
        prefix = prefix * 256 + (isThere ? (bytes[index * FINGERPRINT_BYTES + byte] ?? 0) : 0);
      }
      order[index] = prefix * capacity + index;
    }
    order.sort();
    return {
      kind,
      count,
      at(place) {
        const index = (order[place] ?? 0) % capacity;
        const start = index * FINGERPRINT_BYTES;
        return { mark: bytes.subarray(start, start + (lengths[index] ?? 0)), keyId: keyIds[index] ?? 0 };
      },
    };
  }

  return {
    get isFull() {
      return keyCount === capacity;
    },
    add({ keyId, fingerprints, numberTail }) {
      append(pairs, fingerprints.pair, keyId);
      append(numbers, fingerprints.number, keyId);
      append(secrets, fingerprints.secret, keyId);
      append(looses, fingerprints.loose, keyId);
      append(tails, Buffer.from(numberTail, 'utf8'), keyId);
      keyCount += 1;
    },
    inOrder: () => lists.map(ordered),
    clear() {
      for (const list of lists) list.count = 0;
      keyCount = 0;
    },
  };
}
