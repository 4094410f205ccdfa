/*
 * A column whose name is a quantity holds the price from that quantity on: `100张起`, `≥500`, `1-99`, `1000以上`, `500+`,
 * `满100`, `10 pcs+`, `100张`, `1千+`, `50≤数量<200`, `批发价(100起)`. What ends with a quantity (`100以下`, `<50`) begins with one.
 */

const UNIT = '(?:张|个|件|条|份|枚|套|卡|pcs|pieces?|units?)?';
/** Without any other sign a number is a quantity only beside such a word. */
const PIECES = '(?:张|个|件|枚|pcs|pieces?|units?)';
const TAIL = '(?:单价|价格?|报价|供货价|折扣|price)?';
const COUNT = '(\\d{1,9})([千万k])?';
const SHAPES: readonly RegExp[] = [
  new RegExp(`^(?:≥|>=|>|满|大于等于|from)${COUNT}${UNIT}(?:起|以上|及以上)?${TAIL}$`, 'i'),
  new RegExp(`^${COUNT}${UNIT}(?:起|起批|以上|及以上|\\+|up|ormore)${UNIT}${TAIL}$`, 'i'),
  new RegExp(`^${COUNT}${UNIT}(?:-|~|至|到|to)(?:\\d{1,9})[千万k]?${UNIT}${TAIL}$`, 'i'),
  new RegExp(`^${COUNT}(?:≤|<=)(?:数量|qty|quantity|x|n)?(?:<|≤|<=)\\d{1,9}[千万k]?${UNIT}${TAIL}$`, 'i'),
  new RegExp(`^${COUNT}${PIECES}${TAIL}$`, 'i'),
];
const UP_TO: readonly RegExp[] = [
  new RegExp(`^(?:<|≤|<=|小于|少于|不足)\\d{1,9}[千万k]?${UNIT}${TAIL}$`, 'i'),
  new RegExp(`^\\d{1,9}[千万k]?${UNIT}(?:以下|以内|及以下)${TAIL}$`, 'i'),
];
/** What stands before the quantity: `批发价(100起)`, `数量≥200`. */
const BEFORE = /^[^\d<>≥≤]*?(?:价格?|报价|数量|折扣?|price|quantity|qty|discount)(?=[\d<>≥≤满])/i;
const TIMES: Readonly<Record<string, number>> = { 千: 1000, k: 1000, 万: 10_000 };

/** The quantity from which the prices of a column of this name hold; null for any other name. */
export function tierOfColumnName(name: string): number | null {
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Z}\p{Cf}\s]/gu, '')
    .replace(/[–—−〜～]/g, '-')
    .replace(/\([^()\d]*\)/g, '')
    .replace(/[(),]/g, '')
    .replace(BEFORE, '');
  for (const shape of SHAPES) {
    const [, digits = '0', times = ''] = shape.exec(plain) ?? [];
    const quantity = Number(digits) * (TIMES[times.toLowerCase()] ?? 1);
    if (quantity > 0 && Number.isSafeInteger(quantity)) return quantity;
  }
  return UP_TO.some((shape) => shape.test(plain)) ? 1 : null;
}
