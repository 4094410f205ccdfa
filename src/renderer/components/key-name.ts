import type { CardKeyId } from '#shared/domain/ids.ts';

/** What a key is called where its number may not be shown: `…1234` by the end of it, or by its own number where it has none. */
export function keyName({ keyId, tail }: { readonly keyId: CardKeyId; readonly tail: string }): string {
  return tail === '' ? `#${keyId}` : `…${tail}`;
}
