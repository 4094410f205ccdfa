import { readAmountText } from './cell-amounts.ts';
import { isEmptyMark, plainValueText } from './cell-text.ts';
import { currencyByName, currencyOf } from './currency-names.ts';

/** Currencies that people write with a bare `$`, with `¥`, and with 元. */
const DOLLARS = new Set(['USD', 'HKD', 'TWD', 'SGD', 'AUD', 'CAD', 'NZD', 'MOP']);
const YENS = new Set(['CNY', 'JPY']);
const YUANS = new Set(['CNY', 'HKD', 'TWD', 'MOP', 'SGD']);

/**
 * Whether an amount as it is written, or the word of a currency column, names another currency than the account's.
 * What can mean several (`$`, `¥`, 元) is none of the others; a text that names no currency is the account's.
 */
export function namesOtherCurrency(text: string, accountCurrency: string): boolean {
  const plain = plainValueText(text);
  const named = currencyOf(plain) ?? currencyIn(plain);
  if (named === null || named === accountCurrency) return false;
  if (named === 'USD' && !/US|美/i.test(plain)) return !DOLLARS.has(accountCurrency);
  if (named === 'CNY' && !/RMB|CNY|人民币/i.test(plain)) {
    return !(/[元圆]/.test(plain) ? YUANS : YENS).has(accountCurrency);
  }
  return true;
}

/** The account's own currency in words that name none: `本币`, `本位币`. */
const OWN_WORDS = /^本位?币$/;

/**
 * The same of a cell that is there to name a currency, also where it names it twice (`人民币(元)`, `CNY/元`): a word that nobody
 * knows is not the account's either.
 */
export function cellNamesOtherCurrency(text: string, accountCurrency: string): boolean {
  const plain = plainValueText(text);
  if (isEmptyMark(plain)) return false;
  const parts = [plain, ...plain.replace(/^(人民币|RMB|CNY)(?=[元圆]$)/i, '$1 ').split(/[\s()/、,;:-]+/)];
  const [whole = '', ...words] = parts.filter((part) => part !== '');
  return isOther(whole, accountCurrency) && (words.length < 2 || words.some((word) => isOther(word, accountCurrency)));
}

function isOther(word: string, accountCurrency: string): boolean {
  if (OWN_WORDS.test(word)) return false;
  const isKnown = currencyOf(word) !== null || currencyIn(word) !== null;
  return !isKnown || namesOtherCurrency(word, accountCurrency);
}

/** `金额(USD)` says of the whole column what it is in; `金额(元)` is how any sheet calls it. */
export function headerNamesOtherCurrency(name: string, accountCurrency: string): boolean {
  const [, unit = ''] = /\(([^()]+)\)/.exec(plainValueText(name)) ?? [];
  return /^(?:[元圆¥]|万元)?$/.test(unit) ? false : namesOtherCurrency(unit, accountCurrency);
}

/**
 * What a column's name says its prices are in: `Unit price (USD)`, `价格/USD`, `美元价`; null where it names none. `元` alone is
 * how any sheet calls it, and signs that can mean `usual` do.
 */
export function currencyOfColumnName(name: string, usual: string): string | null {
  for (const word of plainValueText(name).split(/[\s()[\]【】/:;,、_-]+/)) {
    const unit = word.replace(/(?:单价|报价|价格|价)$/, '');
    if (/^(?:[元圆¥￥]|万元)?$/.test(unit)) continue;
    const named = currencyByName(unit) ?? currencyIn(unit);
    if (named !== null) return namesOtherCurrency(unit, usual) ? named : usual;
  }
  return null;
}

function currencyIn(plain: string): string | null {
  const digits = /\d/.test(plain) ? plain : `1 ${plain}`;
  const reading = readAmountText(digits);
  return reading.outcome === 'value' ? (reading.value.currency ?? null) : null;
}
