import { BulbOutlined, GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage } from '../../i18n/language.ts';
import { LANGUAGES } from '../../i18n/resources.ts';
import { type Appearance, useAppearance } from '../theme/appearance.ts';
import styles from './entry-tools.module.css';

const APPEARANCES: readonly Appearance[] = ['light', 'dark', 'system'];

/** Language and appearance, for those who have not signed in yet. */
export function EntryTools() {
  const { t } = useTranslation();
  const { appearance, choose } = useAppearance();
  return (
    <div className={styles.tools}>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [currentLanguage()],
          items: LANGUAGES.map((language) => ({
            key: language,
            label: language === 'zh-CN' ? t('topBar.chinese') : t('topBar.english'),
            onClick: () => void chooseLanguage(language),
          })),
        }}
      >
        <Button type="text" icon={<GlobalOutlined />} aria-label={t('topBar.language')} />
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [appearance],
          items: APPEARANCES.map((candidate) => ({
            key: candidate,
            label: t(`topBar.${candidate}`),
            onClick: () => choose(candidate),
          })),
        }}
      >
        <Button type="text" icon={<BulbOutlined />} aria-label={t('topBar.appearance')} />
      </Dropdown>
    </div>
  );
}
