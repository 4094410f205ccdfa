import { deserialize, serialize } from 'node:v8';
import { FINGERPRINT_BYTES } from '#core/card-keys/key-sealing.ts';
import { releaseBytes } from '#core/jobs/release-bytes.ts';
import type { AmountSums, StatedAmount } from '#shared/domain/spreadsheets/stated-amounts.ts';
import type { StatedCount } from '#shared/domain/spreadsheets/stated-counts.ts';

export const FINGERPRINTS = ['pair', 'number', 'secret', 'loose'] as const;
export type FingerprintName = (typeof FINGERPRINTS)[number];

export interface PreparedRefusal {
  readonly rowNumber: number;
  readonly columnIndex: number | null;
  /** Which of the plan's SKUs the row is of; left out where it does not say. */
  readonly skuIndex?: number;
  /** What the row costs, in the supplier's currency; null where it does not say. */
  readonly cost: number | null;
  readonly reason: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  /** The row as it stood, sealed; null in a dry run. */
  readonly sealedRow: Uint8Array | null;
}

/** One key on its way to the database: judged, costed, dated and sealed. */
export interface PreparedKey {
  readonly rowNumber: number;
  readonly keyId: number;
  readonly skuIndex: number;
  readonly batchLabel: string;
  /** null where the lot's total is spread at the end. */
  readonly cost: number | null;
  readonly expiresOn: string;
  readonly numberTail: string;
  readonly fingerprints: Readonly<Record<FingerprintName, Uint8Array | null>>;
  /** null in a dry run and for history. */
  readonly sealed: Uint8Array | null;
}

