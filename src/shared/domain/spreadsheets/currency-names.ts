const CURRENCY_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:人民币|RMB|元|￥|¥)$/, 'CNY'],
  [/^(?:美元|美金|\$|US\$)$/, 'USD'],
  [/^(?:港币|港元|HK\$)$/, 'HKD'],
  [/^(?:新?台币|NT\$)$/, 'TWD'],
  [/^(?:日元|日圆|円)$/, 'JPY'],
  [/^(?:韩元|韩币|₩)$/, 'KRW'],
  [/^(?:欧元|€)$/, 'EUR'],
  [/^(?:英镑|£)$/, 'GBP'],
  [/^(?:里拉|土耳其里拉|₺)$/, 'TRY'],
  [/^(?:新加坡元|新币|S\$)$/, 'SGD'],
  [/^(?:澳元|澳币|A\$)$/, 'AUD'],
  [/^(?:加元|加币|C\$)$/, 'CAD'],
  [/^(?:(?:俄罗斯)?卢布|₽)$/, 'RUB'],
  [/^(?:印度卢比|₹)$/, 'INR'],
  [/^(?:泰铢|฿)$/, 'THB'],
  [/^(?:越南盾|₫)$/, 'VND'],
  [/^(?:马币|林吉特|令吉|RM)$/, 'MYR'],
  [/^(?:印尼盾|印尼卢比)$/, 'IDR'],
  [/^(?:菲律宾比索|₱)$/, 'PHP'],
  [/^(?:阿根廷比索)$/, 'ARS'],
  [/^(?:巴西雷亚尔|雷亚尔|R\$)$/, 'BRL'],
  [/^(?:乌克兰格里夫纳|格里夫纳|₴)$/, 'UAH'],
  [/^(?:波兰兹罗提|兹罗提)$/, 'PLN'],
];

/** The ISO code of a currency's code or name; null for a word that is neither. */
export function currencyOf(text: string): string | null {
  const plain = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(plain) && plain !== 'RMB') return plain;
  return currencyByName(plain);
}

/** The same of a name or sign alone: not every word of three letters is a code. */
export function currencyByName(text: string): string | null {
  const plain = text.trim().toUpperCase();
  return CURRENCY_NAMES.find(([pattern, code]) => pattern.test(plain) || code === plain)?.[1] ?? null;
}
