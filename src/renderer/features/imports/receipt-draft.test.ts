import { describe, expect, it } from 'vitest';
import type { FileId, PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  type ChosenSheet,
  discountRate,
  draftLike,
  missingParts,
  newReceiptDraft,
  type ReceiptDraft,
  settingsOf,
  withSupplier,
} from './receipt-draft.ts';

const SKU = 7 as SkuId;

function chosen(columns: readonly KeySheetRole[], skuTexts: ChosenSheet['sheet']['skuTexts'] = []): ChosenSheet {
  const sheet: ChosenSheet['sheet'] = {
    name: 'Sheet1',
    visibility: 'visible',
    rowCount: 3,
    hiddenRowCount: 0,
    headerRowNumber: 1,
    headerSignature: 'a|b',
    columns: [],
    statusWords: [],
    skuTexts,
    remembered: null,
  };
  return { fileId: 'file-0001' as FileId, read: {}, sheet, columns };
}

function draft(change: Partial<ReceiptDraft> = {}): ReceiptDraft {
  return {
    ...newReceiptDraft('2026-11-21' as Day),
    supplierId: 3 as SupplierId,
    skuId: SKU,
    unitCost: money(475_000),
    ...change,
  };
}

describe('a typed discount', () => {
  it('means the same as 95, 9.5, 95折, 95% and 0.95', () => {
    for (const typed of ['95', '9.5', '95折', '9.5折', '95%', '0.95', ' 95 ']) {
      expect(discountRate(typed), typed).toBe(95_000_000);
    }
  });

  it('is nothing where it cannot be read', () => {
    for (const typed of ['', 'x', '-3', '0']) expect(discountRate(typed), typed).toBeNull();
  });
});

describe('what is missing from a receipt', () => {
  it('is named part by part', () => {
    const empty = newReceiptDraft('2026-11-21' as Day);
    expect(missingParts(empty, chosen(['ignore']))).toEqual(['keyColumn', 'supplier', 'sku', 'unitCost']);
    expect(settingsOf(empty, chosen(['secret']))).toBeNull();
  });

  it('is no cost where the sheet has one, nor for history', () => {
    const withoutCost = draft({ unitCost: null });
    expect(missingParts(withoutCost, chosen(['cardNumber', 'secret', 'unitCost']))).toEqual([]);
    expect(missingParts({ ...withoutCost, receiptKind: 'history' }, chosen(['cardNumber', 'secret']))).toEqual([]);
  });
});

describe('the settings of a receipt', () => {
  it('take the sheet by its name, and cost and expiry from its columns where it has them', () => {
    const settings = settingsOf(draft(), chosen(['cardNumber', 'secret', 'discount', 'expiresOn']));
    expect(settings).toMatchObject({
      read: { sheet: 'Sheet1' },
      sku: { by: 'one', skuId: SKU },
      cost: { by: 'column' },
      expiry: { by: 'column' },
    });
  });

  it('know products of the sheet unless the person took them back', () => {
    const texts = [
      { text: '50', count: 2, skuId: SKU, skuName: 'A' },
      { text: '100', count: 1, skuId: 8 as SkuId, skuName: 'B' },
    ];
    const settings = settingsOf(draft({ assignments: { '100': null } }), chosen(['secret', 'faceValue'], texts));
    expect(settings?.sku).toEqual({ by: 'column', assignments: [{ text: '50', skuId: SKU }] });
  });

  it('post nothing to the account for gifts and replacements', () => {
    const gift = settingsOf(draft({ receiptKind: 'gift', amountCharged: money(1) }), chosen(['secret']));
    expect(gift).toMatchObject({ settlement: 'none', amountCharged: null });
  });

  it('are for the next file as for this one, but for what its rows asked', () => {
    const asked = draft({ acceptedInvisible: [0x200b], acceptsBrokenTotals: true, amountCharged: money(5) });
    expect(draftLike(asked)).toMatchObject({
      skuId: SKU,
      acceptedInvisible: [],
      acceptsBrokenTotals: false,
      amountCharged: null,
    });
  });
});

describe('choosing a supplier', () => {
  const consigning = { id: 5 as SupplierId, usualReceiptKind: 'consignment' } as const;
  const prepaid = { id: 6 as SupplierId, usualReceiptKind: 'purchase' } as const;

  it('makes the receipt what their keys usually are, so that consigned ones are not owed on arrival', () => {
    const first = { ...draft(), ...withSupplier(draft(), consigning) };
    expect(first).toMatchObject({ supplierId: 5, receiptKind: 'consignment', claimedKeyIds: [] });
    expect(settingsOf(first, chosen(['cardNumber', 'secret']))).toMatchObject({ settlement: 'none' });
    expect(withSupplier(first, prepaid)).toMatchObject({ supplierId: 6, receiptKind: 'purchase' });
  });

  it('leaves what the person said themselves', () => {
    expect(withSupplier(draft({ receiptKind: 'gift' }), consigning)).toEqual({
      supplierId: 5,
      claimedKeyIds: [],
      purchaseOrder: null,
    });
    expect(withSupplier(draft(), null)).toMatchObject({ supplierId: null, claimedKeyIds: [] });
  });

  it('keeps an order of this supplier and lets go of another one’s', () => {
    const ordered = draft({ supplierId: prepaid.id, purchaseOrder: { id: 3 as PurchaseOrderId, revision: 2 } });
    expect(withSupplier(ordered, prepaid).purchaseOrder).toEqual({ id: 3, revision: 2 });
    expect(withSupplier(ordered, consigning).purchaseOrder).toBeNull();
  });
});

describe('an order that the receipt does not answer', () => {
  it('is not sent, nor is what was refused recorded against it, when the keys are a gift', () => {
    const ordered = { purchaseOrder: { id: 3 as PurchaseOrderId, revision: 2 }, recordsRefused: true };
    expect(settingsOf(draft(ordered), chosen(['cardNumber', 'secret']))).toMatchObject(ordered);
    expect(settingsOf(draft({ ...ordered, receiptKind: 'gift' }), chosen(['cardNumber', 'secret']))).toMatchObject({
      purchaseOrder: null,
      recordsRefused: false,
    });
  });
});
