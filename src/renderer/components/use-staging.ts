import { App } from 'antd';
import { useState } from 'react';
import { useErrorText } from '#renderer/lib/error-text.ts';
import type { StagedFile } from '#renderer/lib/upload.ts';

interface Staging {
  readonly isStaging: boolean;
  /** Stages one file after the other; null where it failed, which has been said then, or another one is under way. */
  readonly stage: (work: () => Promise<StagedFile>) => Promise<StagedFile | null>;
}

/** Takes what is dropped or pasted to the core. Meanwhile nothing else should be dropped: see `isStaging`. */
export function useStaging(): Staging {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [isStaging, setStaging] = useState(false);
  const stage: Staging['stage'] = async (work) => {
    if (isStaging) return null;
    setStaging(true);
    try {
      return await work();
    } catch (error) {
      message.error(errorText(error));
      return null;
    } finally {
      setStaging(false);
    }
  };
  return { isStaging, stage };
}
