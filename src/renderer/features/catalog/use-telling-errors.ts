import { App } from 'antd';
import { useCallback } from 'react';
import { useErrorText } from '#renderer/lib/error-text.ts';

/** Runs something that is no command, e.g. a download, and tells the person when it failed. */
export function useTellingErrors(): (work: () => Promise<unknown>) => void {
  const { message } = App.useApp();
  const errorText = useErrorText();
  return useCallback(
    (work) => {
      void work().catch((error: unknown) => message.error(errorText(error)));
    },
    [message, errorText],
  );
}
