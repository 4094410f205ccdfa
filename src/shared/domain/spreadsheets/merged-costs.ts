import type { Money } from '../money/money.ts';
import { normalizeColumnName } from './column-vocabulary.ts';

const NAMES_UNIT = /单|价|每|unit|price|each|per/;
const NAMES_SUM = /总|合|共|小计|total|sum|amount/;

/**
 * Whether a cost that is merged over several keys is what each of them costs; else it may be what they come to together. Its column
 * says so (`单价`, `unit cost`), or the face value in the same currency: what is more than half of it, and hardly more than it,
 * would be an unheard-of price for two keys.
 */
export function isMergedUnitCost(columnName: string, cost: Money, faceValue: Money | null): boolean {
  const name = normalizeColumnName(columnName);
  if (NAMES_SUM.test(name)) return false;
  if (NAMES_UNIT.test(name)) return true;
  return faceValue !== null && cost * 2 > faceValue && cost * 10 <= faceValue * 11;
}
