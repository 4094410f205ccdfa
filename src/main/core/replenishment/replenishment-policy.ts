import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import { DEFAULT_POLICY, type ReplenishmentPolicy } from '#shared/domain/replenishment/replenishment-policy.ts';

const POLICY_SETTING = 'replenishment';

interface StoredPolicy extends ReplenishmentPolicy {
  readonly revision: number;
}

/** The shop's policy as it stands; revision 0 where nobody ever changed it. */
export function replenishmentPolicy(db: Readable): StoredPolicy {
  return { ...DEFAULT_POLICY, revision: 0, ...readSetting<StoredPolicy>(db, POLICY_SETTING) };
}

export function storePolicy(tx: WriteTx, policy: StoredPolicy): void {
  writeSetting(tx, POLICY_SETTING, policy);
}