/** A piece of a sheet after judgement, as it crosses from one job thread to the next. */
export interface PreparedKeys {
  readonly rowCount: number;
  readonly lastRowNumber: number;
  readonly keys: readonly PreparedKey[];
  readonly refused: readonly PreparedRefusal[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly warnings: Readonly<Record<string, number>>;
  /** Rows with SKU_UNKNOWN by what they say of their product. */
  readonly unknownSkuTexts: Readonly<Record<string, number>>;
  readonly stated: readonly StatedCount[];
  readonly statedAmounts: readonly StatedAmount[];
  /** Of the sheet's rows up to the end of this piece. */
  readonly amountsSoFar: AmountSums;
}

interface Packed extends Omit<PreparedKeys, 'keys'> {
  readonly rowNumbers: Uint32Array;
  readonly keyIds: Float64Array;
  readonly skuIndexes: Uint16Array;
  readonly costs: Float64Array;
  readonly labels: readonly string[];
  readonly labelIndexes: Uint16Array;
  readonly days: readonly string[];
  readonly dayIndexes: Uint16Array;
  readonly tails: string;
  readonly tailEnds: Uint32Array;
  /** A bit per fingerprint that a key has, from the first on. */
  readonly present: Uint8Array;
  readonly fingerprints: Uint8Array;
  readonly sealed: Uint8Array;
  readonly sealedEnds: Uint32Array;
}

/** Packs into one buffer of its own: columns instead of objects, so that crossing a thread costs next to nothing. */
export function packPreparedKeys(prepared: PreparedKeys): Uint8Array<ArrayBuffer> {
  const { keys, ...rest } = prepared;
  const count = keys.length;
  const width = FINGERPRINTS.length * FINGERPRINT_BYTES;
  const packed: Packed = {
    ...rest,
    rowNumbers: Uint32Array.from(keys, (key) => key.rowNumber),
    keyIds: Float64Array.from(keys, (key) => key.keyId),
    skuIndexes: Uint16Array.from(keys, (key) => key.skuIndex),
    costs: Float64Array.from(keys, (key) => key.cost ?? Number.NaN),
    ...indexed(keys, (key) => key.batchLabel, 'labels', 'labelIndexes'),
    ...indexed(keys, (key) => key.expiresOn, 'days', 'dayIndexes'),
    tails: keys.map((key) => key.numberTail).join(''),
    tailEnds: runningEnds(keys, (key) => key.numberTail.length),
    present: new Uint8Array(count),
    fingerprints: new Uint8Array(count * width),
    sealed: new Uint8Array(keys.reduce((sum, key) => sum + (key.sealed?.length ?? 0), 0)),
    sealedEnds: runningEnds(keys, (key) => key.sealed?.length ?? 0),
  };
  keys.forEach((key, index) => {
    FINGERPRINTS.forEach((name, position) => {
      const fingerprint = key.fingerprints[name];
      if (!fingerprint) return;
      packed.present[index] = (packed.present[index] ?? 0) | (1 << position);
      packed.fingerprints.set(fingerprint, index * width + position * FINGERPRINT_BYTES);
    });
    if (key.sealed) packed.sealed.set(key.sealed, index === 0 ? 0 : packed.sealedEnds[index - 1]);
  });
  const bytes = serialize(packed);
  releaseBytes(packed.fingerprints);
  releaseBytes(packed.sealed);
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

export function unpackPreparedKeys(bytes: Uint8Array): PreparedKeys {
  const packed = deserialize(bytes) as Packed;
  const width = FINGERPRINTS.length * FINGERPRINT_BYTES;
  const keys: PreparedKey[] = [];
  for (let index = 0; index < packed.rowNumbers.length; index += 1) {
    const fingerprintAt = (position: number): Uint8Array | null => {
      if (((packed.present[index] ?? 0) & (1 << position)) === 0) return null;
      const start = index * width + position * FINGERPRINT_BYTES;
      return packed.fingerprints.subarray(start, start + FINGERPRINT_BYTES);
    };
    const sealedStart = index === 0 ? 0 : (packed.sealedEnds[index - 1] ?? 0);
    const sealedEnd = packed.sealedEnds[index] ?? 0;
    const cost = packed.costs[index] ?? 0;
    keys.push({
      rowNumber: packed.rowNumbers[index] ?? 0,
      keyId: packed.keyIds[index] ?? 0,
      skuIndex: packed.skuIndexes[index] ?? 0,
      batchLabel: packed.labels[packed.labelIndexes[index] ?? 0] ?? '',
      cost: Number.isNaN(cost) ? null : cost,
      expiresOn: packed.days[packed.dayIndexes[index] ?? 0] ?? '',
      numberTail: packed.tails.slice(index === 0 ? 0 : packed.tailEnds[index - 1], packed.tailEnds[index]),
      fingerprints: {
        pair: fingerprintAt(0),
        number: fingerprintAt(1),
        secret: fingerprintAt(2),
        loose: fingerprintAt(3),
      },
      sealed: sealedEnd === sealedStart ? null : packed.sealed.subarray(sealedStart, sealedEnd),
    });
  }
  const { rowCount, lastRowNumber, refused, skipped, warnings, unknownSkuTexts } = packed;
  const { stated, statedAmounts, amountsSoFar } = packed;
  const counted = { rowCount, lastRowNumber, refused, skipped, warnings, unknownSkuTexts };
  return { ...counted, stated, statedAmounts, amountsSoFar, keys };
}

function indexed<Texts extends string, Indexes extends string>(
  keys: readonly PreparedKey[],
  read: (key: PreparedKey) => string,
  texts: Texts,
  indexes: Indexes,
): Record<Texts, string[]> & Record<Indexes, Uint16Array> {
  const places = new Map<string, number>();
  const result = new Uint16Array(keys.length);
  keys.forEach((key, index) => {
    const text = read(key);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    result[index] = place;
  });
  return { [texts]: [...places.keys()], [indexes]: result } as Record<Texts, string[]> & Record<Indexes, Uint16Array>;
}

function runningEnds(keys: readonly PreparedKey[], lengthOf: (key: PreparedKey) => number): Uint32Array {
  let end = 0;
  return Uint32Array.from(keys, (key) => {
    end += lengthOf(key);
    return end;
  });
}
