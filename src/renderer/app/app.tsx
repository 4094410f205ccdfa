import { LoadingOutlined } from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { styleNonce } from '../lib/page-metadata.ts';
import { queryClient } from '../lib/query-client.ts';
import { SessionGate } from './session/session-gate.tsx';
import { useAppearance } from './theme/appearance.ts';
import { antdTheme } from './theme/theme.ts';

/**
 * Ant Design's own sign of work fades out, and on a busy machine that motion may never end: then the button keeps a name
 * that is not its own. One without motion is gone when the work is.
 */
const BUTTON = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> };

/** Messages lie in the top bar: under it they would lie on the tabs of a drawer. */
const MESSAGES_FROM_TOP = 4;

/** The whole window: what every part of it may rely on, and the gate that decides what is shown first. */
export function App() {
  const { i18n } = useTranslation();
  const { mode, palette } = useAppearance();
  const theme = useMemo(() => antdTheme(mode, palette), [mode, palette]);
  return (
    <ConfigProvider
      csp={styleNonce ? { nonce: styleNonce } : undefined}
      theme={theme}
      locale={i18n.language === 'zh-CN' ? zhCN : enUS}
      wave={{ disabled: true }}
      button={BUTTON}
      // On a low window a dialog begins higher, so that its buttons stay in sight. A click that misses a form does not throw
      // away what was typed into it.
      modal={{ mask: { closable: false }, style: { top: 'min(100px, 6vh)' } }}
    >
      <AntdApp message={{ maxCount: 3, top: MESSAGES_FROM_TOP }}>
        <QueryClientProvider client={queryClient}>
          <SessionGate />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
