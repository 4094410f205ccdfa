import { createRouterClient } from '@orpc/server';
import type { Context } from '#core/context.ts';
import type { Core } from '#core/create-core.ts';
import type { Session } from '#core/identity/session.ts';

interface Call {
  readonly context: Context;
  readonly path: readonly string[];
  readonly input: unknown;
}

/** The context that a door hands over before it is known which procedure is called. */
export function sessionContext(core: Core, session: Session): Context {
  return core.contextFor(session, '', undefined);
}

/** Gives each call through a door its own context: which procedure, under which command id, at what moment. */
export function giveCallItsContext(core: Core) {
  return <Options extends Call & { next(options: Options): Promise<unknown> }>(options: Options): Promise<unknown> => {
    const { context, path, input } = options;
    const ofCall = core.contextFor(context.session, path.join('.'), input);
    return options.next({ ...options, context: { ...context, ...ofCall } });
  };
}

/** The door inside the process: what the command line and tests use. */
export function createInProcessClient(core: Core, session: Session) {
  return createRouterClient(core.router, {
    context: sessionContext(core, session),
    interceptors: [giveUpWhenAborted, giveCallItsContext(core)],
  });
}

/** Over a wire an aborted call is given up at once; here too, whatever the procedure does with the signal. */
async function giveUpWhenAborted<Options extends { signal?: AbortSignal; next(): Promise<unknown> }>({
  signal,
  next,
}: Options): Promise<unknown> {
  if (!signal) return next();
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason);
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([next(), aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
