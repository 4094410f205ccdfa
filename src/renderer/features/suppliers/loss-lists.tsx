import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { keyName } from '#renderer/components/key-name.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { FreezeDialog } from '#renderer/features/inventory/freeze-dialog.tsx';
import { api } from '#renderer/lib/client.ts';
import type { LossBatch, LossClaim, LossKey } from '#shared/contract/supplier-losses.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import styles from './dossier.module.css';

/** What of their goods is in our hands, what buyers hold and may bring back, and what waits for them. */
export function LossLists({ supplierId }: { supplierId: SupplierId }) {
  const query = useQuery(api.supplierLosses.lists.queryOptions({ input: { supplierId } }));
  return (
    <QueryView query={query}>
      {({ batches, warrantyKeys, warrantyCount, claims }) => (
        <>
          <Batches supplierId={supplierId} batches={batches} />
          <WarrantyKeys keys={warrantyKeys} count={warrantyCount} />
          <Claims claims={claims} />
        </>
      )}
    </QueryView>
  );
}

function Batches({ supplierId, batches }: { supplierId: SupplierId; batches: readonly LossBatch[] }) {
  const { t } = useTranslation('losses');
  const mayFreeze = useCan('keys.freeze');
  const { currency } = useSession().shop;
  const [isFreezing, setFreezing] = useState(false);
  const isFree = batches.some(({ available, reserved, placed }) => available + reserved + placed > 0);
  return (
    <PageSection
      title={t('batches.title')}
      actions={
        mayFreeze && isFree ? (
          <Button size="small" danger onClick={() => setFreezing(true)}>
            {t('batches.freeze')}
          </Button>
        ) : null
      }
    >
      <List
        label={t('batches.title')}
        none={batches.length === 0 ? t('batches.none') : null}
        heads={[t('batches.number'), t('batches.sku'), t('batches.receivedOn')]}
        ends={[t('batches.available'), t('batches.other'), t('batches.value')]}
      >
        {batches.map((batch) => (
          <tr key={batch.batchId}>
            <td>
              <Link className="kc-mono" to={`/inventory/batches?batch=${batch.batchId}`}>
                {batch.number}
              </Link>
            </td>
            <td>{batch.skuName}</td>
            <td>
              <CalendarDay on={batch.receivedOn} />
            </td>
            <td className={styles.end}>
              <Quantity value={batch.available} isZeroDash />
            </td>
            <td className={styles.end}>
              <Quantity value={batch.quarantined + batch.reserved + batch.placed} isZeroDash />
            </td>
            <td className={styles.end}>
              <Amount value={batch.value} currency={currency} isZeroDash />
            </td>
          </tr>
        ))}
      </List>
      {isFreezing ? (
        <FreezeDialog selection={{ by: 'supplier', supplierId }} onClose={() => setFreezing(false)} />
      ) : null}
    </PageSection>
  );
}

function WarrantyKeys({ keys, count }: { keys: readonly LossKey[]; count: number }) {
  const { t } = useTranslation('losses');
  const { currency } = useSession().shop;
  return (
    <PageSection title={t('keys.title')}>
      {count > 0 ? <p className="kc-soft">{t('keys.count', { keys: count })}</p> : null}
      <List
        label={t('keys.title')}
        none={keys.length === 0 ? t('keys.none') : null}
        heads={[t('keys.key'), t('keys.sku'), t('keys.order'), t('keys.buyer'), t('keys.endsAt')]}
        ends={[t('keys.revenue')]}
      >
        {keys.map((key) => (
          <tr key={`${key.keyId} ${key.deliveryId}`}>
            <td>
              <Link className="kc-mono" to={`/inventory/keys?key=${key.keyId}`}>
                {keyName(key)}
              </Link>
            </td>
            <td>{key.skuName}</td>
            <td>
              <Link className="kc-mono" to={`/dispense/deliveries?delivery=${key.deliveryId}`}>
                {key.orderNumber || key.deliveryNumber}
              </Link>
            </td>
            <td>{key.buyer || '–'}</td>
            <td>
              <Moment at={key.warrantyEndsAt} />
            </td>
            <td className={styles.end}>
              <Amount value={key.revenue} currency={currency} />
            </td>
          </tr>
        ))}
      </List>
    </PageSection>
  );
}

function Claims({ claims }: { claims: readonly LossClaim[] }) {
  const { t } = useTranslation('losses');
  const { currency } = useSession().shop;
  return (
    <PageSection title={t('claims.title')}>
      <List
        label={t('claims.title')}
        none={claims.length === 0 ? t('claims.none') : null}
        heads={[t('claims.key'), t('claims.sku'), t('claims.batch')]}
        ends={[t('claims.cost')]}
      >
        {claims.map((claim) => (
          <tr key={claim.keyId}>
            <td>
              <Link className="kc-mono" to={`/inventory/keys?key=${claim.keyId}`}>
                {keyName(claim)}
              </Link>
            </td>
            <td>{claim.skuName}</td>
            <td className="kc-mono">{claim.batchNumber}</td>
            <td className={styles.end}>
              <Amount value={claim.cost} currency={currency} />
            </td>
          </tr>
        ))}
      </List>
    </PageSection>
  );
}

interface ListProps {
  label: string;
  none: string | null;
  heads: readonly string[];
  ends: readonly string[];
  children: ReactNode;
}

function List({ label, none, heads, ends, children }: ListProps) {
  if (none !== null) return <p className="kc-soft">{none}</p>;
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          {ends.map((head) => (
            <th key={head} className={styles.end}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
