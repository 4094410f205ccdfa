import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';

/** A key's values under the names of its SKU; what the SKU no longer names goes by its place, and as a secret. */
export function namedFields(definitions: readonly KeyFieldDefinition[], values: readonly string[]) {
  return values.map((value, index) => ({
    name: definitions[index]?.name ?? `${index + 1}`,
    value,
    isSecret: definitions[index]?.isSecret ?? true,
  }));
}
