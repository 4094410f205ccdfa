import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../../lib/client.ts';
import { errorText } from '../../lib/error-text.ts';

/** Asks, saying what stops, and then drops the shop's keys from memory: every window locks. */
export function useLockVault(): () => void {
  const { t } = useTranslation('settings');
  const shell = useTranslation('shell').t;
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  return useCallback(() => {
    modal.confirm({
      title: t('vault.title'),
      content: (
        <>
          <p>{t('vault.text')}</p>
          <p>{t('vault.goesOn')}</p>
        </>
      ),
      okText: t('vault.lock'),
      okButtonProps: { danger: true },
      cancelText: shell('actions.cancel'),
      async onOk() {
        try {
          const state = await client.sessions.lockVault();
          queries.setQueryData(api.sessions.state.queryKey(), state);
        } catch (error) {
          message.error(errorText(error));
        }
      },
    });
  }, [modal, message, queries, t, shell]);
}
