import { BellOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../i18n/use-text.ts';
import type { Alert } from '../area.ts';
import { areas } from '../areas.ts';
import { areasWithAlerts, permittedAreas } from '../permitted-areas.ts';
import { useSession } from '../session/session.ts';
import styles from './menu-panel.module.css';

/** The code was shown and not typed back, as when the window was closed over it. */
const CODE_NOT_KEPT: Alert = {
  key: 'recovery-code-not-kept',
  urgency: 'now',
  text: 'settings:recoveryCode.notKept',
  to: '/settings?recoveryCode=1',
  action: 'settings:recoveryCode.renew',
};

/** What the areas and the shop want done, the most urgent first. */
function useAlerts(): readonly Alert[] {
  const { shop, can } = useSession();
  const permitted = permittedAreas(areas, can);
  const ofAreas = useQueries({
    queries: areasWithAlerts(areas, can).flatMap(({ navKey, readAlerts }) =>
      readAlerts ? [{ queryKey: [['alerts', navKey]], queryFn: readAlerts }] : [],
    ),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  });
  const backup = permitted.find((area) => area.navKey === 'backup');
  const noBackupPlace: Alert = {
    key: 'no-backup-place',
    urgency: 'soon',
    text: 'shell:alerts.noBackupPlace',
    to: backup ? `/${backup.path}` : undefined,
    action: 'shell:alerts.chooseBackupPlace',
  };
  const ofShop = [
    ...(shop.isRecoveryCodeKept || !can('users.manage') ? [] : [CODE_NOT_KEPT]),
    ...(shop.backupPlace === null && !shop.isDemo ? [noBackupPlace] : []),
  ];
  return [...ofAreas, ...ofShop].sort((left, right) => urgencyRank(left) - urgencyRank(right));
}

function urgencyRank(alert: Alert): number {
  return alert.urgency === 'now' ? 0 : 1;
}

/** The bell: what should be done soon or now, each with its way there. */
export function AlertsMenu() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const alerts = useAlerts();
  const label = alerts.length > 0 ? t('topBar.alertsCount', { count: alerts.length }) : t('topBar.alerts');
  const hasUrgent = alerts.some((alert) => alert.urgency === 'now');
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={isOpen}
      onOpenChange={setOpen}
      content={<AlertList alerts={alerts} onLeave={() => setOpen(false)} />}
    >
      <Button
        type="text"
        aria-label={label}
        title={label}
        icon={
          <Badge dot={alerts.length > 0} status={hasUrgent ? 'error' : 'warning'} offset={[-2, 2]}>
            <BellOutlined />
          </Badge>
        }
      />
    </Popover>
  );
}

function AlertList({ alerts, onLeave }: { alerts: readonly Alert[]; onLeave: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className={styles.panel}>
      <div className={styles.title}>{t('topBar.alerts')}</div>
      {alerts.length === 0 ? <div className={styles.empty}>{t('topBar.noAlerts')}</div> : null}
      <ul className={styles.list}>
        {alerts.map((alert) => (
          <li key={alert.key} className={`${styles.entry} ${styles.line}`}>
            <span className={styles[alert.urgency]} aria-hidden="true">
              {alert.urgency === 'now' ? <ExclamationCircleOutlined /> : <ClockCircleOutlined />}
            </span>
            <span className={styles.subject}>{text(alert.text, alert.values)}</span>
            {alert.to ? (
              <Link to={alert.to} onClick={onLeave}>
                {text(alert.action ?? 'shell:palette.openHint')}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
