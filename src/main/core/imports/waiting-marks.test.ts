import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PreparedKey } from './prepared-keys.ts';
import { createWaitingMarks, type OrderedMarks, type WaitingMarks } from './waiting-marks.ts';

const CAPACITY = 100;

function preparedKey(keyId: number, { number, tail }: { number: Uint8Array | null; tail: string }): PreparedKey {
  return {
    rowNumber: keyId,
    keyId,
    skuIndex: 0,
    batchLabel: '',
    cost: 0,
    expiresOn: '9999-12-31',
    numberTail: tail,
    fingerprints: { pair: randomBytes(16), number, secret: randomBytes(16), loose: randomBytes(16) },
    sealed: null,
  };
}

interface ReadMark {
  readonly mark: string;
  readonly keyId: number;
}

function read(marks: OrderedMarks): ReadMark[] {
  return Array.from({ length: marks.count }, (_, place) => {
    const { mark, keyId } = marks.at(place);
    return { mark: Buffer.from(mark).toString('hex'), keyId };
  });
}

/** One name after the other, as they are good for so long only. */
function readAll(waiting: WaitingMarks): Map<OrderedMarks['name'], ReadMark[]> {
  return new Map(Array.from(waiting.inOrder(), (marks) => [marks.name, read(marks)]));
}

const hex = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('hex');

describe('marks that wait', () => {
  it('come back each with its key, in the order of themselves', () => {
    const keys = Array.from({ length: CAPACITY }, (_, index) =>
      preparedKey(1_000 + index, {
        number: index % 3 === 0 ? null : randomBytes(16),
        tail: index % 2 === 0 ? '' : '0042',
      }),
    );
    const waiting = createWaitingMarks(CAPACITY);
    for (const key of keys) {
      expect(waiting.isFull).toBe(false);
      waiting.add(key);
    }
    expect(waiting.isFull).toBe(true);
    const ordered = readAll(waiting);

    for (const name of ['pair', 'number', 'secret', 'loose'] as const) {
      const held = keys.filter((key) => key.fingerprints[name]);
      const expected = held.map((key) => ({ mark: hex(key.fingerprints[name]), keyId: key.keyId }));
      expect(ordered.get(name)).toEqual(expected.sort((left, right) => (left.mark < right.mark ? -1 : 1)));
    }
    const tailed = keys.filter(({ numberTail }) => numberTail !== '').map(({ keyId }) => ({ mark: '30303432', keyId }));
    expect(ordered.get('tail')).toEqual(tailed);
  });

  it('hold a tail of any four characters whole', () => {
    const waiting = createWaitingMarks(1);
    waiting.add(preparedKey(7, { number: null, tail: '卡号甲乙' }));
    waiting.add(preparedKey(8, { number: null, tail: 'é' }));
    const tails = readAll(waiting).get('tail') ?? [];
    expect(tails.map(({ mark }) => Buffer.from(mark, 'hex').toString('utf8'))).toEqual(['é', '卡号甲乙']);
  });

  it('are gone once they are cleared', () => {
    const waiting = createWaitingMarks(CAPACITY);
    waiting.add(preparedKey(1, { number: randomBytes(16), tail: '0001' }));
    waiting.clear();
    expect(Array.from(waiting.inOrder(), ({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  });
});
