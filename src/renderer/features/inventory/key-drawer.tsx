import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { SecretField } from '#renderer/components/secret-field.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { KeyStateTag, StateTag } from '#renderer/components/state-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { say } from '#renderer/i18n/use-text.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { KeyDetails, PlainKeyView } from '#shared/contract/card-keys.contract.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import styles from './inventory.module.css';
import { actWord } from './inventory-words.ts';

/** One key: where it came from, where it is, what happened to it; its text only by a recorded reveal. */
export function KeyDrawer({ id, onClose }: { id: CardKeyId | null; onClose: () => void }) {
  const { t } = useTranslation('inventory');
  const input = { id: id ?? (1 as CardKeyId) };
  const query = useQuery(api.cardKeys.get.queryOptions({ input, enabled: id !== null }));
  return (
    <SideDrawer
      name="card-key"
      isOpen={id !== null}
      onClose={onClose}
      title={id === null ? '' : t('key.title', { id })}
    >
      <QueryView query={query}>{(found) => <KeyFacts key={found.id} row={found} />}</QueryView>
    </SideDrawer>
  );
}

function KeyFacts({ row }: { row: KeyDetails }) {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const mayReveal = useCan('keys.reveal');
  return (
    <>
      <Details
        items={[
          {
            label: t('columns.state'),
            value: (
              <>
                <KeyStateTag state={row.state} />{' '}
                {row.isExposed ? (
                  <StateTag tone="soon" shape="ring" isPlain>
                    {t('exposed')}
                  </StateTag>
                ) : null}
              </>
            ),
          },
          { label: t('columns.sku'), value: row.skuName },
          {
            label: t('columns.batch'),
            value: <Link to={`/inventory/batches?batch=${row.batchId}`}>{row.batchNumber}</Link>,
          },
          { label: t('columns.supplier'), value: row.supplierName },
          { label: t('columns.receivedOn'), value: <CalendarDay on={row.receivedOn} /> },
          { label: t('columns.expiry'), value: row.expiresOn ? <CalendarDay on={row.expiresOn} /> : t('noExpiry') },
          ...(row.cost === null
            ? []
            : [{ label: t('columns.cost'), value: <Amount value={row.cost} currency={shop.currency} /> }]),
          {
            label: t('columns.delivery'),
            value: row.delivery ? (
              <Link to={`/dispense/deliveries?delivery=${row.delivery.id}`}>
                {row.delivery.orderNumber || row.delivery.number}
              </Link>
            ) : (
              '–'
            ),
          },
        ]}
      />
      {mayReveal ? <PlainFields id={row.id} tail={row.tail} /> : null}
      <Timeline id={row.id} />
    </>
  );
}

function PlainFields({ id, tail }: { id: CardKeyId; tail: string }) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const { isLocked } = useSession();
  const mayCopy = useCan('keys.copy');
  const confirm = useConfirmCount();
  const [plain, setPlain] = useState<PlainKeyView | null>(null);
  const reveal = useCommand(client.cardKeys.reveal);
  const recordCopy = useCommand(client.cardKeys.recordCopy);
  const show = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('acts.revealTitle', { count: 1 }),
      text: t('acts.revealText'),
      action: t('acts.reveal', { count: 1 }),
    });
    if (!isSure) return;
    const shown = await reveal.run({ keyIds: [id], reason: '' });
    if (!shown) return;
    setPlain(shown.keys[0] ?? null);
    if (shown.quarantined > 0) message.warning(t('acts.revealed', { count: shown.quarantined }));
  };
  const copy = async (value: string): Promise<string | null> => {
    const recorded = await recordCopy.run({ keyIds: [id] });
    return recorded ? value : null;
  };
  return (
    <PageSection title={t('key.plain')}>
      {plain === null || isLocked ? (
        <div className={styles.actions}>
          <SecretField tail={tail} />
          <Button loading={reveal.isPending} onClick={() => void show()}>
            {t('key.reveal')}
          </Button>
        </div>
      ) : (
        <Details
          items={plain.fields.map(({ name, value }) => ({
            label: name,
            value: (
              <>
                <span className="kc-mono">{value}</span>
                {mayCopy ? <SecretField copy={() => copy(value)} /> : null}
              </>
            ),
          }))}
        />
      )}
    </PageSection>
  );
}

function Timeline({ id }: { id: CardKeyId }) {
  const { t } = useTranslation('inventory');
  const query = useQuery(api.cardKeys.timeline.queryOptions({ input: { id } }));
  return (
    <PageSection title={t('key.timeline')}>
      <QueryView query={query}>
        {(events) => (
          <ol className={styles.timeline}>
            {events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a timeline only grows at its end
              <li key={index} className={styles.event}>
                <Moment at={event.happenedAt} />
                <span>
                  {actWord(say, event.act)} <span className="kc-soft">{event.documentNumber}</span>{' '}
                  <span className="kc-faint">{event.userName ?? ''}</span>
                </span>
                <KeyStateTag state={event.toState} />
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </PageSection>
  );
}
