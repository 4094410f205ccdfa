import type { AuditEventView } from '#shared/contract/audit.contract.ts';

/** The page of what a record is about; null where it has none. */
export function subjectLink({ subjectKind, subjectId, details }: AuditEventView): string | null {
  if (subjectKind === 'month') return '/months';
  if (subjectKind === 'settings') return '/settings';
  if (subjectId === null) return null;
  switch (subjectKind) {
    case 'cardKey':
      return `/inventory/keys?key=${subjectId}`;
    case 'delivery':
      return `/dispense/deliveries?delivery=${subjectId}`;
    case 'import':
      return `/imports?import=${subjectId}`;
    case 'stockDocument':
      return `/inventory/documents?document=${subjectId}`;
    case 'supplier':
      return `/suppliers?supplier=${subjectId}`;
    case 'supplier-entry':
      return typeof details.supplierId === 'number' ? `/suppliers?supplier=${details.supplierId}&tab=account` : null;
    case 'offer':
      return `/offers?offer=${subjectId}`;
    case 'price-list':
      return `/offers/lists?list=${subjectId}`;
    case 'statement':
      return `/reconciliation/${subjectId}`;
    case 'sku':
      return `/catalog?sku=${subjectId}`;
    case 'user':
      return `/users?user=${subjectId}`;
    default:
      return null;
  }
}
