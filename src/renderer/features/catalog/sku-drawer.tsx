import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SkuDetails } from '#shared/contract/catalog.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { KeyFieldList } from './key-field-list.tsx';
import { MergeSkuDialog } from './merge-dialog.tsx';
import { faceValueText, placeText } from './sku-columns.tsx';

interface SkuDrawerProps {
  id: SkuId;
  onClose: () => void;
  onEdit: (sku: SkuDetails) => void;
  onCopy: (sku: SkuDetails) => void;
  onMerged: (id: SkuId) => void;
}

/** One SKU beside the list: what it is, its stock, how its keys are built, and what can be done with it. */
export function SkuDrawer({ id, onClose, onEdit, onCopy, onMerged }: SkuDrawerProps) {
  const { t } = useTranslation('catalog');
  const mayEdit = useCan('catalogue.edit');
  const query = useQuery(api.skus.get.queryOptions({ input: { id } }));
  const sku = query.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="sku"
      title={sku ? skuTitle(sku) : ''}
      actions={sku && mayEdit ? <MoreActions sku={sku} onCopy={onCopy} onMerged={onMerged} /> : null}
      footer={
        sku && mayEdit ? (
          <Button type="primary" onClick={() => onEdit(sku)}>
            {t('actions.edit')}
          </Button>
        ) : null
      }
    >
      <QueryView query={query} loading={<LoadingState shape="form" />}>
        {(details) => <SkuFacts sku={details} />}
      </QueryView>
    </SideDrawer>
  );
}

function MoreActions({ sku, onCopy, onMerged }: Pick<SkuDrawerProps, 'onCopy' | 'onMerged'> & { sku: SkuDetails }) {
  const { t } = useTranslation('catalog');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const confirm = useConfirmCount();
  const setArchived = useCommand(client.skus.setArchived);
  const [isMerging, setMerging] = useState(false);
  const changeArchived = async (): Promise<void> => {
    const isArchived = !sku.isArchived;
    const text = sku.onHand > 0 ? t('archive.textWithStock', { count: sku.onHand }) : t('archive.text');
    const question = { title: t('archive.title', { name: skuTitle(sku) }), text, action: t('archive.action') };
    if (isArchived && !(await confirm(question))) return;
    const done = await setArchived.run({ id: sku.id, isArchived });
    if (done) message.success(isArchived ? t('archive.done') : t('archive.undone'));
  };
  const items = [
    { key: 'copy', label: t('actions.copy'), onClick: () => onCopy(sku) },
    { key: 'merge', label: t('actions.merge'), onClick: () => setMerging(true) },
    { type: 'divider' as const },
    {
      key: 'archive',
      label: sku.isArchived ? t('actions.unarchive') : t('actions.archive'),
      onClick: () => void changeArchived(),
    },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text">{shell('actions.more')}</Button>
      </Dropdown>
      {isMerging ? <MergeSkuDialog sku={sku} onClose={() => setMerging(false)} onMerged={onMerged} /> : null}
    </>
  );
}

/** A number of keys that opens them, for those who may see stock. */
function StockLink({ sku, quantity }: { sku: SkuDetails; quantity: number }) {
  const figure = <Quantity value={quantity} />;
  return useCan('stock.read') ? <Link to={`/inventory?sku=${sku.id}`}>{figure}</Link> : figure;
}

/** The minimum of the master data, and that of the replenishment rule where it is the one that holds. */
function Minimum({ sku }: { sku: SkuDetails }) {
  const { t } = useTranslation('catalog');
  if (sku.minimumInForce === sku.minimumStock) return <Quantity value={sku.minimumStock} />;
  return (
    <>
      <Quantity value={sku.minimumInForce} />{' '}
      <span className="kc-faint">{t('drawer.minimumByRule', { minimum: sku.minimumStock })}</span>
    </>
  );
}

function SkuFacts({ sku }: { sku: SkuDetails }) {
  const { t } = useTranslation('catalog');
  const { shop } = useSession();
  const days = (count: number | null): string => (count === null || count === 0 ? '–' : t('days', { count }));
  const stock = [
    { label: t('columns.available'), value: <StockLink sku={sku} quantity={sku.available} /> },
    { label: t('columns.onHand'), value: <StockLink sku={sku} quantity={sku.onHand} /> },
    { label: t('columns.minimum'), value: <Minimum sku={sku} /> },
  ];
  const facts = [
    { label: t('columns.code'), value: <CopyText text={sku.code} /> },
    { label: t('columns.brand'), value: sku.brandName },
    { label: t('columns.product'), value: [sku.productName, sku.category].filter(Boolean).join(' · ') },
    { label: t('columns.faceValue'), value: faceValueText(sku) },
    { label: t('columns.place'), value: placeText(sku) },
    { label: t('columns.delivery'), value: t(`deliveryKinds.${sku.deliveryKind}`) },
    { label: t('columns.salePrice'), value: <Amount value={sku.salePrice} currency={shop.currency} /> },
    { label: t('columns.membership'), value: days(sku.membershipDays) },
    { label: t('columns.shelfLife'), value: days(sku.shelfLifeDays) },
    { label: t('editor.minimumDaysLeft'), value: days(sku.minimumDaysLeft) },
    { label: t('columns.uses'), value: t('times', { count: sku.usesPerKey }) },
    { label: t('drawer.verifyFirst'), value: sku.verifyFirst ? t('drawer.yes') : t('drawer.no') },
    ...(sku.notes
      ? [{ label: t('editor.notes'), value: <span style={{ whiteSpace: 'pre-wrap' }}>{sku.notes}</span> }]
      : []),
    { label: t('drawer.createdAt'), value: <Moment at={sku.createdAt} /> },
    { label: t('drawer.updatedAt'), value: <Moment at={sku.updatedAt} /> },
  ];
  return (
    <>
      {sku.isArchived ? (
        <StateTag tone="past" shape="dash">
          {t('archivedTag')}
        </StateTag>
      ) : null}
      {sku.isBelowMinimum ? (
        <StateTag tone={sku.available === 0 ? 'now' : 'soon'} shape="triangle">
          {t('belowMinimum')}
        </StateTag>
      ) : null}
      <PageSection title={t('drawer.stock')}>
        <Details items={stock} />
      </PageSection>
      <PageSection title={t('drawer.facts')}>
        <Details items={facts} />
      </PageSection>
      <PageSection title={t('drawer.keyFields')}>
        <KeyFieldList fields={sku.keyFields} />
      </PageSection>
      {sku.aliases.length > 0 ? (
        <PageSection title={t('drawer.aliases')}>
          <Details items={sku.aliases.map(({ code, name }) => ({ label: code, value: name }))} />
        </PageSection>
      ) : null}
    </>
  );
}
