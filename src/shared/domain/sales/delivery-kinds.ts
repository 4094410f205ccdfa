/** What a dispense without an order, or its first round, is for. Only a sale brings revenue. */
export const DELIVERY_PURPOSES = ['sale', 'gift', 'test', 'replacement'] as const;
export type DeliveryPurpose = (typeof DELIVERY_PURPOSES)[number];

/** `sale` is an order's first round (or a sale without a number), `rest` what was missing from it, `reissue` 补发. */
export const DELIVERY_KINDS = ['sale', 'rest', 'reissue', 'gift', 'test', 'replacement'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export function bringsRevenue(kind: DeliveryKind): boolean {
  return kind === 'sale' || kind === 'rest';
}
