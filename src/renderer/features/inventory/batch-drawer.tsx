import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { PlacedSaleButton } from '#renderer/features/sales/placed-sale-dialog.tsx';
import { say } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { BatchRow, KeySelection, WholeSelection } from '#shared/contract/inventory.contract.ts';
import type { BatchId } from '#shared/domain/ids.ts';
import { BatchReturns } from '../purchasing/batch-returns.tsx';
import { CorrectionDialog } from '../purchasing/correction-dialog.tsx';
import { KeyCheckDialog } from '../purchasing/key-check-dialog.tsx';
import { ReturnDialog } from '../purchasing/return-dialog.tsx';
import { ActDialog, type HandAct } from './act-dialog.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import styles from './inventory.module.css';
import { reasonWord } from './inventory-words.ts';
import { ReclassifyDialog } from './reclassify-dialog.tsx';

/** One batch: its paper, where its keys stand, and what can be done to all of them. */
export function BatchDrawer({ id, onClose }: { id: BatchId | null; onClose: () => void }) {
  const input = { id: id ?? (1 as BatchId) };
  const query = useQuery(api.inventory.batch.queryOptions({ input, enabled: id !== null }));
  const batch = id !== null && query.data?.id === id ? query.data : undefined;
  return (
    <SideDrawer
      name="batch"
      isOpen={id !== null}
      onClose={onClose}
      title={batch ? `${batch.number} · ${batch.skuName}` : ''}
      footer={batch ? <BatchActs key={batch.id} batch={batch} /> : null}
    >
      <QueryView query={query}>
        {(found) => (
          <>
            <BatchFacts batch={found} />
            <BatchReturns batchId={found.id} />
          </>
        )}
      </QueryView>
    </SideDrawer>
  );
}

function BatchFacts({ batch }: { batch: BatchRow }) {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const counted = ['available', 'reserved', 'quarantined', 'placed', 'delivered', 'voided', 'expired'] as const;
  const stateOf = (key: (typeof counted)[number]): string => (key === 'voided' ? 'void' : key);
  return (
    <Details
      items={[
        { label: t('columns.label'), value: batch.label || '–' },
        { label: t('columns.supplier'), value: batch.supplierName },
        { label: t('columns.receipt'), value: reasonWord(say, batch.receiptKind) },
        { label: t('columns.receivedOn'), value: <CalendarDay on={batch.receivedOn} /> },
        {
          label: t('columns.document'),
          value: batch.importId ? (
            <Link to={`/imports?import=${batch.importId}`} className="kc-mono">
              {batch.importNumber}
            </Link>
          ) : (
            '–'
          ),
        },
        { label: t('columns.keys'), value: <Quantity value={batch.keyCount} /> },
        { label: t('columns.cost'), value: <Amount value={batch.totalCost} currency={shop.currency} /> },
        { label: t('columns.value'), value: <Amount value={batch.valueOnHand} currency={shop.currency} /> },
        ...counted.map((key) => ({
          label: t(`columns.${key}`),
          value:
            batch[key] === 0 ? (
              '–'
            ) : (
              <Link to={`/inventory/keys?batch=${batch.id}&state=${stateOf(key)}`}>
                <Quantity value={batch[key]} />
              </Link>
            ),
        })),
      ]}
    />
  );
}

interface Asked {
  readonly act: HandAct;
  readonly selection: KeySelection;
  readonly count: number;
}

/** An act that a link from a report asks for: its dialog opens with the batch. */
const LINKED_ACT = { act: choiceFilter(['return', 'write-off']) };

