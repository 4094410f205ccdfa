import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { api } from '#renderer/lib/client.ts';
import { ActDialog } from './act-dialog.tsx';

/** Says that keys expired before their last day, by a clock that was wrong, and brings them back. */
export function ExpiredEarly() {
  const { t } = useTranslation('inventory');
  const mayUndo = useCan('keys.rerelease');
  const [isAsked, setIsAsked] = useState(false);
  const { data } = useQuery({ ...api.inventory.expiredEarly.queryOptions(), enabled: mayUndo });
  const count = data?.quantity ?? 0;
  return (
    <>
      {mayUndo && count > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ margin: '0 20px 8px' }}
          title={t('acts.expiredEarly', { count })}
          action={
            <Button size="small" onClick={() => setIsAsked(true)}>
              {t('acts.undoExpiry', { count })}
            </Button>
          }
        />
      ) : null}
      {isAsked ? <ActDialog act="undoExpiry" count={count} onClose={() => setIsAsked(false)} /> : null}
    </>
  );
}
