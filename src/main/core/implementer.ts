import type { ErrorMap } from '@orpc/contract';
import { implement, ORPCError } from '@orpc/server';
import { z } from 'zod';
import { contract } from '#shared/contract/contract.ts';
import { isDamageError } from './backup/damage.ts';
import type { Context } from './context.ts';
import { requirePermission } from './identity/rights.service.ts';
import { describeError } from './jobs/jobs.ts';
import { Refusal } from './refusal.ts';
import { storageFailure } from './storage-failure.ts';
import { VaultLocked } from './vault/vault.ts';

/**
 * The contract, to be implemented by the areas' routers. Two things happen to every call here and nowhere else: the caller's
 * right is checked, and what a service throws becomes a declared error or a plain sentence with a correlation id.
 */
export const implementer = implement(contract)
  .$context<Context>()
  .use(async ({ context, procedure, next }) => {
    const asClientError = (error: unknown): unknown => clientError(context, error, procedure['~orpc'].errorMap);
    try {
      const { permission, worksWhileLocked, worksWhileDamaged, kind } = procedure['~orpc'].meta;
      const { damage } = context.kernel;
      if (damage !== null && !worksWhileDamaged) throw new Refusal('SHOP_DAMAGED', { reason: damage });
      if (kind === 'command' && context.kernel.restoring.isPrepared) throw new Refusal('RESTART_NEEDED');
      requirePermission(context, permission, worksWhileLocked ?? false);
      const answer = await next({ context: commandOf(context, procedure['~orpc'].inputSchema) });
      return isStream(answer.output) ? { ...answer, output: withClientErrors(answer.output, asClientError) } : answer;
    } catch (error) {
      throw asClientError(error);
    }
  });

/** An id stands for a command only where its input declares one: what came along with another is no repeat of anything. */
function commandOf({ commandId, inputText }: Context, schema: unknown): Pick<Context, 'commandId' | 'inputText'> {
  const isDeclared = schema instanceof z.ZodObject && 'commandId' in schema.shape;
  return isDeclared ? { commandId, inputText } : { commandId: null, inputText: null };
}

/** A stream may break after its call was answered; the client sees no more of that error than of any other. */
async function* withClientErrors(
  stream: AsyncIterable<unknown>,
  asClientError: (error: unknown) => unknown,
): AsyncGenerator<unknown, void, void> {
  try {
    yield* stream;
  } catch (error) {
    throw asClientError(error);
  }
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

/** What a client may see of an error; a refusal that the procedure does not declare is unexpected too. */
export function clientError(context: Context, error: unknown, declared: ErrorMap): unknown {
  // oRPC's own INTERNAL_SERVER_ERROR is an answer that is not as declared: as unexpected as any.
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  if (isDamageError(error)) context.kernel.noteDamage();
  const refusal = refusalOf(error);
  const declaration = refusal && declared[refusal.code];
  if (refusal && declaration) {
    return new ORPCError(refusal.code, { status: declaration.status, message: refusal.code, data: refusal.data });
  }
  const { kernel, correlationId, procedure } = context;
  const undeclared = refusal?.code ?? null;
  kernel.logger.error('unexpected error', { correlationId, procedure, undeclared, ...describeError(error) });
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: 'UNEXPECTED', data: { correlationId } });
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  return error instanceof VaultLocked ? new Refusal('VAULT_LOCKED') : storageFailure(error);
}
