import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { DemoGoods } from './demo-goods.ts';
import type { SeededRandom } from './seeded-random.ts';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A supplier's sheet for one lot, as csv: made-up keys of the SKU's build, each new whatever was made before. */
export function demoKeySheet(
  random: SeededRandom,
  goods: DemoGoods,
  lot: { readonly quantity: number; readonly serial: number; readonly expiresOn: string },
): Buffer {
  const hasNumber = goods.keyFields.length > 1;
  const lines = [hasNumber ? '卡号,卡密,有效期' : '卡密,有效期'];
  for (let index = 0; index < lot.quantity; index += 1) {
    const counter = (lot.serial * 10_000 + index).toString(36).toUpperCase().padStart(6, 'A');
    const secret = (random.text(ALPHABET, Math.max(goods.secretLength - 6, 3)) + counter).slice(-goods.secretLength);
    const number = `${random.whole(1000, 9999)}${String(lot.serial).padStart(5, '0')}${String(index).padStart(7, '0')}`;
    lines.push(hasNumber ? `${number},${secret},${lot.expiresOn}` : `${secret},${lot.expiresOn}`);
  }
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

/** How the sheet of {@link demoKeySheet} is read, each key at this cost. */
export function demoSheetSettings(goods: DemoGoods, unitCost: Money) {
  const hasNumber = goods.keyFields.length > 1;
  return {
    read: { encoding: 'utf-8', separator: ',' },
    headerRowNumber: 1,
    headerSignature: hasNumber ? '卡号|卡密|有效期' : '卡密|有效期',
    columns: hasNumber ? ['cardNumber', 'secret', 'expiresOn'] : ['secret', 'expiresOn'],
    cost: { by: 'unit', unitCost, perSku: [] },
    expiry: { by: 'column' },
  } satisfies Partial<ImportSettings>;
}
