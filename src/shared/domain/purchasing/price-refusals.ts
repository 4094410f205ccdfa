import { explainRefusal, type RefusalLanguage } from '../spreadsheets/refusal-explanation.ts';
import type { RefusalWords } from '../spreadsheets/refusal-words.ts';

const ZH: Readonly<Record<string, RefusalWords>> = {
  SKU_UNKNOWN: { what: '不知道是哪个 SKU', remedy: '在预览里给这个名称指定 SKU，以后会记住；我们没有的商品可以不管。' },
  PRODUCT_MISSING: { what: '没有商品名称', remedy: '补上商品名称或编码；分组标题可以不管。' },
  PRICE_MISSING: { what: '没有价格', remedy: '向供应商问价，或核对价格列选得对不对。' },
  PRICE_NEGATIVE: { what: '价格是负数', remedy: '核对价格列选得对不对，或请供应商改正。' },
  PRICE_ZERO: { what: '价格是 0', remedy: '向供应商问价；没有货的商品可以不管。' },
  FACE_VALUE_DIFFERS: {
    what: '面值和 SKU 的面值不一致',
    remedy: '核对编码或名称对应的 SKU，或请供应商改正；面值列不可信时，把它设为不用。',
  },
  PRICE_TWICE: { what: '同一个 SKU、同一档数量有两个价', remedy: '问清供应商以哪个为准，删掉另一行。' },
  PRICE_LIKE_DISCOUNT: {
    what: '价格比面值小得太多，像是折扣（0.95、9.5 都是 95 折）',
    remedy: '在表格上方说明它是折扣还是价格。',
  },
  QUANTITY_NOT_POSITIVE: { what: '数量不是正整数', remedy: '起订量、倍数、档位要写成 1 以上的整数。' },
  CURRENCY_UNKNOWN: { what: '不认识这个币种', remedy: '写成 CNY、USD 这样的三字代码，或“人民币”“美元”。' },
  CURRENCIES_DIFFER: { what: '同一行里有两种币种', remedy: '一行只能用一种币种，请供应商分开报价。' },
  NOT_AN_AMOUNT: {
    what: '价格不是数字',
    remedy: '改成数字；“电询”“缺货”请向供应商问价。分号分隔的文件里，1.250 要写成 1250 或 1,25。',
  },
  NOT_A_RATE: { what: '不是汇率', remedy: '写成 7.1234 这样的正数，最多八位小数。' },
  RATE_TWICE: { what: '同一天、同一币种有两个汇率', remedy: '留下一个，删掉另一行。' },
  NOT_IN_FUTURE: { what: '日期在今天之后', remedy: '汇率只能录到今天为止。' },
  OWN_CURRENCY: { what: '这是本店币种', remedy: '本店币种不需要汇率，这一行可以不管。' },
};

const EN: Readonly<Record<string, RefusalWords>> = {
  SKU_UNKNOWN: {
    what: 'Not known which SKU this is',
    remedy: 'Give this name a SKU in the preview, it is remembered; products you do not sell can be left.',
  },
  PRODUCT_MISSING: { what: 'No product name', remedy: 'Add the product’s name or code; headings can be left.' },
  PRICE_MISSING: { what: 'No price', remedy: 'Ask the supplier, or see whether the right price column is chosen.' },
  PRICE_NEGATIVE: { what: 'The price is negative', remedy: 'See whether the right price column is chosen.' },
  PRICE_ZERO: { what: 'The price is zero', remedy: 'Ask the supplier for the price; what is not sold can be left.' },
  FACE_VALUE_DIFFERS: {
    what: 'Another face value than the SKU has',
    remedy:
      'See which SKU this code or name stands for, or ask the supplier to correct it; leave the column out where it is not to be trusted.',
  },
  PRICE_TWICE: {
    what: 'Two prices for one SKU and quantity',
    remedy: 'Ask the supplier which one holds and remove the other row.',
  },
  PRICE_LIKE_DISCOUNT: {
    what: 'A price so far below the face value looks like a discount (0.95 and 9.5 are both 95 %)',
    remedy: 'Say above the rows whether it is a discount or a price.',
  },
  QUANTITY_NOT_POSITIVE: { what: 'Not a quantity above zero', remedy: 'Write quantities as whole numbers from 1 on.' },
  CURRENCY_UNKNOWN: { what: 'Unknown currency', remedy: 'Write a code of three letters such as CNY or USD.' },
  CURRENCIES_DIFFER: { what: 'Two currencies in one row', remedy: 'Ask for one currency per row.' },
  NOT_AN_AMOUNT: {
    what: 'The price is not a number',
    remedy:
      'Write a number, or ask the supplier for the price. In a file separated by semicolons write 1.250 as 1250 or 1,25.',
  },
  NOT_A_RATE: { what: 'Not an exchange rate', remedy: 'Write a number such as 7.1234, eight decimals at most.' },
  RATE_TWICE: { what: 'Two rates for one day and currency', remedy: 'Keep one and remove the other row.' },
  NOT_IN_FUTURE: { what: 'The day is after today', remedy: 'Rates can be entered up to today.' },
  OWN_CURRENCY: { what: 'The shop’s own currency', remedy: 'It needs no rate; the row can be left.' },
};

/** Says in words why a row of a price list or of a table of rates was left out, and what to do about it. */
export function explainPriceRefusal(language: RefusalLanguage, reason: string): RefusalWords {
  const own = (language === 'en' ? EN : ZH)[reason];
  if (own) return own;
  const { what, remedy } = explainRefusal(language, reason, {});
  return { what, remedy };
}
