import { expect, it } from 'vitest';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { CommandRun } from './command.ts';
import { importSettingsOf } from './import-settings.ts';

function settingsOf(columns: KeySheetRole[], values: CommandRun['values'] = {}) {
  const sheet = { headerSignature: '', skuTexts: [] };
  const looked = { sketch: {}, sheet, columns, headerRowNumber: 1, read: {} };
  const given = { fileId: 'f', supplier: { id: 1, usualReceiptKind: 'purchase' }, looked, sku: { id: 1 } };
  return importSettingsOf(values, 'Asia/Shanghai', given as unknown as Parameters<typeof importSettingsOf>[2]);
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
