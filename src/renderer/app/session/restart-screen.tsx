import { PoweroffOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../components/states/state-panel.tsx';

/** A restore lies ready: nothing works until KaCang was closed and started again, so nothing else is shown. */
export function RestartScreen() {
  const { t } = useTranslation('backup');
  const isDesktop = window.location.protocol === 'app:';
  return (
    <main style={{ height: '100%', background: 'var(--kc-surface)' }}>
      <StatePanel
        icon={<PoweroffOutlined />}
        tone="go"
        role="alert"
        title={t('restart.title')}
        text={
          <>
            <p>{t('restart.text')}</p>
            <p>{isDesktop ? t('restart.desktop') : t('restart.browser')}</p>
          </>
        }
        actions={<Button onClick={() => window.location.reload()}>{t('restart.reload')}</Button>}
      />
    </main>
  );
}
