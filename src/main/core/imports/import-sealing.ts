import { openKey } from '#core/card-keys/key-sealing.ts';
import { type SealKey, seal, unseal } from '#core/vault/seal.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { ImportPlan } from './import-plan.ts';
import type { PreparedKey } from './prepared-keys.ts';

type Row = Pick<ImportPlan, 'importId' | 'sheet'>;

/** Seals a refused row, which may hold a secret, for its place in the import. */
export function sealRow(keys: SealKey, { importId, sheet }: Row, rowNumber: number, line: string): Buffer {
  return seal(keys, ['import-row', importId, `${sheet}/${rowNumber}`], Buffer.from(line, 'utf8'));
}

export function openRow(keys: SealKey, { importId, sheet }: Row, rowNumber: number, sealed: Uint8Array): string {
  return unseal(keys, ['import-row', importId, `${sheet}/${rowNumber}`], sealed).toString('utf8');
}

/** A key that turned out a duplicate, sealed anew as the row it was. */
export function resealKeyAsRow(keys: VaultKeys, plan: Row, key: PreparedKey): Buffer {
  const line = key.sealed ? openKey(keys, key.keyId, key.sealed).rawLine : '';
  return sealRow(keys, plan, key.rowNumber, line);
}
