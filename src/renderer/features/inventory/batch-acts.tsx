import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { PlacedSaleDialog } from '#renderer/features/sales/placed-sale-dialog.tsx';
import { choiceFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { BatchRow, WholeSelection } from '#shared/contract/inventory.contract.ts';
import { CorrectionDialog } from '../purchasing/correction-dialog.tsx';
import { KeyCheckDialog } from '../purchasing/key-check-dialog.tsx';
import { ReturnDialog } from '../purchasing/return-dialog.tsx';
import { ActDialog } from './act-dialog.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import styles from './inventory.module.css';
import { ReclassifyDialog } from './reclassify-dialog.tsx';

/** An act that a link from a report asks for: its dialog opens with the batch. */
const LINKED_ACT = { act: choiceFilter(['return', 'write-off']) };
/** Acts that stand as buttons; the others are behind "…". */
const SHOWN_ACTS = 2;

type ActName =
  | 'freeze'
  | 'release'
  | 'check'
  | 'recordSale'
  | 'return'
  | 'takeBack'
  | 'correct'
  | 'reclassify'
  | 'freezeImport'
  | 'freezeSupplier'
  | 'write-off';

interface Act {
  readonly name: ActName | 'showDelivered';
  readonly label: string;
}

/** What can be done to all keys of a batch: the two acts that its keys ask for most, the rest behind "…". */
export function BatchActs({ batch }: { batch: BatchRow }) {
  const shell = useTranslation('shell').t;
  const navigate = useNavigate();
  const acts = useActs(batch);
  const linked = useUrlFilters(LINKED_ACT);
  const [asked, setAsked] = useState<ActName | null>(linked.values.act);
  const begin = (name: Act['name']): void => {
    if (name === 'showDelivered') void navigate(`/inventory/keys?batch=${batch.id}&state=delivered`);
    else setAsked(name);
  };
  const end = (): void => {
    setAsked(null);
    if (linked.values.act !== null) linked.set({ act: null });
  };
  const shown = acts.slice(0, SHOWN_ACTS);
  const behind = acts.slice(SHOWN_ACTS);
  return (
    <div className={styles.actions}>
      {shown.map(({ name, label }) => (
        <Button key={name} danger={name === 'freeze'} onClick={() => begin(name)}>
          {label}
        </Button>
      ))}
      {behind.length > 0 ? (
        <Dropdown
          menu={{
            items: behind.map(({ name, label }) => ({ key: name, label, danger: name === 'write-off' })),
            onClick: ({ key }) => begin(key as Act['name']),
          }}
          trigger={['click']}
        >
          <Button icon={<EllipsisOutlined />} aria-label={shell('actions.more')} />
        </Dropdown>
      ) : null}
      {asked === null ? null : <AskedAct name={asked} batch={batch} onClose={end} />}
    </div>
  );
}

/** What the person may do with these keys now, the most wanted first. */
function useActs(batch: BatchRow): readonly Act[] {
  const { t } = useTranslation('inventory');
  const words = useTranslation('purchaseOrders').t;
  const corrections = useTranslation('corrections').t;
  const sales = useTranslation('sales').t;
  const mayFreeze = useCan('keys.freeze');
  const mayRelease = useCan('stock.adjust');
  const mayReclassify = useCan('keys.reclassify');
  const mayReturn = useCan('purchasing.edit');
  const mayWriteOff = useCan('keys.writeOff');
  const maySell = useCan('keys.dispense');
  const { importId, available, reserved, placed, quarantined, delivered, onHand, receiptKind } = batch;
  const free = available + reserved + placed;
  const hasPrice = importId !== null && (receiptKind === 'purchase' || receiptKind === 'rebate');
  const all: readonly (Act & { readonly isOffered: boolean })[] = [
    { name: 'freeze', label: t('acts.freeze', { count: free }), isOffered: mayFreeze && free > 0 },
    { name: 'release', label: t('acts.release', { count: quarantined }), isOffered: mayRelease && quarantined > 0 },
    { name: 'recordSale', label: sales('placed.record', { count: placed }), isOffered: maySell && placed > 0 },
    { name: 'return', label: words('returns.action'), isOffered: mayReturn && available + quarantined > 0 },
    { name: 'check', label: words('checks.action'), isOffered: mayRelease && quarantined > 0 },
    { name: 'takeBack', label: t('acts.takeBack', { count: placed }), isOffered: mayFreeze && placed > 0 },
    { name: 'correct', label: corrections('action'), isOffered: mayReturn && hasPrice },
    { name: 'reclassify', label: t('acts.reclassify'), isOffered: mayReclassify && onHand > 0 },
    { name: 'write-off', label: t('acts.writeOff', { count: onHand }), isOffered: mayWriteOff && onHand > 0 },
    { name: 'showDelivered', label: t('acts.showDelivered'), isOffered: delivered > 0 },
    { name: 'freezeImport', label: t('acts.freezeImport'), isOffered: mayFreeze && importId !== null },
    { name: 'freezeSupplier', label: t('acts.freezeSupplier'), isOffered: mayFreeze },
  ];
  return all.filter(({ isOffered }) => isOffered);
}

interface AskedActProps {
  name: ActName;
  batch: BatchRow;
  onClose: () => void;
}

/** The dialog of an act. A link may name one that the person may not do: then there is none. */
function AskedAct({ name, batch, onClose }: AskedActProps) {
  const mayReturn = useCan('purchasing.edit');
  const mayWriteOff = useCan('keys.writeOff');
  const { id: batchId, importId, supplierId, skuId, quarantined, placed, onHand } = batch;
  const whole: WholeSelection = { by: 'batch', batchId };
  switch (name) {
    case 'freeze':
      return <FreezeDialog selection={whole} onClose={onClose} />;
    case 'freezeImport':
      return importId === null ? null : <FreezeDialog selection={{ by: 'import', importId }} onClose={onClose} />;
    case 'freezeSupplier':
      return <FreezeDialog selection={{ by: 'supplier', supplierId }} onClose={onClose} />;
    case 'release':
      return <ActDialog act="release" selection={whole} count={quarantined} onClose={onClose} />;
    case 'takeBack':
      return <ActDialog act="takeBack" selection={whole} count={placed} onClose={onClose} />;
    case 'write-off':
      return mayWriteOff ? <ActDialog act="writeOff" selection={whole} count={onHand} onClose={onClose} /> : null;
    case 'recordSale':
      return <PlacedSaleDialog selection={{ by: 'batch', batchId }} count={placed} onClose={onClose} />;
    case 'return':
      return mayReturn ? <ReturnDialog batch={batch} onClose={onClose} /> : null;
    case 'check':
      return <KeyCheckDialog batch={batch} onClose={onClose} />;
    case 'correct':
      return importId === null ? null : (
        <CorrectionDialog supplierId={supplierId} skuId={skuId} importIds={[importId]} onClose={onClose} />
      );
    case 'reclassify':
      return <ReclassifyDialog batch={batch} onClose={onClose} />;
  }
}
