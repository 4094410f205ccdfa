import { App, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { PlannedStanding } from '#shared/domain/replenishment/reorder-plan.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './scorecards.module.css';

const RULINGS = ['good', 'warned', 'excluded'] as const satisfies readonly PlannedStanding[];

/** The owner's own word: it goes before the points until its last day. */
export function RulingDialog({ supplierId, onClose }: { supplierId: SupplierId; onClose: () => void }) {
  const { t } = useTranslation('scorecards');
  const { message } = App.useApp();
  const [ruling, setRuling] = useState<PlannedStanding>('excluded');
  const [reason, setReason] = useState('');
  const [endsOn, setEndsOn] = useState<Day | null>(null);
  const rule = useCommand(client.scorecards.rule);
  const submit = async (): Promise<void> => {
    if (!(await rule.run({ supplierId, ruling, reason: reason.trim(), endsOn }))) return;
    message.success(t('ruling.saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('ruling.title')}
      okText={t('ruling.save')}
      okButtonProps={{ disabled: reason.trim() === '', loading: rule.isPending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <p className="kc-soft">{t('ruling.text')}</p>
      <div className={styles.fields}>
        <Segmented
          value={ruling}
          aria-label={t('columns.standing')}
          options={RULINGS.map((value) => ({ value, label: t(`standings.${value}`) }))}
          onChange={setRuling}
        />
        <span className="kc-soft">{t(`effects.${ruling}`)}</span>
        <span className={styles.label}>{t('ruling.reason')}</span>
        <Input
          value={reason}
          maxLength={200}
          aria-label={t('ruling.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className={styles.label}>{t('ruling.endsOn')}</span>
        <DayInput value={endsOn} onChange={setEndsOn} min={today()} isClearable aria-label={t('ruling.endsOn')} />
      </div>
    </Modal>
  );
}
