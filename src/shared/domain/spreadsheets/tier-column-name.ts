/*
 * A column whose name is a quantity holds the price from that quantity on: `100张起`, `≥500`, `1-99`, `1000以上`, `500+`,
 * `满100`, `10 pcs+`.
 */

const UNIT = '(?:张|个|件|条|份|枚|套|卡|pcs|pieces?|units?)?';
const TAIL = '(?:单价|价格?|报价|供货价|price)?';
const SHAPES: readonly RegExp[] = [
  new RegExp(`^(?:≥|>=|>|＞=?|满|大于等于|from)(\\d{1,9})${UNIT}(?:起|以上|及以上)?${TAIL}$`, 'i'),
  new RegExp(`^(\\d{1,9})${UNIT}(?:起|起批|以上|及以上|\\+|up|ormore)${UNIT}${TAIL}$`, 'i'),
  new RegExp(`^(\\d{1,9})${UNIT}(?:-|~|至|到|to)(?:\\d{1,9})${UNIT}${TAIL}$`, 'i'),
];

/** The quantity from which the prices of a column of this name hold; null for any other name. */
export function tierOfColumnName(name: string): number | null {
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Z}\p{Cf}\s]/gu, '')
    .replace(/[–—−〜～]/g, '-')
    .replace(/[()（）,]/g, '');
  for (const shape of SHAPES) {
    const quantity = Number(shape.exec(plain)?.[1] ?? 0);
    if (quantity > 0 && Number.isSafeInteger(quantity)) return quantity;
  }
  return null;
}
