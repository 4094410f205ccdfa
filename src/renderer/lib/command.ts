import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { createAttempts, isAnswer, withRepeats } from './attempts.ts';
import { useErrorText } from './error-text.ts';
import { touchedInputIsSaved } from './typed-input.ts';

export type Procedure<Input, Output> = (input: Input, options?: { signal?: AbortSignal }) => PromiseLike<Output>;
export type WithoutCommandId<Input> = Input extends { commandId: unknown } ? Omit<Input, 'commandId'> : Input;

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
 * It makes and keeps the command id, repeats after a lost reply, takes no second click of a double one, and tells errors.
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
    if (isRunning.current || attempts.current.isSamePress(input)) return null;
    isRunning.current = true;
    setState({ isPending: true, error: null });
    const full = { ...input, commandId: attempts.current.idFor(input) } as Input;
    try {
      const output = await withRepeats(async () => latest.current.procedure(full));
      attempts.current.answered(true);
      touchedInputIsSaved();
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
