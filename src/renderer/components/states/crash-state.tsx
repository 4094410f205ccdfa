import { BugOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { logger } from '#renderer/lib/logger.ts';
import { StatePanel } from './state-panel.tsx';

/** A page threw while it was drawn: the frame and the other pages go on. */
export function CrashState({ error }: { error: unknown }) {
  const { t } = useTranslation();
  useEffect(() => logger.warn('A page broke while it was drawn.', error), [error]);
  return (
    <StatePanel
      icon={<BugOutlined />}
      tone="now"
      role="alert"
      title={t('states.crashTitle')}
      text={t('states.crashText')}
      actions={<Button onClick={() => window.location.reload()}>{t('states.reload')}</Button>}
    />
  );
}
