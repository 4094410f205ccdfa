import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { isAnswer, newCommandId, withRepeats } from '#renderer/lib/attempts.ts';
import { client } from '#renderer/lib/client.ts';
import { errorData, useErrorText } from '#renderer/lib/error-text.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import { type PostAttempt, type QueuedFile, useImportQueue } from './queue-store.ts';

/**
 * Posts a file. Its command id is kept with the file until the core has answered, over F5 too: the same settings sent again are
 * the same command.
 */
export function usePosting(file: QueuedFile) {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const confirm = useConfirmCount();
  const [isSending, setSending] = useState(false);

  async function askToRepeat(number: string): Promise<boolean> {
    return confirm({
      title: t('post.repeatTitle', { number }),
      text: t('post.repeatText'),
      action: t('post.repeatAction'),
    });
  }

  async function send(settings: ImportSettings, allowRepeat: boolean): Promise<void> {
    const { change } = useImportQueue.getState();
    const settingsText = textOf(settings, allowRepeat);
    const attempt: PostAttempt =
      file.attempt?.settingsText === settingsText && file.attempt.importId === null
        ? file.attempt
        : { commandId: newCommandId(), settingsText, importId: null, jobId: null };
    change(file.key, { attempt });
    try {
      const { commandId } = attempt;
      const posted = await withRepeats(() => client.imports.post({ commandId, settings, allowRepeat }));
      change(file.key, { attempt: { ...attempt, ...posted }, progress: 'posting' });
    } catch (error) {
      if (isAnswer(error)) change(file.key, { attempt: null });
      const repeated = errorData(error, 'FILE_ALREADY_IMPORTED');
      if (!repeated) message.error(errorText(error));
      else if (await askToRepeat(String(repeated.number))) await send(settings, true);
    }
  }

  async function post(settings: ImportSettings, earlierNumber: string | null): Promise<void> {
    if (isSending) return;
    setSending(true);
    try {
      if (earlierNumber === null) await send(settings, false);
      else if (await askToRepeat(earlierNumber)) await send(settings, true);
    } finally {
      setSending(false);
    }
  }

  return { post, isSending };
}

function textOf(settings: ImportSettings, allowRepeat: boolean): string {
  return JSON.stringify({ ...settings, read: { ...settings.read, password: undefined }, allowRepeat });
}
