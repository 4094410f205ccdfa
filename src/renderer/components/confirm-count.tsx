import { App } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';

interface Consequence {
  /** Counts before consequences: “将 12 张转入隔离区”. */
  title: string;
  /** What happens to them, and what does not. */
  text?: ReactNode;
  /** The verb with its count: “转入 12 张”, never “确定”. */
  action: string;
  isDangerous?: boolean;
}

/** Asks before something that cannot simply be undone; true when the person went on. */
export function useConfirmCount(): (consequence: Consequence) => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    async ({ title, text, action, isDangerous = false }) =>
      modal.confirm({
        title,
        content: text,
        okText: action,
        cancelText: t('actions.cancel'),
        okButtonProps: { danger: isDangerous },
        // Enter must not carry out what was asked about.
        autoFocusButton: 'cancel',
        icon: null,
        width: 440,
      }),
    [modal, t],
  );
}
