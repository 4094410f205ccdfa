import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { DeliveryDetails } from '#shared/contract/sales.contract.ts';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import { DeliveryKindTag } from './delivery-columns.tsx';
import { DispenseResult, ExportMenu, type ShownDelivery } from './dispense-result.tsx';
import { ReturnDialog, type ReturnKind } from './return-dialog.tsx';
import styles from './sales.module.css';

/** One delivery: its paper, its keys, showing them again, and what comes back. */
export function DeliveryDrawer({ id, onClose }: { id: DeliveryId | null; onClose: () => void }) {
  const query = useQuery(
    api.deliveries.get.queryOptions({ input: { id: id ?? (1 as DeliveryId) }, enabled: id !== null }),
  );
  const details = id !== null && query.data?.id === id ? query.data : undefined;
  return (
    <SideDrawer
      name="delivery"
      width={640}
      isOpen={id !== null}
      onClose={onClose}
      title={details ? `${details.number} · ${details.skuName}` : ''}
    >
      <QueryView query={query}>{(found) => <DeliveryFacts key={found.id} details={found} />}</QueryView>
    </SideDrawer>
  );
}

function DeliveryFacts({ details }: { details: DeliveryDetails }) {
  const { t } = useTranslation('sales');
  const { shop, isLocked } = useSession();
  const mayDispense = useCan('keys.dispense');
  const [shown, setShown] = useState<ShownDelivery | null>(null);
  const show = useCommand(client.deliveries.show, { onSuccess: setShown });
  useEffect(() => {
    if (isLocked) setShown(null);
  }, [isLocked]);
  const money = (value: number) => <Amount value={value} currency={shop.currency} />;
  return (
    <>
      <Details
        items={[
          { label: t('columns.kind'), value: <DeliveryKindTag kind={details.kind} /> },
          { label: t('columns.shop'), value: details.shopName || '–' },
          {
            label: t('columns.orderNumber'),
            value: details.orderNumber ? <CopyText text={details.orderNumber} /> : '–',
          },
          { label: t('columns.buyer'), value: details.buyer || '–' },
          { label: t('columns.quantity'), value: <Quantity value={details.quantity} /> },
          { label: t('columns.revenue'), value: money(details.revenue) },
          ...(details.cost === null || details.profit === null
            ? []
            : [
                { label: t('columns.cost'), value: money(details.cost) },
                { label: t('columns.profit'), value: money(details.profit) },
              ]),
          { label: t('columns.at'), value: <Moment at={details.deliveredAt} /> },
          { label: t('columns.by'), value: details.deliveredBy },
          { label: t('columns.note'), value: details.note || '–' },
        ]}
      />
      {mayDispense ? (
        <div className={styles.actions}>
          {shown === null ? (
            <Button
              type="primary"
              loading={show.isPending}
              onClick={() => void show.run({ deliveryIds: [details.id] })}
            >
              {t('details.show')}
            </Button>
          ) : (
            <Button onClick={() => setShown(null)}>{t('details.hide')}</Button>
          )}
          <ExportMenu deliveries={[details]} />
        </div>
      ) : null}
      {shown === null || isLocked ? null : (
        <PageSection>
          <DispenseResult shown={shown} onNext={() => setShown(null)} nextLabel={t('details.hide')} />
        </PageSection>
      )}
      <DeliveredKeys details={details} />
    </>
  );
}

function DeliveredKeys({ details }: { details: DeliveryDetails }) {
  const { t } = useTranslation('sales');
  const mayDispense = useCan('keys.dispense');
  const [chosen, setChosen] = useState<ReadonlySet<CardKeyId>>(new Set());
  const [asking, setAsking] = useState<ReturnKind | null>(null);
  const toggle = (id: CardKeyId): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const count = chosen.size;
  return (
    <PageSection
      title={t('details.keys')}
      actions={
        mayDispense && count > 0 ? (
          <>
            <Button size="small" onClick={() => setAsking('return')}>
              {t('details.return', { count })}
            </Button>
            <Button size="small" onClick={() => setAsking('bad')}>
              {t('details.bad', { count })}
            </Button>
          </>
        ) : null
      }
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th aria-label={t('details.select')} />
            <th>{t('details.tail')}</th>
            <th>{t('details.batch')}</th>
            <th>{t('details.supplier')}</th>
            <th>{t('details.state')}</th>
            {details.cost === null ? null : <th className={styles.number}>{t('columns.cost')}</th>}
          </tr>
        </thead>
        <tbody>
          {details.keys.map((key) => (
            <tr key={`${key.id}/${key.useNumber}`}>
              <td>
                <Checkbox
                  checked={chosen.has(key.id)}
                  disabled={key.state !== 'open' || !mayDispense}
                  aria-label={t('details.select')}
                  onChange={() => toggle(key.id)}
                />
              </td>
              <td>
                <Link to={`/inventory/keys?key=${key.id}`} className="kc-mono">
                  {key.tail ? `…${key.tail}` : `#${key.id}`}
                </Link>
              </td>
              <td className="kc-mono">{key.batchNumber}</td>
              <td>{key.supplierName}</td>
              <td>
                <StateTag
                  tone={key.state === 'open' ? 'past' : key.state === 'bad' ? 'now' : 'soon'}
                  shape={key.state === 'open' ? 'check' : key.state === 'bad' ? 'cross' : 'back'}
                  isPlain
                >
                  {t(`keyStates.${key.state}`)}
                </StateTag>
              </td>
              {key.cost === null ? null : (
                <td className={styles.number}>
                  <Amount value={key.cost} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {details.quantity > details.keys.length ? (
        <p className="kc-faint">{t('details.more', { count: details.keys.length })}</p>
      ) : null}
      {asking === null ? null : (
        <ReturnDialog
          kind={asking}
          deliveryId={details.id}
          keyIds={[...chosen]}
          brought={sumMoney(details.keys.filter((key) => chosen.has(key.id)).map(({ revenue }) => revenue))}
          onClose={(isDone) => {
            setAsking(null);
            if (isDone) setChosen(new Set());
          }}
        />
      )}
    </PageSection>
  );
}