function BatchActs({ batch }: { batch: BatchRow }) {
  const { t } = useTranslation('inventory');
  const mayFreeze = useCan('keys.freeze');
  const mayRelease = useCan('stock.adjust');
  const mayReclassify = useCan('keys.reclassify');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [freezing, setFreezing] = useState<WholeSelection | null>(null);
  const { importId } = batch;
  const [isReclassifying, setReclassifying] = useState(false);
  const linked = useUrlFilters(LINKED_ACT);
  const [isReturning, setReturning] = useState(linked.values.act === 'return');
  const [isWritingOff, setWritingOff] = useState(linked.values.act === 'write-off');
  const [isChecking, setChecking] = useState(false);
  const [isCorrecting, setCorrecting] = useState(false);
  const mayReturn = useCan('purchasing.edit');
  const mayWriteOff = useCan('keys.writeOff');
  const endLinked = (): void => linked.set({ act: null });
  const words = useTranslation('purchaseOrders').t;
  const corrections = useTranslation('corrections').t;
  const hasPrice = batch.receiptKind === 'purchase' || batch.receiptKind === 'rebate';
  const free = batch.available + batch.reserved + batch.placed;
  const whole: WholeSelection = { by: 'batch', batchId: batch.id };
  return (
    <div className={styles.actions}>
      {mayFreeze && free > 0 ? (
        <Button danger onClick={() => setFreezing(whole)}>
          {t('acts.freeze', { count: free })}
        </Button>
      ) : null}
      {mayFreeze && importId !== null ? (
        <Button onClick={() => setFreezing({ by: 'import', importId })}>{t('acts.freezeImport')}</Button>
      ) : null}
      {mayFreeze ? (
        <Button onClick={() => setFreezing({ by: 'supplier', supplierId: batch.supplierId })}>
          {t('acts.freezeSupplier')}
        </Button>
      ) : null}
      {mayRelease && batch.quarantined > 0 ? (
        <Button onClick={() => setAsked({ act: 'release', selection: whole, count: batch.quarantined })}>
          {t('acts.release', { count: batch.quarantined })}
        </Button>
      ) : null}
      {mayFreeze && batch.placed > 0 ? (
        <Button onClick={() => setAsked({ act: 'takeBack', selection: whole, count: batch.placed })}>
          {t('acts.takeBack', { count: batch.placed })}
        </Button>
      ) : null}
      {batch.placed > 0 ? (
        <PlacedSaleButton selection={{ by: 'batch', batchId: batch.id }} count={batch.placed} />
      ) : null}
      {mayReclassify && batch.onHand > 0 ? (
        <Button onClick={() => setReclassifying(true)}>{t('acts.reclassify')}</Button>
      ) : null}
      {mayRelease && batch.quarantined > 0 ? (
        <Button onClick={() => setChecking(true)}>{words('checks.action')}</Button>
      ) : null}
      {mayReturn && batch.available + batch.quarantined > 0 ? (
        <Button onClick={() => setReturning(true)}>{words('returns.action')}</Button>
      ) : null}
      {mayReturn && hasPrice && importId !== null ? (
        <Button onClick={() => setCorrecting(true)}>{corrections('action')}</Button>
      ) : null}
      {batch.delivered > 0 ? (
        <Link to={`/inventory/keys?batch=${batch.id}&state=delivered`}>
          <Button type="link">{t('acts.showDelivered')}</Button>
        </Link>
      ) : null}
      {freezing ? <FreezeDialog selection={freezing} onClose={() => setFreezing(null)} /> : null}
      {asked ? <ActDialog {...asked} onClose={() => setAsked(null)} /> : null}
      {isReturning && mayReturn ? (
        <ReturnDialog
          batch={batch}
          onClose={() => {
            setReturning(false);
            endLinked();
          }}
        />
      ) : null}
      {isWritingOff && mayWriteOff ? (
        <ActDialog
          act="writeOff"
          selection={whole}
          count={batch.onHand}
          onClose={() => {
            setWritingOff(false);
            endLinked();
          }}
        />
      ) : null}
      {isChecking ? <KeyCheckDialog batch={batch} onClose={() => setChecking(false)} /> : null}
      {isCorrecting && importId !== null ? (
        <CorrectionDialog
          supplierId={batch.supplierId}
          skuId={batch.skuId}
          importIds={[importId]}
          onClose={() => setCorrecting(false)}
        />
      ) : null}
      {isReclassifying ? <ReclassifyDialog batch={batch} onClose={() => setReclassifying(false)} /> : null}
    </div>
  );
}
