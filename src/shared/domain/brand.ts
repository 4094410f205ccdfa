/** A nominal type: `Brand<number, 'SkuId'>` cannot be passed where a `BatchId` is wanted. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
