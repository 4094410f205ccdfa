import { EllipsisOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { currentLanguage } from '#renderer/i18n/language.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { errorCode } from '#renderer/lib/error-text.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import { isReceivable, orderStatesMovedBy } from '#shared/domain/purchasing/order-states.ts';
import { orderText } from './order-text.ts';
import styles from './orders.module.css';
import { PostponeDialog } from './postpone-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';

interface OrderActsProps {
  order: OrderDetails;
  onEdit: (order: OrderDetails) => void;
  onOpen: (id: PurchaseOrderId) => void;
}

type Asked = 'close' | 'reopen' | 'cancel' | 'split' | 'postpone';

/** What can be done with an order now: at most two buttons, the rest behind "…". */
export function OrderActs({ order, onEdit, onOpen }: OrderActsProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const mayEdit = useCan('purchasing.edit');
  const mayApprove = useCan('purchasing.approve');
  const mayImport = useCan('keys.import');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, revision, number, state } = order;
  const seen = { id, revision };
  const onError = (error: unknown): boolean => {
    if (errorCode(error) !== 'CHANGED_MEANWHILE') return false;
    message.warning(t('conflict'), 6);
    return true;
  };
  const approve = useCommand(client.purchaseOrders.approve, { onError });
  const send = useCommand(client.purchaseOrders.send, { onError });
  const back = useCommand(client.purchaseOrders.returnToDraft, { onError });
  const copy = useCommand(client.purchaseOrders.copy, { onError });
  const isDraft = state === 'draft';

  const sendNow = async (): Promise<void> => {
    if (await send.run(seen)) message.success(t('acts.done.send', { number, count: order.quantity }));
  };
  const approveNow = async (): Promise<void> => {
    if (await approve.run(seen)) message.success(t('acts.done.approve', { number }));
  };
  const menu: MenuProps['items'] = [
    { key: 'print', label: t('acts.print') },
    { key: 'export', label: t('acts.export') },
    { key: 'copyText', label: t('acts.copyText') },
    ...(mayEdit ? [{ key: 'copy', label: t('acts.copy') }] : []),
    ...(mayEdit && isDraft && order.quantity > 1 ? [{ key: 'split', label: t('acts.split') }] : []),
    ...(mayEdit && state === 'approved' ? [{ key: 'returnToDraft', label: t('acts.returnToDraft') }] : []),
    ...(mayEdit && ['approved', 'sent', 'partly-received'].includes(state)
      ? [{ key: 'postpone', label: t('acts.postpone') }]
      : []),
    ...(mayEdit && orderStatesMovedBy('cancel').includes(state)
      ? [{ key: 'cancel', label: t('acts.cancel'), danger: true }]
      : []),
    ...(mayApprove && orderStatesMovedBy('reopen').includes(state) ? [{ key: 'reopen', label: t('acts.reopen') }] : []),
    ...(mayEdit && state === 'partly-received' ? [{ key: 'close', label: t('acts.close'), danger: true }] : []),
  ];
  const choose = async (key: string): Promise<void> => {
    switch (key) {
      case 'print':
        void navigate(`/purchase-orders/${id}/print`);
        return;
      case 'export': {
        const file = await client.purchaseOrders.exportWorkbook({ id, language: currentLanguage() });
        await downloadFile(file.fileId, file.name);
        return;
      }
      case 'copyText':
        await navigator.clipboard.writeText(orderText(t, order));
        message.success(t('acts.done.copyText'));
        return;
      case 'copy': {
        const copied = await copy.run({ id });
        if (!copied) return;
        message.success(t('acts.done.copy', { number: copied.number }));
        onOpen(copied.id);
        return;
      }
      case 'returnToDraft':
        if (await back.run(seen)) message.success(t('acts.done.returnToDraft', { number }));
        return;
      default:
        setAsked(key as Asked);
    }
  };
  return (
    <div className={styles.foot}>
      {mayEdit && (state === 'approved' || (isDraft && order.approvalCause === null)) ? (
        <Button type="primary" disabled={order.lineCount === 0} loading={send.isPending} onClick={() => void sendNow()}>
          {t('acts.send')}
        </Button>
      ) : null}
      {mayApprove && isDraft && order.approvalCause !== null ? (
        <Button
          type="primary"
          disabled={order.lineCount === 0}
          loading={approve.isPending}
          onClick={() => void approveNow()}
        >
          {t('acts.approve')}
        </Button>
      ) : null}
      {mayImport && isReceivable(state) ? (
        <Button
          type={state === 'received' ? 'default' : 'primary'}
          onClick={() => void navigate(`/imports/new?order=${id}`)}
        >
          {t('acts.receive')}
        </Button>
      ) : null}
      {mayEdit && isDraft ? <Button onClick={() => onEdit(order)}>{t('acts.edit')}</Button> : null}
      {mayEdit && state === 'received' ? <Button onClick={() => setAsked('close')}>{t('acts.finish')}</Button> : null}
      <Dropdown menu={{ items: menu, onClick: ({ key }) => void choose(key) }} trigger={['click']}>
        <Button icon={<EllipsisOutlined />} aria-label={t('acts.more')} />
      </Dropdown>
      {isDraft && order.approvalCause !== null && (!mayApprove || order.approvalCause === 'rate-missing') ? (
        <span className={styles.detail}>{t(`acts.approvalCauses.${order.approvalCause}`)}</span>
      ) : null}
      {asked === 'close' || asked === 'reopen' || asked === 'cancel' ? (
        <ReasonDialog order={order} act={asked} onError={onError} onClose={() => setAsked(null)} />
      ) : null}
      {asked === 'split' ? (
        <SplitDialog order={order} onError={onError} onClose={() => setAsked(null)} onOpen={onOpen} />
      ) : null}
      {asked === 'postpone' ? <PostponeDialog order={order} onError={onError} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}
