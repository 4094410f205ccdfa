import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useCan } from '../session/session.ts';

const REFRESH_MILLISECONDS = 60_000;

/** Stands over every page while the computer's clock lies before what the shop has written, or more than a month after it. */
export function ClockBanner() {
  const { t } = useTranslation('settings');
  const mayConfirm = useCan('settings.edit');
  const query = useQuery({ ...api.schedules.state.queryOptions(), refetchInterval: REFRESH_MILLISECONDS });
  const confirm = useCommand(client.schedules.confirmTime, { onSuccess: () => void query.refetch() });
  const state = query.data;
  if (!state || (!state.isClockSetBack && state.clockLeaptFrom === null)) return null;
  const { now, latestWrittenAt, clockLeaptFrom } = state;
  const isLeap = !state.isClockSetBack;
  return (
    <Alert
      banner
      type="error"
      title={
        isLeap
          ? t('clock.leapTitle', { now, from: clockLeaptFrom })
          : t('clock.title', { now, latest: latestWrittenAt })
      }
      description={t(bannerText(isLeap, mayConfirm))}
      action={
        mayConfirm ? (
          <Button loading={confirm.isPending} onClick={() => void confirm.run({ now })}>
            {t('clock.confirm', { now })}
          </Button>
        ) : null
      }
    />
  );
}

function bannerText(isLeap: boolean, mayConfirm: boolean) {
  if (isLeap) return mayConfirm ? 'clock.leapOwnerText' : 'clock.leapText';
  return mayConfirm ? 'clock.ownerText' : 'clock.text';
}
