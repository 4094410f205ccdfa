import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { PriceListRow } from '#shared/contract/price-lists.contract.ts';
import { formatMoneyPlain } from '#shared/domain/money/money.ts';
import { explainPriceRefusal } from '#shared/domain/purchasing/price-refusals.ts';
import type { PriceTier } from '#shared/domain/purchasing/price-tiers.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';

/** So many rows are told on the screen; `--json` has them all. */
const MOST_LINES = 100;

const WORDS = {
  'zh-CN': {
    row: '行',
    new: '新增',
    up: '涨价',
    down: '降价',
    terms: '改条件',
    unknown: '未知商品',
    refused: '拒绝',
    more: (count: number) => `  还有 ${count} 行,用 --json 看全部。`,
  },
  en: {
    row: 'row',
    new: 'new',
    up: 'up',
    down: 'down',
    terms: 'terms',
    unknown: 'unknown',
    refused: 'refused',
    more: (count: number) => `  and ${count} rows more; --json has them all.`,
  },
} as const;

/** What became of each row of a price list, one line each; rows that change nothing are left out. */
export function priceRowLines(rows: readonly PriceListRow[], language: HostLanguage): string[] {
  const words = WORDS[language];
  const told = rows.flatMap((row) => {
    const { verdict, rowNumber, text, skuCode, reason } = row;
    if (verdict === 'same') return [];
    const name = skuCode === '' ? text : skuCode;
    return [`  ${words.row} ${rowNumber} · ${words[verdict]} · ${name} · ${saidOf(row, reason, language)}`];
  });
  const beyond = told.length - MOST_LINES;
  return beyond > 0 ? [...told.slice(0, MOST_LINES), words.more(beyond)] : told;
}

/** What is said of a row in the window, said by an option here. */
const OPTIONS: Readonly<Record<string, Readonly<Record<HostLanguage, string>>>> = {
  PRICE_LIKE_DISCOUNT: {
    'zh-CN': '用 --small-prices 说明它是折扣还是价格。',
    en: 'Say by --small-prices whether it is a discount or a price.',
  },
};

function saidOf({ before, after, currency }: PriceListRow, reason: string | null, language: HostLanguage): string {
  if (reason !== null) {
    const { what, ...said } = explainPriceRefusal(language, reason);
    const remedy = OPTIONS[reason]?.[language] ?? said.remedy;
    return language === 'zh-CN' ? `${what}。${remedy}` : `${what}. ${remedy}`;
  }
  const now = `${tiersOf(after)} ${currency}`;
  return before === null ? now : `${tiersOf(before.tiers)} ${before.currency} → ${now}`;
}

function tiersOf(tiers: readonly PriceTier[]): string {
  return tiers
    .map(({ fromQuantity, unitPrice, discount }) => {
      const price = unitPrice === null ? `${((discount ?? 0) * 100) / RATE_SCALE}%` : formatMoneyPlain(unitPrice);
      return fromQuantity === 1 ? price : `≥${fromQuantity} ${price}`;
    })
    .join(', ');
}
