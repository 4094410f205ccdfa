/**
 * How many standard deviations lie below the share `probability` of a normal distribution (0.95 → 1.645). Peter
 * Acklam's rational approximation, relative error below 1.2e-9. Throws a RangeError outside of 0 … 1, ends excluded.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError('A probability lies between 0 and 1.');
  if (probability < TAIL) return tail(Math.sqrt(-2 * Math.log(probability)));
  if (probability > 1 - TAIL) return -tail(Math.sqrt(-2 * Math.log(1 - probability)));
  const centred = probability - 0.5;
  const square = centred * centred;
  return (centred * polynomial(CENTRE_TOP, square)) / (polynomial(CENTRE_BOTTOM, square) * square + 1);
}

const TAIL = 0.02425;
const CENTRE_TOP = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const CENTRE_BOTTOM = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
];
const TAIL_TOP = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];

function tail(distance: number): number {
  return polynomial(TAIL_TOP, distance) / (polynomial(TAIL_BOTTOM, distance) * distance + 1);
}

/** Horner's scheme, highest power first. */
function polynomial(coefficients: readonly number[], at: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * at + coefficient;
  return value;
}
