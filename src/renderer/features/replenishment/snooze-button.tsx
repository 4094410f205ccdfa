import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';

const SNOOZED_DAYS = 7;

/** Lets the ticked SKUs sleep for a week, or wakes them where all of them sleep. */
export function SnoozeButton({ lines, onDone }: { lines: readonly PlanLine[]; onDone: () => void }) {
  const { t } = useTranslation('replenishment');
  const snooze = useCommand(client.replenishment.snooze);
  const areAsleep = lines.every(({ snoozedUntil }) => snoozedUntil !== null);
  const run = async (): Promise<void> => {
    const until = areAsleep ? null : addDays(today() as Day, SNOOZED_DAYS - 1);
    if (await snooze.run({ skuIds: lines.map(({ skuId }) => skuId), until })) onDone();
  };
  return (
    <Button loading={snooze.isPending} onClick={() => void run()}>
      {areAsleep ? t('wake') : t('snooze')}
    </Button>
  );
}
