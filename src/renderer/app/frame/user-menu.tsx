import { CheckOutlined, DownOutlined, LogoutOutlined, QuestionCircleOutlined, SafetyOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage } from '../../i18n/language.ts';
import { LANGUAGES } from '../../i18n/resources.ts';
import { api, client } from '../../lib/client.ts';
import { leaveWindow } from '../../lib/leave-question.ts';
import { logger } from '../../lib/logger.ts';
import { useLockVault } from '../session/lock-vault.tsx';
import { useSession } from '../session/session.ts';
import { type Appearance, useAppearance } from '../theme/appearance.ts';
import { useFrame } from './frame-store.ts';
import styles from './user-menu.module.css';

const APPEARANCES: readonly Appearance[] = ['light', 'dark', 'system'];

/** Who is here, and what belongs to the person rather than to the shop: language, appearance, keys, leaving. */
export function UserMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const items = useMenuItems();
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" title={t('topBar.user')} className={styles.trigger}>
        <span className={styles.initial} aria-hidden="true">
          {firstLetter(user.name)}
        </span>
        <span className={styles.name}>{user.name}</span>
        <DownOutlined className={styles.arrow} aria-hidden="true" />
      </Button>
    </Dropdown>
  );
}

function useMenuItems(): MenuProps['items'] {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { user, can } = useSession();
  const lockVault = useLockVault();
  const { appearance, choose } = useAppearance();
  const setHelpOpen = useFrame((frame) => frame.setHelpOpen);
  const tick = (isChosen: boolean) => <CheckOutlined style={{ visibility: isChosen ? 'visible' : 'hidden' }} />;
  const signOut = (): void => {
    client.sessions
      .signOut()
      .then((state) => queries.setQueryData(api.sessions.state.queryKey(), state))
      .catch((error: unknown) => logger.warn('Signing out failed.', error));
  };
  return [
    {
      key: 'who',
      type: 'group',
      label: `${user.name} · ${t(`roles.${user.role}`)}`,
      children: [
        {
          key: 'keys',
          icon: <QuestionCircleOutlined />,
          label: t('topBar.shortcuts'),
          onClick: () => setHelpOpen(true),
        },
      ],
    },
    {
      key: 'language',
      type: 'group',
      label: t('topBar.language'),
      children: LANGUAGES.map((language) => ({
        key: language,
        icon: tick(language === currentLanguage()),
        label: language === 'zh-CN' ? t('topBar.chinese') : t('topBar.english'),
        onClick: () => void chooseLanguage(language),
      })),
    },
    {
      key: 'appearance',
      type: 'group',
      label: t('topBar.appearance'),
      children: APPEARANCES.map((candidate) => ({
        key: candidate,
        icon: tick(candidate === appearance),
        label: t(`topBar.${candidate}`),
        onClick: () => choose(candidate),
      })),
    },
    { type: 'divider' },
    ...(can('vault.lock')
      ? [{ key: 'lock-vault', icon: <SafetyOutlined />, label: t('topBar.lockVault'), onClick: lockVault }]
      : []),
    { key: 'sign-out', icon: <LogoutOutlined />, label: t('topBar.signOut'), onClick: () => leaveWindow(signOut) },
  ];
}

function firstLetter(name: string): string {
  return Array.from(name)[0]?.toUpperCase() ?? '';
}
