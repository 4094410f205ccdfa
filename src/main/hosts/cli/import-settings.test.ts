import { expect, it } from 'vitest';
import type { FileId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { CommandRun } from './command.ts';
import { importSettingsOf } from './import-settings.ts';

function settingsOf(columns: KeySheetRole[], values: CommandRun['values'] = {}) {
  const looked = { sheet: { headerSignature: '', skuTexts: [] }, columns, headerRowNumber: 1, read: {} };
  const supplier = { id: 1 as SupplierId, usualReceiptKind: 'purchase' as const };
  const sku = { id: 1 as SkuId, shelfLifeDays: null };
  return importSettingsOf(values, 'Asia/Shanghai', { fileId: 'sheet' as FileId, supplier, looked, sku });
}

it('takes costs from the sheet where it has a column of costs or of discounts', () => {
  const known = { settings: { cost: { by: 'column' } }, isCostUnknown: false };
  expect(settingsOf(['cardNumber', 'secret', 'unitCost'])).toMatchObject(known);
  expect(settingsOf(['cardNumber', 'secret', 'discount'])).toMatchObject(known);
  expect(settingsOf(['cardNumber', 'secret'])).toMatchObject({ isCostUnknown: true });
});

it('asks what costs like discounts are, unless it is told', () => {
  expect(settingsOf(['secret']).settings.smallCosts).toBe('refuse');
  expect(settingsOf(['secret'], { 'small-costs': 'discount' }).settings.smallCosts).toBe('discount');
  expect(() => settingsOf(['secret'], { 'small-costs': 'half' })).toThrow();
});
