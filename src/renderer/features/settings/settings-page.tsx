import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLockVault } from '#renderer/app/session/lock-vault.tsx';
import { useCan } from '#renderer/app/session/session.ts';
import { type Appearance, useAppearance } from '#renderer/app/theme/appearance.ts';
import { Page, PageSection } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { chooseLanguage, currentLanguage } from '#renderer/i18n/language.ts';
import { LANGUAGES } from '#renderer/i18n/resources.ts';
import { api } from '#renderer/lib/client.ts';
import { flagFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import { About } from './about.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { RecoveryCodeDialog } from './recovery-code-dialog.tsx';
import styles from './settings.module.css';
import { ShopForm } from './shop-form.tsx';

const OPEN = { passphrase: flagFilter(), recoveryCode: flagFilter() };
const APPEARANCES: readonly Appearance[] = ['light', 'dark', 'system'];

/** What is one's own, what is the shop's, and what this program is. */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const mayEdit = useCan('settings.edit');
  const mayLockVault = useCan('vault.lock');
  return (
    <Page title={t('title')} layout="scroll" width="form">
      <OwnSettings />
      {mayEdit ? <ShopSettings /> : null}
      {mayLockVault ? <VaultSection /> : null}
      <PageSection title={t('elsewhere.title')}>
        <ul className={styles.links}>
          <li>
            <Link to="/dispense/shops">{t('elsewhere.shops')}</Link>
            <span className="kc-faint">{t('elsewhere.shopsHint')}</span>
          </li>
          <BackupLink />
        </ul>
      </PageSection>
      <PageSection title={t('about.title')}>
        <About />
      </PageSection>
    </Page>
  );
}

function BackupLink() {
  const { t } = useTranslation('settings');
  const mayBackUp = useCan('backups.make');
  if (!mayBackUp) return null;
  return (
    <li>
      <Link to="/backup">{t('elsewhere.backup')}</Link>
      <span className="kc-faint">{t('elsewhere.backupHint')}</span>
    </li>
  );
}

function OwnSettings() {
  const { t } = useTranslation('settings');
  const shell = useTranslation('shell').t;
  const { values, set } = useUrlFilters(OPEN);
  const { appearance, choose } = useAppearance();
  const mayRenewCode = useCan('users.manage');
  return (
    <PageSection title={t('own.title')}>
      <div className={styles.row}>
        <span className={styles.label}>{shell('topBar.language')}</span>
        <Segmented
          aria-label={shell('topBar.language')}
          value={currentLanguage()}
          options={LANGUAGES.map((value) => ({
            value,
            label: value === 'zh-CN' ? shell('topBar.chinese') : shell('topBar.english'),
          }))}
          onChange={(language) => void chooseLanguage(language)}
        />
      </div>
      <div className={styles.row}>
        <span className={styles.label}>{shell('topBar.appearance')}</span>
        <Segmented
          aria-label={shell('topBar.appearance')}
          value={appearance}
          options={APPEARANCES.map((value) => ({ value, label: shell(`topBar.${value}`) }))}
          onChange={choose}
        />
      </div>
      <div className={styles.row}>
        <span className={styles.label}>{t('own.passphrase')}</span>
        <Button onClick={() => set({ passphrase: true })}>{t('own.change')}</Button>
      </div>
      {mayRenewCode ? (
        <div className={styles.row}>
          <span className={styles.label}>{t('recoveryCode.label')}</span>
          <Button onClick={() => set({ recoveryCode: true })}>{t('recoveryCode.renew')}</Button>
        </div>
      ) : null}
      <p className={styles.hint}>{t('own.recovery')}</p>
      {values.passphrase ? <PassphraseDialog onClose={() => set({ passphrase: false })} /> : null}
      {values.recoveryCode && mayRenewCode ? <RecoveryCodeDialog onClose={() => set({ recoveryCode: false })} /> : null}
    </PageSection>
  );
}

function VaultSection() {
  const { t } = useTranslation('settings');
  const lockVault = useLockVault();
  return (
    <PageSection title={t('vault.section')}>
      <div className={styles.row}>
        <Button onClick={lockVault}>{t('vault.open')}</Button>
        <span className="kc-faint">{t('vault.hint')}</span>
      </div>
    </PageSection>
  );
}

function ShopSettings() {
  const { t } = useTranslation('settings');
  const query = useQuery(api.settings.get.queryOptions());
  return (
    <PageSection title={t('shop.title')}>
      <QueryView query={query}>
        {(settings) => (
          <>
            {settings.areSchedulesDisarmed ? (
              <Alert
                type="warning"
                showIcon
                style={{ marginBottom: 16 }}
                title={t('shop.disarmed')}
                action={<Link to="/backup?tab=findings">{t('shop.goThrough')}</Link>}
              />
            ) : null}
            <ShopForm settings={settings} />
          </>
        )}
      </QueryView>
    </PageSection>
  );
}
