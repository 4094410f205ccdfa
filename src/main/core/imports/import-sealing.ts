import { openKey } from '#core/card-keys/key-sealing.ts';
import { type SealKey, seal, unseal } from '#core/vault/seal.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { ImportPlan } from './import-plan.ts';
import type { PreparedKey } from './prepared-keys.ts';

type Row = Pick<ImportPlan, 'importId' | 'sheet'>;

/** A refused row as it is kept. */
export interface KeptRow {
  readonly line: string;
  /** The cells can be told apart again (`joinCells`); rows kept by earlier versions were joined without quotes. */
  readonly isQuoted: boolean;
}

/** No UTF-8 text has this byte, so that a row of an earlier version is known by its lack. */
const QUOTED_MARK = Buffer.of(0xff);

/** Seals a refused row, which may hold a secret, for its place in the import; `line` is what `joinCells` made of it. */
export function sealRow(keys: SealKey, { importId, sheet }: Row, rowNumber: number, line: string): Buffer {
  const plain = Buffer.concat([QUOTED_MARK, Buffer.from(line, 'utf8')]);
  return seal(keys, ['import-row', importId, `${sheet}/${rowNumber}`], plain);
}

export function openRow(keys: SealKey, { importId, sheet }: Row, rowNumber: number, sealed: Uint8Array): KeptRow {
  const plain = unseal(keys, ['import-row', importId, `${sheet}/${rowNumber}`], sealed);
  const isQuoted = plain[0] === QUOTED_MARK[0];
  return { line: plain.toString('utf8', isQuoted ? 1 : 0), isQuoted };
}

/** A key that turned out a duplicate, sealed anew as the row it was. */
export function resealKeyAsRow(keys: VaultKeys, plan: Row, key: PreparedKey): Buffer {
  const line = key.sealed ? openKey(keys, key.keyId, key.sealed).rawLine : '';
  return sealRow(keys, plan, key.rowNumber, line);
}
