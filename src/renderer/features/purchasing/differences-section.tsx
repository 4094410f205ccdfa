import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { OrderDetails, OrderDifference } from '#shared/contract/purchase-orders.contract.ts';
import { takesDecision } from '#shared/domain/purchasing/order-states.ts';
import { DUPLICATE_REASONS } from '#shared/domain/purchasing/receipts.ts';
import { useRefusalWords } from '../imports/refused-rows.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import styles from './orders.module.css';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** What came otherwise than ordered, and what was decided about it. */
export function DifferencesSection({ order }: { order: OrderDetails }) {
  const { t } = useTranslation('purchaseOrders');
  const [deciding, setDeciding] = useState<OrderDifference | null>(null);
  const [withdrawing, setWithdrawing] = useState<OrderDifference | null>(null);
  return (
    <section className={styles.section} aria-label={t('sections.differences')}>
      <h3 className={styles.sectionTitle}>{t('sections.differences')}</h3>
      {order.differences.map((difference) => (
        <Difference
          key={difference.id}
          order={order}
          difference={difference}
          onDecide={() => setDeciding(difference)}
          onWithdraw={() => setWithdrawing(difference)}
        />
      ))}
      {deciding ? <DecideDialog order={order} difference={deciding} onClose={() => setDeciding(null)} /> : null}
      {withdrawing ? (
        <WithdrawDialog order={order} difference={withdrawing} onClose={() => setWithdrawing(null)} />
      ) : null}
    </section>
  );
}

interface DifferenceProps {
  order: OrderDetails;
  difference: OrderDifference;
  onDecide: () => void;
  onWithdraw: () => void;
}

function Difference({ order, difference, onDecide, onWithdraw }: DifferenceProps) {
  const { t } = useTranslation('purchaseOrders');
  const mayDecide = useCan('purchasing.edit') && takesDecision(order.state, difference);
  const { kind, quantity, state, decision, skuName, importNumber, note, credited } = difference;
  const reasons = useReasons(difference);
  const amount = (value: number): string => formatAmount(value, { currency: order.currency });
  const parts = [
    skuName ?? '',
    importNumber ?? '',
    ...reasons,
    state === 'open' && difference.charged > 0 ? t('differences.charged', { amount: amount(difference.charged) }) : '',
    credited > 0 ? t('differences.credited', { amount: amount(credited) }) : '',
    difference.entryNumber ? t('differences.entry', { number: difference.entryNumber }) : '',
    difference.returnNumber ? t('differences.returned', { number: difference.returnNumber }) : '',
    note,
    difference.decidedBy,
  ];
  return (
    <div className={styles.difference}>
      <div>
        <div>
          {t('differences.title', { kind: t(`differences.kinds.${kind}`), count: quantity })}{' '}
          <StateTag
            tone={state === 'open' ? 'soon' : 'past'}
            shape={state === 'open' ? 'triangle' : state === 'undone' ? 'dash' : 'check'}
            isPlain
          >
            {state === 'decided' && decision
              ? t(`differences.decisions.${decision}`)
              : t(state === 'undone' ? 'differences.undone' : 'differences.open')}
          </StateTag>
        </div>
        <div className={styles.detail}>{parts.filter((part) => part !== '').join(' · ')}</div>
      </div>
      {mayDecide && state === 'open' ? (
        <Button size="small" onClick={onDecide}>
          {t('differences.decide')}
        </Button>
      ) : null}
      {mayDecide && state === 'decided' && difference.returnDocumentId === null ? (
        <Button size="small" type="text" onClick={onWithdraw}>
          {t('differences.withdraw')}
        </Button>
      ) : null}
    </div>
  );
}

/** Why rows of the sheet were refused, in the words of the import. */
function useReasons({ kind, byReason }: OrderDifference): string[] {
  const words = useRefusalWords();
  const isDuplicate = (reason: string): boolean => DUPLICATE_REASONS.has(reason);
  return Object.entries(byReason)
    .filter(([reason]) => (kind === 'duplicate') === isDuplicate(reason))
    .map(([reason, count]) => `${words(reason).what} ${count}`);
}
