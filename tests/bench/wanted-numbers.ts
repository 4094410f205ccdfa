import { generateKeys } from '#tests/support/generate-sheets.ts';

const WANTED = 10_000;

/** Card numbers spread over a generated stock, one of ten of them unknown to it. */
export function wantedNumbers(rows: number, seed: number): string[] {
  const wanted: string[] = [];
  const step = Math.max(1, Math.floor(rows / WANTED));
  let index = 0;
  for (const { cardNumber } of generateKeys(rows, seed)) {
    if (index % step === 0 && wanted.length < WANTED) {
      wanted.push(wanted.length % 10 === 9 ? `9${cardNumber.slice(1)}` : cardNumber);
    }
    index += 1;
  }
  return wanted;
}
