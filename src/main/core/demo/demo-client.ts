import { randomUUID } from 'node:crypto';
import type { ContractRouterClient } from '@orpc/contract';
import type { Context } from '#core/context.ts';
import type { Contract } from '#shared/contract/contract.ts';
import type { CommandId } from '#shared/domain/ids.ts';

/** Opens the contract inside the process, each call in the context that `contextOf` gives it. */
export type InnerDoor = (
  asker: Context,
  contextOf: (procedure: string, input: unknown) => Context,
) => ContractRouterClient<Contract>;

/** A client of the contract whose calls happen at moments of the demo's choosing, in the name of who asked for the demo. */
export function createDemoClient(door: InnerDoor, asker: Context) {
  let now = asker.now;
  const client = door(asker, (procedure, input) => {
    const commandId = commandIdOf(input);
    const inputText = commandId === null ? null : JSON.stringify(input);
    return { ...asker, now, commandId, procedure, inputText };
  });
  return {
    userId: asker.userId,
    client,
    at(instant: number): void {
      now = instant;
    },
    commandId: (): CommandId => randomUUID() as CommandId,
  };
}

export type DemoClient = ReturnType<typeof createDemoClient>;

function commandIdOf(input: unknown): CommandId | null {
  if (typeof input !== 'object' || input === null || !('commandId' in input)) return null;
  return typeof input.commandId === 'string' ? (input.commandId as CommandId) : null;
}
