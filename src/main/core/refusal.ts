import type { ValueRule } from '#shared/domain/value-rules.ts';

/**
 * An expected refusal: a declared error of the contract with its data. Services throw it; the router turns it into the
 * error that the client sees. Its data never holds a secret.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, data?: Readonly<Record<string, unknown>>) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }
}

/** `NOT_FOUND` of the contract. */
export function notFound(kind: string, id: number | string): Refusal {
  return new Refusal('NOT_FOUND', { kind, id });
}

/** `INVALID_VALUE` of the contract. */
export function invalidValue(field: string, rule: ValueRule, value?: string): Refusal {
  return new Refusal('INVALID_VALUE', { field, rule, value });
}
