/** The kinds of ledger lines. A reason says more: the receipt kind, `sale`, `expiry`, `buyer-return` … */
export const MOVEMENT_KINDS = ['receipt', 'issue', 'return', 'write-off', 'reclassification', 'adjustment'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** The numbered papers behind moves of keys that are neither an import nor a delivery. */
export const DOCUMENT_KINDS = [
  'quarantine',
  'release',
  'freeze',
  'write-off',
  'reclassification',
  'reservation',
  'reservation-end',
  'expiry',
  'expiry-undone',
  'stock-take',
  'buyer-return',
  'bad-key',
  'undo-import',
  'supplier-return',
  'placement',
  'restore',
  'price-correction',
] as const;
export type StockDocumentKind = (typeof DOCUMENT_KINDS)[number];
