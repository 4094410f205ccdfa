import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { DEMO_GOODS } from './demo-goods.ts';
import { DEMO_SHOPS, DEMO_SUPPLIERS } from './demo-partners.ts';
import { type DemoWorld, yuan } from './demo-world.ts';

/** Suppliers, SKUs, shops and delivery texts, made on the shop's first day. */
export async function foundShop(world: Omit<DemoWorld, 'suppliers' | 'skus' | 'shops'>): Promise<DemoWorld> {
  const { client, commandId } = world.demo;
  const suppliers = new Map<string, SupplierId>();
  for (const { contact, ...supplier } of DEMO_SUPPLIERS) {
    const closingDay = supplier.code === 'HQBC' ? 25 : 31;
    const contacts = [{ ...contact, phone: '', note: '' }];
    const made = await client.suppliers.create({
      commandId: commandId(),
      currency: 'CNY',
      closingDay,
      contacts,
      ...supplier,
    });
    suppliers.set(supplier.code, made.id);
  }
  const skus = new Map<string, SkuId>();
  for (const goods of DEMO_GOODS) {
    const made = await client.skus.create({
      commandId: commandId(),
      product: { brandName: goods.brand, name: goods.product },
      code: goods.code,
      name: goods.name,
      faceValue: goods.faceValue === null ? null : yuan(goods.faceValue),
      faceCurrency: goods.faceCurrency,
      region: goods.region,
      keyFields: [...goods.keyFields],
      membershipDays: goods.membershipDays,
      salePrice: yuan(goods.salePrice),
      minimumStock: goods.minimumStock,
      minimumDaysLeft: 3,
    });
    skus.set(goods.code, made.id);
  }
  const shops: DemoWorld['shops'][number][] = [];
  for (const [index, { name, platform, messageLimit, share }] of DEMO_SHOPS.entries()) {
    const { id } = await client.shops.create({ commandId: commandId(), name, platform, messageLimit });
    shops.push({ id, share, code: 'TXPW'.charAt(index) });
  }
  return { ...world, suppliers, skus, shops };
}
