import { DEMO_GOODS } from './demo-goods.ts';
import type { DemoWorld } from './demo-world.ts';

const MOST_PRODUCTS = 200;

/** Says of each product what kind of goods it is: demand is told apart by it, and seasons may hold for some only. */
export async function nameCategories({ demo }: DemoWorld): Promise<void> {
  const categories = new Map(DEMO_GOODS.map(({ product, category }) => [product, category]));
  const { rows } = await demo.client.products.list({ limit: MOST_PRODUCTS });
  for (const { id, revision, brandId, name } of rows) {
    const category = categories.get(name);
    if (category === undefined) continue;
    await demo.client.products.edit({ commandId: demo.commandId(), id, revision, brandId, name, category });
  }
}
