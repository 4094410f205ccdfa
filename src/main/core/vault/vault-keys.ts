import { createHmac, hkdfSync } from 'node:crypto';

const LENGTH_BYTES = 4;

/** The working keys, all derived from the shop's root key; they live in memory only. */
export interface VaultKeys {
  /** Identifies the shop in everything that is sealed. */
  readonly shopId: string;
  /** Data key 1; a rotation would add more beside it. */
  readonly data: Buffer;
  readonly dataKeyId: number;
  readonly pairMac: Buffer;
  readonly numberMac: Buffer;
  readonly secretMac: Buffer;
  readonly looseMac: Buffer;
  readonly audit: Buffer;
  readonly issued: Buffer;
}

/** Derives the working keys by HKDF-SHA-256; the fingerprint keys do not depend on the data key's id. */
export function deriveVaultKeys(rootKey: Buffer, shopId: string): VaultKeys {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', rootKey, Buffer.from(shopId, 'utf8'), `kacang/1/${purpose}`, 32));
  return {
    shopId,
    data: derive('data/1'),
    dataKeyId: 1,
    pairMac: derive('fingerprint/pair'),
    numberMac: derive('fingerprint/number'),
    secretMac: derive('fingerprint/secret'),
    looseMac: derive('fingerprint/loose'),
    audit: derive('audit'),
    issued: derive('issued'),
  };
}

/** The keys as plain bytes, to hand them to a job thread of this process. */
export type VaultKeysTransfer = {
  [Name in keyof VaultKeys]: VaultKeys[Name] extends Buffer ? Uint8Array : VaultKeys[Name];
};

export function vaultKeysFrom(transfer: VaultKeysTransfer): VaultKeys {
  return {
    shopId: transfer.shopId,
    dataKeyId: transfer.dataKeyId,
    data: Buffer.from(transfer.data),
    pairMac: Buffer.from(transfer.pairMac),
    numberMac: Buffer.from(transfer.numberMac),
    secretMac: Buffer.from(transfer.secretMac),
    looseMac: Buffer.from(transfer.looseMac),
    audit: Buffer.from(transfer.audit),
    issued: Buffer.from(transfer.issued),
  };
}

/** HMAC-SHA-256 of parts, each after its length in bytes, put together first: every `update` is a call into the library. */
export function hmac(key: Buffer, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const sizes = parts.map((part) => (typeof part === 'string' ? Buffer.byteLength(part, 'utf8') : part.length));
  const message = Buffer.alloc(sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, 0));
  let end = 0;
  parts.forEach((part, index) => {
    const size = sizes[index] ?? 0;
    end = message.writeUInt32BE(size, end);
    if (typeof part === 'string') message.write(part, end, 'utf8');
    else message.set(part, end);
    end += size;
  });
  const mac = createHmac('sha256', key).update(message).digest();
  // What was typed into a command may be in it.
  message.fill(0);
  return mac;
}
