import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useCan } from '../session/session.ts';

const REFRESH_MILLISECONDS = 60_000;

/** Stands over every page while the computer's clock lies before what the shop has already written. */
export function ClockBanner() {
  const { t } = useTranslation('settings');
  const mayConfirm = useCan('settings.edit');
  const query = useQuery({ ...api.schedules.state.queryOptions(), refetchInterval: REFRESH_MILLISECONDS });
  const confirm = useCommand(client.schedules.confirmTime, { onSuccess: () => void query.refetch() });
  const state = query.data;
  if (!state?.isClockSetBack) return null;
  const { now, latestWrittenAt } = state;
  return (
    <Alert
      banner
      type="error"
      title={t('clock.title', { now, latest: latestWrittenAt })}
      description={mayConfirm ? t('clock.ownerText') : t('clock.text')}
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
