import type { ReadDb } from '#core/db/connection.ts';
import { isSameLot } from '#shared/domain/imports/same-lot.ts';
import { createFingerprintSet, type FingerprintSet } from './fingerprint-set.ts';
import { allFingerprints, type FirstHolder, findHolder, heldPairCount } from './import-keys.job.repo.ts';
import type { ImportPlan } from './import-plan.ts';
import type { PreparedKey, PreparedRefusal } from './prepared-keys.ts';

export interface DuplicateFinding {
  readonly refusal: Omit<PreparedRefusal, 'sealedRow'> | null;
  readonly warnings: readonly string[];
}

/** From this many rows on, every fingerprint ever held is read into memory once instead of being asked for row by row. */
const BULK_ROWS = 5_000;
const HELD_BEFORE = -1;
const NOTHING: DuplicateFinding = { refusal: null, warnings: [] };

type SetName = 'pair' | 'number' | 'secret' | 'loose';
/** A refusal names the row that came first; a warning only says that there was one. */
const NAMES_FIRST_ROW: Record<SetName, boolean> = { pair: true, number: false, secret: true, loose: false };
const IN_THIS_SHEET = 1;

/**
 * Finds keys that come a second time, inside the sheet and against every key ever held: the same pair is a duplicate (also
 * with number and secret in each other's columns); so is the same secret alone, unless the SKU has short PINs. A number that
 * comes again, or text that differs only in case, spaces or dashes, is a warning.
 */
export function createDuplicateFinder(db: ReadDb, plan: ImportPlan) {
  const isBulk = plan.expectedRows >= BULK_ROWS;
  const expectedCount = plan.expectedRows + (isBulk ? heldPairCount(db) : 0);
  const sets: Record<SetName, FingerprintSet> = {
    pair: openSet('pair'),
    number: openSet('number'),
    secret: openSet('secret'),
    loose: openSet('loose'),
  };

  function openSet(name: SetName): FingerprintSet {
    const set = createFingerprintSet(expectedCount, NAMES_FIRST_ROW[name] ? Int32Array : Int8Array);
    if (isBulk) for (const fingerprint of allFingerprints(db, name)) set.add(fingerprint, HELD_BEFORE);
    return set;
  }

  /**
   * The row of this sheet (for a warning only that there is one), or the holder, that had a fingerprint before; null for
   * neither. Notes it for later rows.
   */
  function find(name: SetName, fingerprint: Uint8Array | null, rowNumber: number): number | FirstHolder | null {
    if (!fingerprint) return null;
    const before = sets[name].add(fingerprint, NAMES_FIRST_ROW[name] ? rowNumber : IN_THIS_SHEET);
    if (before !== null && before !== HELD_BEFORE) return before;
    if (isBulk && before === null) return null;
    return findHolder[name](db, fingerprint);
  }

  return {
    check(key: PreparedKey): DuplicateFinding {
      const { fingerprints, rowNumber } = key;
      const pair = find('pair', fingerprints.pair, rowNumber);
      if (pair !== null) return { refusal: refusalOf(plan, key, pair, null), warnings: [] };
      const sku = plan.skus[key.skuIndex];
      const secret = find('secret', fingerprints.secret, rowNumber);
      if (secret !== null && !sku?.allowsShortPin) {
        return { refusal: refusalOf(plan, key, secret, 'SAME_SECRET'), warnings: [] };
      }
      const number = find('number', fingerprints.number, rowNumber);
      const loose = find('loose', fingerprints.loose, rowNumber);
      if (number === null && loose === null) return NOTHING;
      return {
        refusal: null,
        warnings: [
          ...(number === null ? [] : ['NUMBER_SEEN_BEFORE']),
          ...(loose === null ? [] : ['LOOKS_LIKE_ANOTHER']),
        ],
      };
    },
  };
}

function refusalOf(
  plan: ImportPlan,
  key: PreparedKey,
  first: number | FirstHolder,
  reason: string | null,
): Omit<PreparedRefusal, 'sealedRow'> {
  const base = {
    rowNumber: key.rowNumber,
    columnIndex: null,
    skuIndex: key.skuIndex,
    cost: key.cost === 0 ? null : key.cost,
  };
  if (typeof first === 'number') {
    return { ...base, reason: reason ?? 'DUPLICATE_IN_FILE', detail: { firstRowNumber: first } };
  }
  const { supplierId, externalNumber } = plan;
  const isReSent = isSameLot(
    { ...first, externalNumber: first.externalNumber ?? '' },
    { supplierId, externalNumber, batchLabel: key.batchLabel },
  );
  const detail = {
    supplierName: first.supplierName,
    importNumber: first.importNumber,
    externalNumber: first.externalNumber,
    receivedOn: first.receivedOn,
    batchLabel: first.batchLabel,
    state: first.state,
  };
  return { ...base, reason: reason ?? (isReSent ? 'RE_SENT' : 'RESOLD'), detail };
}
