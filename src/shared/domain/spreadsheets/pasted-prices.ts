/*
 * Prices as people send them in a chat: one product a line with its price at the end, `Steam 充值卡 50 元 47.2`, `骏网50：45.5`,
 * `网易一卡通30 93折`. The names have spaces of their own, so spaces do not tell columns apart.
 */

const PRICE = String.raw`(?:[¥￥$€]\s?)?\d{1,7}(?:\.\d{1,8})?(?:元|块)?(?:\/[张个份])?|\d{1,3}(?:\.\d{1,4})?\s?[折%]|[一二三四五六七八九]{1,2}折`;
const PRICED_LINE = new RegExp(String.raw`^(\S.*?)(?:\s*[:：=＝]\s*|\s+)(${PRICE})$`, 'u');
/** A head of two names. */
const TWO_NAMES = /^([^\s\d]+)\s+([^\s\d]+)$/u;
/** What tells columns apart by itself. */
const SEPARATED = /[\t|｜║,，;；]|----/;
/** So many of the filled lines must end with a price, else the text is left as it is. */
const LEAST_SHARE = 0.8;

/**
 * Sets a tab between the product and its price in each line that ends with a price, so that the name stays whole. Other lines
 * stay as they are; so does a text that has separators, or that is no list of prices.
 */
export function separatePrices(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  const head = lines.findIndex((line) => line !== '');
  const isHead = (index: number): boolean => index === head && TWO_NAMES.test(lines[index] ?? '');
  const expected = lines.filter((line, index) => line !== '' && !isHead(index));
  const priced = expected.filter((line) => !SEPARATED.test(line) && PRICED_LINE.test(line));
  if (priced.length === 0 || priced.length < LEAST_SHARE * expected.length) return text;
  return lines.map((line, index) => line.replace(isHead(index) ? TWO_NAMES : PRICED_LINE, '$1\t$2')).join('\n');
}
