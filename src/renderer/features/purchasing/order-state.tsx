import { useTranslation } from 'react-i18next';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';

const LOOKS: Readonly<Record<OrderState, { tone: StateTone; shape: StateShape }>> = {
  draft: { tone: 'soon', shape: 'ring' },
  approved: { tone: 'soon', shape: 'check' },
  sent: { tone: 'held', shape: 'diamond' },
  'partly-received': { tone: 'held', shape: 'half' },
  received: { tone: 'go', shape: 'check' },
  closed: { tone: 'past', shape: 'check' },
  cancelled: { tone: 'past', shape: 'cross' },
};

/** An order's state, the same on every screen. */
export function OrderStateTag({ state, isPlain = true }: { state: OrderState; isPlain?: boolean }) {
  const { t } = useTranslation('purchaseOrders');
  const { tone, shape } = LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain={isPlain}>
      {t(`states.${state}`)}
    </StateTag>
  );
}
