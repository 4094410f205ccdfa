import type { Context } from '#core/context.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { writeXlsx, type XlsxColumn } from '#core/spreadsheets/xlsx-writer.ts';
import { type SealKey, seal, unseal } from '#core/vault/seal.ts';
import type { PriceListRow } from '#shared/contract/price-lists.contract.ts';
import type { PriceListId } from '#shared/domain/ids.ts';
import { explainPriceRefusal } from '#shared/domain/purchasing/price-refusals.ts';

/** A row that was left out: what is kept of it is what a person needs to mend it. */
export interface RefusedPrice {
  readonly rowNumber: number;
  readonly text: string;
  readonly column: string;
  readonly reason: string;
}

const WORDS = {
  'zh-CN': { sheet: '未入账的行', columns: ['行号', '商品', '列', '原因', '处理办法'] },
  en: { sheet: 'Rows left out', columns: ['Row', 'Product', 'Column', 'Reason', 'What to do'] },
} as const;

export function refusedPrices(rows: readonly PriceListRow[]): RefusedPrice[] {
  return rows
    .filter(({ verdict }) => verdict === 'refused' || verdict === 'unknown')
    .map(({ rowNumber, text, column, reason }) => ({ rowNumber, text, column, reason: reason ?? '' }));
}

/** The rows of a price list that were left out, with what is wrong and what to do, in the shop's language. */
export function refusedPricesWorkbook(context: Context, title: string, rows: readonly RefusedPrice[]) {
  const { language, businessName, timeZone } = shopSettings(context.db);
  const words = WORDS[language];
  const widths = [8, 40, 16, 34, 50];
  const columns = words.columns.map(
    (header, index): XlsxColumn => ({ header, kind: index === 0 ? 'integer' : 'text', width: widths[index] ?? 20 }),
  );
  const cells = rows.map(({ rowNumber, text, column, reason }) => {
    const { what, remedy } = explainPriceRefusal(language, reason);
    return [rowNumber, text, column, what, remedy];
  });
  const sheets = [{ name: words.sheet, columns, rows: cells }];
  return writeXlsx({ title, creator: businessName, createdAt: context.now, language, timeZone, sheets });
}

export function sealRefusedPrices(keys: SealKey, id: PriceListId, rows: readonly RefusedPrice[]): Buffer {
  return seal(keys, ['price-list', id, 'refusals'], Buffer.from(JSON.stringify(rows), 'utf8'));
}

export function openRefusedPrices(keys: SealKey, id: PriceListId, sealed: Buffer): RefusedPrice[] {
  return JSON.parse(unseal(keys, ['price-list', id, 'refusals'], sealed).toString('utf8')) as RefusedPrice[];
}
