import { useQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { PriceListId } from '#shared/domain/ids.ts';
import { tiersText } from './offer-text.ts';
import styles from './offers.module.css';

/** One price list: its paper, the prices it posted, the rows it left out, and its undo. */
export function PriceListDrawer({ id, onClose }: { id: PriceListId; onClose: () => void }) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const mayEdit = useCan('purchasing.edit');
  const query = useQuery(api.priceLists.get.queryOptions({ input: { id } }));
  const [isUndoing, setUndoing] = useState(false);
  const list = query.data;
  const standing = list?.prices.filter(({ isSuperseded }) => !isSuperseded).length ?? 0;
  const download = async (): Promise<void> => {
    try {
      const { fileId, name } = await client.priceLists.exportPostedRefused({ id });
      await downloadFile(fileId, name);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="price-list"
      width={640}
      title={list?.number ?? ''}
      actions={
        list?.state === 'posted' && mayEdit ? (
          <Button type="text" onClick={() => setUndoing(true)}>
            {t('priceLists.undo')}
          </Button>
        ) : null
      }
    >
      <QueryView query={query}>
        {(details) => (
          <>
            <Details
              items={[
                { label: t('priceLists.columns.supplier'), value: details.supplierName },
                { label: t('priceLists.columns.effectiveOn'), value: <CalendarDay on={details.effectiveOn} /> },
                { label: t('priceLists.columns.file'), value: details.fileName },
                { label: t('priceLists.columns.changes'), value: t('priceLists.changes', { ...details.counts }) },
                {
                  label: t('priceLists.columns.posted'),
                  value: (
                    <>
                      {details.postedBy} <Moment at={details.postedAt} />
                    </>
                  ),
                },
                ...(details.undoneAt === null
                  ? []
                  : [
                      {
                        label: t('priceLists.states.undone'),
                        value: (
                          <>
                            <Moment at={details.undoneAt} /> {details.undoReason}
                          </>
                        ),
                      },
                    ]),
                ...(details.refusedCount === 0
                  ? []
                  : [
                      {
                        label: t('priceLists.columns.refused'),
                        value: (
                          <>
                            {t('priceLists.refused', { count: details.refusedCount })}{' '}
                            <Button size="small" onClick={() => void download()}>
                              {t('priceLists.download')}
                            </Button>
                          </>
                        ),
                      },
                    ]),
              ]}
            />
            <PageSection title={t('priceLists.prices')}>
              <table className={styles.table}>
                <tbody>
                  {details.prices.map((price) => (
                    <tr key={price.id}>
                      <td>
                        <Link to={`/offers?offer=${price.offerId}`}>
                          {skuTitle({ productName: price.productName, name: price.skuName })}
                        </Link>
                      </td>
                      <td>{tiersText(t, price.tiers, price.currency)}</td>
                      <td className="kc-faint">{price.isSuperseded ? t('priceLists.superseded') : ''}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </PageSection>
          </>
        )}
      </QueryView>
      {isUndoing && list ? (
        <UndoDialog id={id} number={list.number} count={standing} onClose={() => setUndoing(false)} />
      ) : null}
    </SideDrawer>
  );
}

interface UndoDialogProps {
  id: PriceListId;
  number: string;
  count: number;
  onClose: () => void;
}

function UndoDialog({ id, number, count, onClose }: UndoDialogProps) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const undo = useCommand(client.priceLists.undo);
  const run = async (): Promise<void> => {
    const undone = await undo.run({ id, reason: reason.trim() });
    if (!undone) return;
    message.success(t('priceLists.undone', { reversed: undone.reversedCount, kept: undone.keptCount }));
    onClose();
  };
  return (
    <Modal
      open
      title={t('priceLists.undoTitle', { number })}
      onCancel={onClose}
      onOk={() => void run()}
      okText={t('priceLists.undo')}
      okButtonProps={{ disabled: reason.trim() === '', loading: undo.isPending, danger: true }}
    >
      <p>{t('priceLists.undoText', { count })}</p>
      <Input
        autoFocus
        value={reason}
        maxLength={200}
        placeholder={t('priceLists.undoReason')}
        aria-label={t('priceLists.undoReason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
