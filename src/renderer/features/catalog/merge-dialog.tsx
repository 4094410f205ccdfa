import { Alert, App, Form } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import type { BrandRow, ProductRow, SkuDetails } from '#shared/contract/catalog.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { BrandId, ProductId, SkuId } from '#shared/domain/ids.ts';
import { BrandFilter } from './brand-filter.tsx';
import { ProductSelect } from './product-select.tsx';

interface MergeDialogProps<Id extends number> {
  title: string;
  text: string;
  merge: (input: { id: Id; intoId: Id; commandId: never }) => PromiseLike<{ id: Id }>;
  id: Id;
  renderTarget: (value: Id | null, onChange: (id: Id | null) => void) => ReactNode;
  onClose: () => void;
  onMerged: (id: Id) => void;
}

type RefusalReason = 'same' | 'already-merged' | 'has-stock' | 'loading' | 'key-fields-differ';

/** Asks into what a record is merged, says what follows, and says why when it cannot be. */
function MergeDialog<Id extends number>(props: MergeDialogProps<Id>) {
  const { title, text, merge, id, renderTarget, onClose, onMerged } = props;
  const { t } = useTranslation('catalog');
  const { message } = App.useApp();
  const [target, setTarget] = useState<Id | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const command = useCommand(merge, {
    onError: (error) => {
      const data = errorData(error, 'MERGE_REFUSED');
      if (!data) return false;
      setRefusal(t(`merge.refused.${data.reason as RefusalReason}`, { count: Number(data.quantity) }));
      return true;
    },
  });
  const run = async (): Promise<void> => {
    if (target === null) return;
    const merged = await command.run({ id, intoId: target });
    if (!merged) return;
    message.success(t('merge.done'));
    onMerged(merged.id);
    onClose();
  };
  return (
    <Modal
      open
      title={title}
      width={480}
      okText={t('merge.action')}
      okButtonProps={{ disabled: target === null, loading: command.isPending }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p className="kc-soft" style={{ marginBottom: 12 }}>
        {text}
      </p>
      <Form layout="vertical">
        <Form.Item label={t('merge.target')} style={{ marginBottom: 0 }}>
          {renderTarget(target, (next) => {
            setTarget(next);
            setRefusal(null);
          })}
        </Form.Item>
      </Form>
      {refusal ? <Alert type="warning" title={refusal} style={{ marginTop: 12 }} /> : null}
    </Modal>
  );
}

export function MergeSkuDialog({
  sku,
  onClose,
  onMerged,
}: {
  sku: SkuDetails;
  onClose: () => void;
  onMerged: (id: SkuId) => void;
}) {
  const { t } = useTranslation('catalog');
  return (
    <MergeDialog
      title={t('merge.skuTitle', { name: skuTitle(sku) })}
      text={t('merge.skuText', { code: sku.code })}
      merge={client.skus.merge}
      id={sku.id}
      renderTarget={(value, onChange) => <SkuSelect value={value} onChange={onChange} autoFocus />}
      onClose={onClose}
      onMerged={onMerged}
    />
  );
}

export function MergeProductDialog({ product, onClose }: { product: ProductRow; onClose: () => void }) {
  const { t } = useTranslation('catalog');
  return (
    <MergeDialog<ProductId>
      title={t('merge.productTitle', { name: product.name })}
      text={t('merge.productText', { count: product.skuCount })}
      merge={client.products.merge}
      id={product.id}
      renderTarget={(value, onChange) => <ProductSelect value={value} onChange={onChange} without={product.id} />}
      onClose={onClose}
      onMerged={() => {}}
    />
  );
}

export function MergeBrandDialog({ brand, onClose }: { brand: BrandRow; onClose: () => void }) {
  const { t } = useTranslation('catalog');
  return (
    <MergeDialog<BrandId>
      title={t('merge.brandTitle', { name: brand.name })}
      text={t('merge.brandText', { count: brand.productCount })}
      merge={client.brands.merge}
      id={brand.id}
      renderTarget={(value, onChange) => (
        <BrandFilter
          value={value}
          onChange={onChange}
          without={brand.id}
          width="100%"
          placeholder={t('columns.brand')}
        />
      )}
      onClose={onClose}
      onMerged={() => {}}
    />
  );
}
