import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { keyName } from '#renderer/components/key-name.ts';
import { KeyStateTag, StateTag } from '#renderer/components/state-tag.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BatchRow } from '#shared/contract/inventory.contract.ts';
import type { KeyCheck } from '#shared/contract/key-checks.contract.ts';
import styles from './orders.module.css';

const USUAL_SAMPLE = 3;

/** 先验后付: draws a sample of a quarantined batch, takes its results, and releases or claims the rest. */
export function KeyCheckDialog({ batch, onClose }: { batch: BatchRow; onClose: () => void }) {
  const { t } = useTranslation('purchaseOrders');
  const query = useQuery(api.keyChecks.ofBatch.queryOptions({ input: { batchId: batch.id } }));
  if (!query.data) return null;
  const open = query.data.checks.find(({ state }) => state === 'open');
  return (
    <Modal open width={560} title={t('checks.title', { batch: batch.number })} footer={null} onCancel={onClose}>
      {open ? (
        <OpenCheck check={open} onClose={onClose} />
      ) : (
        <NewCheck batch={batch} consumesKey={query.data.consumesKey ?? false} earlier={query.data.checks} />
      )}
    </Modal>
  );
}

interface NewCheckProps {
  batch: BatchRow;
  consumesKey: boolean;
  earlier: readonly KeyCheck[];
}

function NewCheck({ batch, consumesKey, earlier }: NewCheckProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const [quantity, setQuantity] = useState<number | null>(Math.min(USUAL_SAMPLE, batch.quarantined));
  const [consumes, setConsumes] = useState(consumesKey);
  const start = useCommand(client.keyChecks.start);
  const begin = async (): Promise<void> => {
    if (quantity === null) return;
    const started = await start.run({ batchId: batch.id, quantity, consumesKey: consumes });
    if (started) message.success(t('checks.started', { number: started.number }));
  };
  return (
    <div className={styles.fields}>
      <p className="kc-soft">{t('checks.intro')}</p>
      <div className={styles.field}>
        <span className={styles.label}>{t('checks.quantity')}</span>
        <CountInput
          min={1}
          max={Math.min(200, batch.quarantined)}
          value={quantity}
          aria-label={t('checks.quantity')}
          onChange={setQuantity}
        />
      </div>
      <Checkbox checked={consumes} onChange={(event) => setConsumes(event.target.checked)}>
        {t('checks.consumes')}
      </Checkbox>
      <div className={styles.foot}>
        <Button type="primary" disabled={quantity === null} loading={start.isPending} onClick={() => void begin()}>
          {t('checks.start', { count: quantity ?? 0 })}
        </Button>
      </div>
      {earlier.map((check) => (
        <div key={check.id} className={styles.detail}>
          <span className="kc-mono">{check.number}</span>{' '}
          <StateTag tone="past" isPlain>
            {t(`checks.states.${check.state}`)}
          </StateTag>{' '}
          {t('checks.summary', countResults(check))} {check.note}
        </div>
      ))}
    </div>
  );
}

function OpenCheck({ check, onClose }: { check: KeyCheck; onClose: () => void }) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const mayRerelease = useCan('keys.rerelease');
  const [note, setNote] = useState('');
  const [releasesSample, setReleasesSample] = useState(false);
  const record = useCommand(client.keyChecks.record);
  const release = useCommand(client.keyChecks.release);
  const claim = useCommand(client.keyChecks.claim);
  const abandon = useCommand(client.keyChecks.abandon);
  const counts = countResults(check);
  const input = { id: check.id, note: note.trim() };
  const end = async (state: 'released' | 'claimed'): Promise<void> => {
    const done = state === 'released' ? await release.run({ ...input, releasesSample }) : await claim.run(input);
    if (!done) return;
    message.success(t(`checks.done.${state}`, { count: done.rest }));
    onClose();
  };
  return (
    <div className={styles.fields}>
      <p className="kc-soft">
        <span className="kc-mono">{check.number}</span> · {t('checks.summary', counts)}
      </p>
      <table className={styles.table}>
        <tbody>
          {check.keys.map((key) => (
            <tr key={key.keyId}>
              <td>
                <span className="kc-mono">{keyName(key)}</span> <KeyStateTag state={key.state} />
              </td>
              <td>
                {key.isSeen ? null : (
                  <Link to={`/inventory/keys?batch=${check.batchId}&key=${key.keyId}`}>{t('checks.look')}</Link>
                )}
              </td>
              <td className={styles.end}>
                <Radio.Group
                  size="small"
                  optionType="button"
                  value={key.result}
                  disabled={!key.isSeen}
                  aria-label={`${t('checks.tail')} ${key.tail}`}
                  options={(['good', 'bad'] as const).map((value) => ({ value, label: t(`checks.${value}`) }))}
                  onChange={(event) =>
                    void record.run({ id: check.id, keyId: key.keyId, result: event.target.value as 'good' | 'bad' })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {check.keys.some(({ isSeen }) => !isSeen) ? <p className={styles.detail}>{t('checks.notSeen')}</p> : null}
      <Input
        value={note}
        maxLength={500}
        placeholder={t('checks.note')}
        aria-label={t('checks.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      {mayRerelease && !check.consumesKey ? (
        <Checkbox checked={releasesSample} onChange={(event) => setReleasesSample(event.target.checked)}>
          {t('checks.releasesSample')}
        </Checkbox>
      ) : null}
      <div className={styles.foot}>
        <Button
          type="primary"
          disabled={counts.open > 0}
          loading={release.isPending}
          onClick={() => void end('released')}
        >
          {t('checks.release')}
        </Button>
        <Button danger disabled={counts.open > 0} loading={claim.isPending} onClick={() => void end('claimed')}>
          {t('checks.claim')}
        </Button>
        <Button type="text" loading={abandon.isPending} onClick={() => void abandon.run(input)}>
          {t('checks.abandon')}
        </Button>
      </div>
    </div>
  );
}

function countResults({ keys }: KeyCheck): { good: number; bad: number; open: number } {
  const count = (result: 'good' | 'bad' | null): number => keys.filter((key) => key.result === result).length;
  return { good: count('good'), bad: count('bad'), open: count(null) };
}
