import { nameKey } from '../name-key.ts';

/**
 * What people call a SKU: product and variant. The product is said once: many shops repeat it in the SKU's own name, which
 * then stands alone (`充值卡` and `充值卡 50 元` are `充值卡 50 元`, `黄金 VIP` and `爱奇艺黄金 VIP 月卡` the latter).
 */
export function skuTitle({ productName, name }: { readonly productName: string; readonly name: string }): string {
  const product = productName.trim();
  const own = name.trim();
  if (product === '' || own === '') return product + own;
  return saysProduct(nameKey(own), nameKey(product)) ? own : `${product} ${own}`;
}

/** `Netflix` does not stand in `Netflixx 1`: a name in letters ends where its word does. Chinese knows no such end. */
function saysProduct(name: string, product: string): boolean {
  for (let at = name.indexOf(product); at !== -1; at = name.indexOf(product, at + 1)) {
    if (isWordEnd(name.slice(0, at), product) && isWordEnd(product, name.slice(at + product.length))) return true;
  }
  return false;
}

function isWordEnd(before: string, after: string): boolean {
  return !(/[\p{Script=Latin}\p{N}]$/u.test(before) && /^[\p{Script=Latin}\p{N}]/u.test(after));
}
