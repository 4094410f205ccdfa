import { randomUUID } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import type { Context } from '#core/context.ts';
import type { Router } from '#core/router.ts';
import type { CommandId } from '#shared/domain/ids.ts';

/** A client of the contract whose calls happen at moments of the demo's choosing, in the name of who asked for the demo. */
export function createDemoClient(router: Router, asker: Context) {
  let now = asker.now;
  const client = createRouterClient(router, {
    context: asker,
    interceptors: [
      ({ path, input, next, ...options }) => {
        const commandId = commandIdOf(input);
        const context: Context = {
          ...asker,
          now,
          commandId,
          procedure: path.join('.'),
          inputText: commandId === null ? null : JSON.stringify(input),
        };
        return next({ ...options, path, input, context });
      },
    ],
  });
  return {
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
