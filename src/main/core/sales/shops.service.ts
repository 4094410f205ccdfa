import { audit, type Context, write } from '#core/context.ts';
import { currentStockSku } from '#core/inventory/stock-skus.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { DeliveryTemplateRow, ShopRow } from '#shared/contract/sales.contract.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import { checkTemplate, renderDelivery } from '#shared/domain/sales/delivery-template.ts';
import {
  findShop,
  findShopByName,
  findTemplate,
  insertShop,
  readShops,
  readTemplates,
  updateShop,
  writeTemplate,
} from './shops.repo.ts';

export interface ShopInput {
  readonly name: string;
  readonly platform: string;
  readonly messageLimit: number;
}

/** Where the shop sells, and what it says when it delivers. */
export function createShopsService() {
  function fields(input: ShopInput) {
    return { ...input, name: input.name, nameKey: nameKey(input.name) };
  }

  return {
    list: (context: Context, input: { includesArchived: boolean }): ShopRow[] =>
      readShops(context.db).filter((shop) => input.includesArchived || !shop.isArchived),

    create(context: Context, input: ShopInput): Promise<{ id: ShopId }> {
      return write(context, ['shops'], (tx) => {
        const { name, platform, messageLimit } = input;
        const taken = findShopByName(tx, nameKey(name));
        if (taken) throw new Refusal('NAME_TAKEN', { id: taken });
        const id = insertShop(tx, fields({ name, platform, messageLimit }), context.now);
        audit(tx, context, { action: 'shops.create', subjectKind: 'shop', subjectId: id, details: { name } });
        return { id };
      });
    },

    edit(context: Context, input: ShopInput & { id: ShopId; isArchived: boolean }): Promise<{ id: ShopId }> {
      return write(context, ['shops'], (tx) => {
        const { id, name, platform, messageLimit, isArchived } = input;
        if (!findShop(tx, id)) throw notFound('shop', id);
        const taken = findShopByName(tx, nameKey(name));
        if (taken && taken !== id) throw new Refusal('NAME_TAKEN', { id: taken });
        updateShop(tx, id, fields({ name, platform, messageLimit }), isArchived);
        audit(tx, context, {
          action: 'shops.edit',
          subjectKind: 'shop',
          subjectId: id,
          details: { name, platform, messageLimit, isArchived },
        });
        return { id };
      });
    },

    templates(context: Context): DeliveryTemplateRow[] {
      return readTemplates(context.db).map(({ shopId, skuId, shopName, skuName, text, updatedAt }) => ({
        shopId: shopId === 0 ? null : (shopId as ShopId),
        shopName: shopName ?? '',
        skuId: skuId === 0 ? null : (skuId as SkuId),
        skuName: skuName ?? '',
        text,
        updatedAt,
      }));
    },

    setTemplate(
      context: Context,
      input: { shopId: ShopId | null; skuId: SkuId | null; text: string; seen?: string | null },
    ) {
      const problem = input.text === '' ? null : checkTemplate(input.text);
      if (problem) throw new Refusal('TEMPLATE_INVALID', { ...problem });
      return write(context, ['shops'], (tx) => {
        const { shopId, text } = input;
        const skuId = input.skuId && (currentStockSku(tx, input.skuId)?.id ?? input.skuId);
        const standing = findTemplate(tx, { shopId: shopId ?? 0, skuId: skuId ?? 0 });
        if (input.seen !== undefined && (standing?.text ?? null) !== input.seen) {
          throw new Refusal('CHANGED_MEANWHILE', { kind: 'template', revision: standing?.updatedAt ?? 0 });
        }
        writeTemplate(tx, { shopId: shopId ?? 0, skuId: skuId ?? 0, text, updatedAt: context.now });
        audit(tx, context, {
          action: 'shops.setTemplate',
          subjectKind: 'shop',
          subjectId: shopId,
          details: { skuId, length: text.length },
        });
        return {};
      });
    },

    previewTemplate(input: { text: string; messageLimit: number }) {
      const problem = checkTemplate(input.text);
      const { messages } = renderDelivery(input.text, SAMPLE_FACTS, SAMPLE_KEYS, input.messageLimit);
      return { messages, problem };
    },
  };
}

export type ShopsService = ReturnType<typeof createShopsService>;

const SAMPLE_FACTS = {
  orderNumber: '2026112100001',
  buyer: '张三',
  shopName: '示例店铺',
  skuName: '示例商品 100元',
  quantity: 2,
  day: '2026-11-21',
};
const SAMPLE_KEYS = ['0001', '0002'].map((tail) => ({
  fields: [
    { name: '卡号', value: `400612341234${tail}`, isSecret: false },
    { name: '卡密', value: `EXAMPLE-${tail}`, isSecret: true },
  ],
}));
