/** Who does what in a shop: 老板, 客服, 采购财务. */
export const ROLES = ['owner', 'clerk', 'buyer-finance'] as const;
export type Role = (typeof ROLES)[number];

export const RIGHTS = [
  'catalogue.read',
  'catalogue.edit',
  'suppliers.read',
  'suppliers.edit',
  'suppliers.declareLost',
  'accounts.read',
  'accounts.post',
  'accounts.exceedMaximum',
  'purchasing.read',
  'purchasing.edit',
  'purchasing.approve',
  'stock.read',
  'stock.adjust',
  'keys.import',
  'keys.undoImport',
  'keys.dispense',
  'keys.reveal',
  'keys.copy',
  'keys.export',
  'keys.reissue',
  'keys.gift',
  'keys.writeOff',
  'keys.freeze',
  'keys.reclassify',
  'keys.rerelease',
  'reconciliation.read',
  'reconciliation.work',
  'reconciliation.settle',
  'periods.close',
  'periods.reopen',
  'reports.read',
  'audit.read',
  'backups.make',
  'backups.restore',
  'users.manage',
  'settings.edit',
  'vault.lock',
] as const;
export type Right = (typeof RIGHTS)[number];

/** What a procedure asks of its caller: nothing, a user who signed in, one right, or one of several. */
export type Permission = 'anyone' | 'signed-in' | Right | { readonly anyOf: readonly [Right, ...Right[]] };

/** Whoever has one of these may choose a supplier by name: what they do names suppliers, or asks for one. */
export const SUPPLIER_CHOOSING_RIGHTS = [
  'suppliers.read',
  'accounts.read',
  'purchasing.read',
  'stock.read',
  'keys.import',
  'keys.dispense',
  'reconciliation.read',
] as const satisfies readonly Right[];

/** Rights whose use is counted per key and can be limited per person and day. */
export const COUNTED_RIGHTS = [
  'keys.reveal',
  'keys.copy',
  'keys.export',
  'keys.reissue',
  'keys.gift',
  'keys.writeOff',
  'keys.rerelease',
] as const satisfies readonly Right[];
export type CountedRight = (typeof COUNTED_RIGHTS)[number];

const CLERK_RIGHTS: readonly Right[] = [
  'catalogue.read',
  'stock.read',
  'keys.dispense',
  'keys.reveal',
  'keys.copy',
  'keys.reissue',
  'keys.freeze',
];

const BUYER_FINANCE_RIGHTS: readonly Right[] = [
  'catalogue.read',
  'catalogue.edit',
  'suppliers.read',
  'suppliers.edit',
  'accounts.read',
  'accounts.post',
  'purchasing.read',
  'purchasing.edit',
  'stock.read',
  'stock.adjust',
  'keys.import',
  'keys.undoImport',
  'keys.freeze',
  'keys.reclassify',
  'reconciliation.read',
  'reconciliation.work',
  'reconciliation.settle',
  'periods.close',
  'reports.read',
  'backups.make',
];

const RIGHTS_OF_ROLE: Readonly<Record<Role, ReadonlySet<Right>>> = {
  owner: new Set(RIGHTS),
  clerk: new Set(CLERK_RIGHTS),
  'buyer-finance': new Set(BUYER_FINANCE_RIGHTS),
};

/** The rights a role has before the owner changes one person's. */
export function rightsOfRole(role: Role): ReadonlySet<Right> {
  return RIGHTS_OF_ROLE[role];
}

/** Keys a day a role may reveal, copy and so on before the owner says otherwise; null is no limit. */
export function dailyLimitOfRole(role: Role, right: CountedRight): number | null {
  if (role === 'owner') return null;
  switch (right) {
    case 'keys.reveal':
      return 50;
    case 'keys.copy':
      return 300;
    case 'keys.export':
    case 'keys.reissue':
    case 'keys.gift':
    case 'keys.writeOff':
    case 'keys.rerelease':
      return 20;
  }
}

/** Keys a day, or that there is no limit; null leaves the role's own. */
export type ChangedLimit = number | 'none' | null;

export interface RightChange {
  readonly right: Right;
  /** null leaves the role's own answer. */
  readonly isGranted: boolean | null;
  readonly dailyLimit: ChangedLimit;
}

/** The rights a person really has: the role's own, changed one by one by the owner. An owner keeps every right. */
export function effectiveRights(role: Role, changes: readonly RightChange[]): ReadonlySet<Right> {
  if (role === 'owner') return rightsOfRole(role);
  const rights = new Set(rightsOfRole(role));
  for (const change of changes) {
    if (change.isGranted === true) rights.add(change.right);
    if (change.isGranted === false) rights.delete(change.right);
  }
  return rights;
}

/** How many keys a day a person may use a counted right on; null is no limit. */
export function effectiveDailyLimit(role: Role, right: CountedRight, changes: readonly RightChange[]): number | null {
  if (role === 'owner') return null;
  const limit = changes.find((candidate) => candidate.right === right)?.dailyLimit ?? null;
  if (limit === 'none') return null;
  return limit ?? dailyLimitOfRole(role, right);
}
