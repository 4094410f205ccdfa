import type { PreparedRefusal } from './prepared-keys.ts';

/** More refused rows than this mean that the columns are wrong, not the rows; the contract says as many. */
const MOST_KEPT = 100_000;
/** Of sealed rows; they lie in memory until their workbook is written, and a row may be long. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** The first refused rows, up to both limits: what comes after one that has no room is left out too. */
export function createKeptRefusals() {
  const refusals: PreparedRefusal[] = [];
  let bytes = 0;
  let isFull = false;
  return {
    refusals,
    add(more: readonly PreparedRefusal[]): void {
      for (const refusal of more) {
        bytes += refusal.sealedRow?.length ?? 0;
        isFull ||= refusals.length >= MOST_KEPT || bytes > MOST_KEPT_BYTES;
        if (isFull) return;
        refusals.push(withOwnBytes(refusal));
      }
    },
  };
}

/** The bytes of a piece go with it; what is kept has its own. */
function withOwnBytes(refusal: PreparedRefusal): PreparedRefusal {
  return { ...refusal, sealedRow: refusal.sealedRow && Uint8Array.from(refusal.sealedRow) };
}
