import { App } from 'antd';
import { useCallback } from 'react';
import { client } from '#renderer/lib/client.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import { useImportQueue } from './queue-store.ts';

/** Puts files and pasted text into the wizard's queue; several upload one after the other. */
export function useAddFiles() {
  const { message } = App.useApp();
  const errorText = useErrorText();

  const addFiles = useCallback(
    async (files: readonly File[]): Promise<void> => {
      const { add, change } = useImportQueue.getState();
      const queued = files.map((file) => ({ file, key: crypto.randomUUID() }));
      for (const { file, key } of queued) {
        add({ key, name: file.name, size: file.size, staging: { state: 'uploading', bytes: 0 } });
      }
      for (const { file, key } of queued) {
        try {
          const onProgress = (bytes: number) => change(key, { staging: { state: 'uploading', bytes } });
          const { id } = await stageFile(file, { onProgress });
          change(key, { staging: { state: 'staged', fileId: id } });
        } catch (error) {
          change(key, { staging: { state: 'failed' } });
          message.error(`${file.name}: ${errorText(error)}`);
        }
      }
    },
    [message, errorText],
  );

  const addText = useCallback(
    async (name: string, text: string, leavesChatOut: boolean): Promise<boolean> => {
      try {
        const { fileId } = await client.imports.stageText({ name, text, leavesChatOut });
        const key = crypto.randomUUID();
        const queue = useImportQueue.getState();
        queue.add({ key, name, size: text.length, staging: { state: 'staged', fileId } });
        queue.show(key);
        return true;
      } catch (error) {
        message.error(errorText(error));
        return false;
      }
    },
    [message, errorText],
  );
  return { addFiles, addText };
}
