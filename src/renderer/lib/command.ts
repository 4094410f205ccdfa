import { ORPCError } from '@orpc/client';
import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import type { CommandId } from '#shared/domain/ids.ts';
import { useErrorText } from './error-text.ts';

const RETRY_DELAYS_MILLISECONDS = [300, 1200];

/** A fresh command id: the core carries a command out at most once under it. */
export function newCommandId(): CommandId {
  return crypto.randomUUID() as CommandId;
}

interface Attempt {
  readonly id: CommandId;
  readonly input: string;
}

/**
 * Keeps the id of an attempt until its outcome is known. An answer, good or refused, ends the attempt; a lost reply does not,
 * so sending the same form again repeats the id and cannot act twice.
 */
export function createAttempts(makeId: () => CommandId = newCommandId) {
  let open: Attempt | null = null;
  return {
    idFor(input: unknown): CommandId {
      const text = JSON.stringify(input) ?? '';
      if (open?.input !== text) open = { id: makeId(), input: text };
      return open.id;
    },
    answered(): void {
      open = null;
    },
  };
}

/** The core answered; whatever else failed may or may not have been carried out. */
export function isAnswer(error: unknown): boolean {
  return error instanceof ORPCError && error.status !== 502 && error.status !== 503 && error.status !== 504;
}

/** Runs a call again after a broken connection; only for calls that a command id makes safe to repeat. */
export async function withRepeats<Output>(
  call: () => Promise<Output>,
  delays: readonly number[] = RETRY_DELAYS_MILLISECONDS,
): Promise<Output> {
  for (const delay of delays) {
    try {
      return await call();
    } catch (error) {
      if (isAnswer(error) || (error instanceof DOMException && error.name === 'AbortError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return call();
}

type Procedure<Input, Output> = (input: Input, options?: { signal?: AbortSignal }) => PromiseLike<Output>;
type WithoutCommandId<Input> = Input extends { commandId: unknown } ? Omit<Input, 'commandId'> : Input;

export interface CommandOptions<Output> {
  onSuccess?: (output: Output) => void;
  /** Return true when the error was shown by the caller, e.g. beside a field; otherwise a message says it. */
  onError?: (error: unknown) => boolean | undefined;
}

export interface Command<Input, Output> {
  /** Carries the command out; null when it failed and the person has been told. */
  run: (input: WithoutCommandId<Input>) => Promise<Output | null>;
  isPending: boolean;
  error: unknown;
  reset: () => void;
}

/**
 * A command of the core for a form or a button: `const archive = useCommand(client.skus.archive); archive.run({ id })`.
 * It makes and keeps the command id, repeats after a lost reply, refuses a second click while it runs, and tells errors.
 */
export function useCommand<Input, Output>(
  procedure: Procedure<Input, Output>,
  options: CommandOptions<Output> = {},
): Command<Input, Output> {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const attempts = useRef(createAttempts());
  const isRunning = useRef(false);
  const latest = useRef({ procedure, options, errorText, message });
  latest.current = { procedure, options, errorText, message };
  const [state, setState] = useState<{ isPending: boolean; error: unknown }>({ isPending: false, error: null });

  const run = useCallback(async (input: WithoutCommandId<Input>): Promise<Output | null> => {
    if (isRunning.current) return null;
    isRunning.current = true;
    setState({ isPending: true, error: null });
    const full = { ...input, commandId: attempts.current.idFor(input) } as Input;
    try {
      const output = await withRepeats(async () => latest.current.procedure(full));
      attempts.current.answered();
      setState({ isPending: false, error: null });
      latest.current.options.onSuccess?.(output);
      return output;
    } catch (error) {
      if (isAnswer(error)) attempts.current.answered();
      setState({ isPending: false, error });
      const wasShown = latest.current.options.onError?.(error) ?? false;
      if (!wasShown) latest.current.message.error(latest.current.errorText(error));
      return null;
    } finally {
      isRunning.current = false;
    }
  }, []);

  const reset = useCallback(() => setState({ isPending: false, error: null }), []);
  return { run, reset, ...state };
}
