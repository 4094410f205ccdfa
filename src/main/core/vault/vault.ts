import { deriveVaultKeys, type VaultKeys } from './vault-keys.ts';

/** The vault is locked: nobody has signed in since it was opened, or it was told to drop its keys. */
export class VaultLocked extends Error {
  constructor() {
    super('The vault is locked: sign in first.');
    this.name = 'VaultLocked';
  }
}

/** Holds the working keys in memory from the first sign-in until it is told to drop them. */
export interface Vault {
  readonly isOpen: boolean;
  open(rootKey: Buffer, shopId: string): void;
  /** The working keys; throws {@link VaultLocked}. */
  keys(): VaultKeys;
  /** The root key, for wrapping it once more; throws {@link VaultLocked}. */
  rootKey(): Buffer;
  lock(): void;
}

export function createVault(): Vault {
  let held: { root: Buffer; keys: VaultKeys } | null = null;
  return {
    get isOpen() {
      return held !== null;
    },
    open(rootKey, shopId) {
      held = { root: Buffer.from(rootKey), keys: deriveVaultKeys(rootKey, shopId) };
    },
    keys() {
      if (!held) throw new VaultLocked();
      return held.keys;
    },
    rootKey() {
      if (!held) throw new VaultLocked();
      return held.root;
    },
    lock() {
      if (!held) return;
      held.root.fill(0);
      for (const value of Object.values(held.keys)) if (Buffer.isBuffer(value)) value.fill(0);
      held = null;
    },
  };
}
