/*
 * Prices as people send them in a chat: one product a line with its price at the end, `Steam 充值卡 50 元 47.2`, `骏网50：45.5`,
 * `网易一卡通30 93折`. The names have spaces of their own, so spaces do not tell columns apart.
 */

const PRICE = String.raw`(?:[¥￥$€]\s?)?\d{1,7}(?:\.\d{1,8})?(?:元|块)?|\d{1,3}(?:\.\d{1,4})?\s?[折%]|[一二三四五六七八九]{1,2}折`;
const PRICED_LINE = new RegExp(String.raw`^(\S.*?)(?:\s*[:：=＝]\s*|\s+)(${PRICE})(?:[/每一][张个份枚])?$`, 'u');
/** A head of two names. */
const TWO_NAMES = /^([^\s\d]+)\s+([^\s\d]+)$/u;
/** `🔥`, `✅`, `●` around a line, as chats have them. */
const ORNAMENT = /^(?:\p{Extended_Pictographic}|\u{FE0F}|\u{200D}|[●•·▪◆★☆\s])$/u;
/** `1、`, `2.`, `(3)`: the number of a line in its list. */
const LIST_NUMBER = /^(?:\(\d{1,3}\)|\d{1,3}(?:[、)]|\.(?!\d)))\s*/u;
/** What tells columns apart by itself. */
const SEPARATED = /[\t|｜║,，;；]|----/;
/** So many of the filled lines must end with a price, else the text is left as it is. */
const LEAST_SHARE = 0.8;

/**
 * Sets a tab between the product and its price in each line that ends with a price, so that the name stays whole. Other lines
 * stay as they are; so does a text that has separators, or that is no list of prices.
 */
export function separatePrices(text: string): string {
  const lines = withoutListNumbers(text.split(/\r\n|\n|\r/).map(plainLine));
  const head = lines.findIndex((line) => line !== '');
  const isHead = (index: number): boolean => index === head && TWO_NAMES.test(lines[index] ?? '');
  const expected = lines.filter((line, index) => line !== '' && !isHead(index));
  const priced = expected.filter((line) => !SEPARATED.test(line) && PRICED_LINE.test(line));
  if (priced.length === 0 || priced.length < LEAST_SHARE * expected.length) return text;
  return lines.map((line, index) => line.replace(isHead(index) ? TWO_NAMES : PRICED_LINE, '$1\t$2')).join('\n');
}

/** Without what only decorates it, and with digits and marks of half width. */
function plainLine(line: string): string {
  const signs = [...line.normalize('NFKC')];
  const isWord = (sign: string): boolean => !ORNAMENT.test(sign);
  return signs.slice(Math.max(0, signs.findIndex(isWord)), signs.findLastIndex(isWord) + 1).join('');
}

/** Numbers of a list are taken off where every filled line but a head has one. */
function withoutListNumbers(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line !== '');
  const numbered = filled.filter((line) => LIST_NUMBER.test(line));
  const isList = numbered.length >= 2 && numbered.length >= filled.length - 1;
  return isList ? lines.map((line) => line.replace(LIST_NUMBER, '')) : lines;
}
