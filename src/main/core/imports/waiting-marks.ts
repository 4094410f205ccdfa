import type { MarkName } from '#core/card-keys/key-marks.repo.ts';
import { FINGERPRINT_BYTES } from '#core/card-keys/key-sealing.ts';
import type { PreparedKey } from './prepared-keys.ts';

/** So many keys' marks wait to be written together: 16 MiB. Half as many would change twice as many pages of the disk. */
export const MOST_WAITING = 2 ** 17;
const PREFIX_BYTES = 4;

/** Marks of one name in the order of themselves. */
export interface OrderedMarks {
  readonly name: MarkName;
  readonly count: number;
  at(place: number): { mark: Uint8Array; keyId: number };
}

/** What keys of an import that are in the database already are found by, until it is written, or taken away again. */
export interface WaitingMarks {
  readonly isFull: boolean;
  add(key: Pick<PreparedKey, 'keyId' | 'fingerprints' | 'numberTail'>): void;
  /** Everything that waits, name by name; each is good until the next is asked for. */
  inOrder(): Iterable<OrderedMarks>;
  clear(): void;
}

interface List {
  readonly name: MarkName;
  count: number;
  readonly keyIds: Float64Array;
  readonly bytes: Uint8Array;
  readonly lengths: Uint8Array;
}

function createList(name: MarkName, capacity: number): List {
  return {
    name,
    count: 0,
    keyIds: new Float64Array(capacity),
    // A number's tail is four characters at most, which is less than a fingerprint in UTF-8.
    bytes: new Uint8Array(capacity * FINGERPRINT_BYTES),
    lengths: new Uint8Array(capacity),
  };
}

/** `expectedKeys`: how many may come, so that a small sheet takes little memory; it may be wrong. */
export function createWaitingMarks(expectedKeys: number): WaitingMarks {
  const capacity = Math.min(MOST_WAITING, Math.max(64, expectedKeys));
  const pairs = createList('pair', capacity);
  const numbers = createList('number', capacity);
  const secrets = createList('secret', capacity);
  const looses = createList('loose', capacity);
  const tails = createList('tail', capacity);
  const lists = [pairs, numbers, secrets, looses, tails];
  const places = new Float64Array(capacity);
  const encoder = new TextEncoder();
  let keyCount = 0;

  function append(list: List, keyId: number, length: number): void {
    list.keyIds[list.count] = keyId;
    list.lengths[list.count] = length;
    list.count += 1;
  }

  function appendFingerprint(list: List, fingerprint: Uint8Array | null, keyId: number): void {
    if (!fingerprint) return;
    list.bytes.set(fingerprint, list.count * FINGERPRINT_BYTES);
    append(list, keyId, fingerprint.length);
  }

  function appendTail(tail: string, keyId: number): void {
    if (tail === '') return;
    const start = tails.count * FINGERPRINT_BYTES;
    const { written } = encoder.encodeInto(tail, tails.bytes.subarray(start, start + FINGERPRINT_BYTES));
    append(tails, keyId, written);
  }

  /** By their first bytes, which is order enough for pages to be met once; same ones as they came. */
  function ordered({ name, count, keyIds, bytes, lengths }: List): OrderedMarks {
    const order = places.subarray(0, count);
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
      name,
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
      appendFingerprint(pairs, fingerprints.pair, keyId);
      appendFingerprint(numbers, fingerprints.number, keyId);
      appendFingerprint(secrets, fingerprints.secret, keyId);
      appendFingerprint(looses, fingerprints.loose, keyId);
      appendTail(numberTail, keyId);
      keyCount += 1;
    },
    *inOrder() {
      for (const list of lists) yield ordered(list);
    },
    clear() {
      for (const list of lists) list.count = 0;
      keyCount = 0;
    },
  };
}
