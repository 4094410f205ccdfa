import { nameKey } from '../name-key.ts';

/**
 * What people call a SKU: product and variant. The product is said once: many shops repeat it in the SKU's own name, which
 * then stands alone (`充值卡` and `充值卡 50 元` are `充值卡 50 元`).
 */
export function skuTitle({ productName, name }: { readonly productName: string; readonly name: string }): string {
  const product = productName.trim();
  const own = name.trim();
  if (product === '' || own === '') return product + own;
  return saysProduct(nameKey(own), nameKey(product)) ? own : `${product} ${own}`;
}

/** `Netflix` does not stand in `Netflixx 1`: a name in letters ends where its word does. Chinese knows no such end. */
function saysProduct(name: string, product: string): boolean {
  if (!name.startsWith(product)) return false;
  const isLatinEnd = /[\p{Script=Latin}\p{N}]$/u.test(product);
  return !isLatinEnd || !/^[\p{Script=Latin}\p{N}]/u.test(name.slice(product.length));
}
