import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { OfferDetails } from '#shared/contract/offers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { OfferId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './offers.module.css';
import { TiersField, tiersDraft, tiersOf } from './tiers-field.tsx';

interface OfferDraft {
  supplierId: SupplierId | null;
  skuId: SkuId | null;
  supplierCode: string;
  supplierProduct: string;
  minimumQuantity: number | null;
  quantityMultiple: number | null;
  knownStock: number | null;
  promiseHours: number | null;
  notes: string;
}

interface OfferEditorProps {
  offer?: OfferDetails;
  onClose: () => void;
  onSaved: (id: OfferId) => void;
}

const NEW: OfferDraft = {
  supplierId: null,
  skuId: null,
  supplierCode: '',
  supplierProduct: '',
  minimumQuantity: 1,
  quantityMultiple: 1,
  knownStock: null,
  promiseHours: null,
  notes: '',
};

function draftOf(offer: OfferDetails): OfferDraft {
  const { supplierId, skuId, supplierCode, supplierProduct, minimumQuantity, quantityMultiple } = offer;
  const { knownStock, promiseHours, notes } = offer;
  return {
    supplierId,
    skuId,
    supplierCode,
    supplierProduct,
    minimumQuantity,
    quantityMultiple,
    knownStock,
    promiseHours,
    notes,
  };
}

/** The form of an offer: who, what, on which terms; a new one with its first price. */
export function OfferEditor({ offer, onClose, onSaved }: OfferEditorProps) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const [form] = Form.useForm<OfferDraft>();
  const [tiers, setTiers] = useState(() => tiersDraft([]));
  const supplierId = Form.useWatch('supplierId', form) ?? null;
  const currency = useSupplierCurrency(supplierId);
  const create = useCommand(client.offers.create, {
    onError(error) {
      const taken = errorData(error, 'OFFER_EXISTS');
      if (!taken) return false;
      message.info(t('editor.exists'));
      onSaved(Number(taken.id) as OfferId);
      return true;
    },
  });
  const merged = useMergedForm({ form, record: offer, draftOf, read: ({ id }) => client.offers.get({ id }) });
  const edit = useCommand(client.offers.edit, { onError: merged.onError });
  const required = (field: string) => [{ required: true, message: t('editor.required', { field }) }];

  const submit = async (draft: OfferDraft): Promise<void> => {
    const { supplierId: supplier, skuId, minimumQuantity, quantityMultiple, ...rest } = draft;
    const values = { ...rest, minimumQuantity: minimumQuantity ?? 1, quantityMultiple: quantityMultiple ?? 1 };
    const prices = tiersOf(tiers);
    const price = prices && { currency, effectiveOn: today() as Day, tiers: prices };
    const saved = offer
      ? await edit.run({ ...values, id: offer.id, revision: merged.revision() })
      : supplier && skuId
        ? await create.run({ ...values, supplierId: supplier, skuId, price })
        : null;
    if (!saved) return;
    message.success(t(offer ? 'editor.saved' : 'editor.created'));
    onSaved(saved.id);
  };
  const name = offer ? skuTitle({ productName: offer.productName, name: offer.skuName }) : '';
  return (
    <SideDrawer
      isOpen
      isModal
      onClose={onClose}
      name="offer-editor"
      width={560}
      title={offer ? t('editor.editTitle', { name }) : t('editor.newTitle')}
      footer={
        <Button type="primary" loading={create.isPending || edit.isPending} onClick={() => form.submit()}>
          {t(offer ? 'editor.save' : 'editor.create')}
        </Button>
      }
    >
      <Form<OfferDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={offer ? draftOf(offer) : NEW}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        {offer ? null : (
          <div className={styles.pair}>
            <Form.Item name="supplierId" label={t('editor.supplier')} rules={required(t('editor.supplier'))}>
              <SupplierSelect canCreate aria-label={t('editor.supplier')} />
            </Form.Item>
            <Form.Item name="skuId" label={t('editor.sku')} rules={required(t('editor.sku'))}>
              <SkuSelect canCreate aria-label={t('editor.sku')} />
            </Form.Item>
          </div>
        )}
        <div className={styles.pair}>
          <Form.Item name="supplierCode" label={t('editor.supplierCode')}>
            <Input maxLength={80} className="kc-mono" spellCheck={false} />
          </Form.Item>
          <Form.Item name="supplierProduct" label={t('editor.supplierProduct')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="minimumQuantity" label={t('editor.minimum')}>
            <CountInput min={1} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="quantityMultiple" label={t('editor.multiple')}>
            <CountInput min={1} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="knownStock" label={t('editor.stock')} extra={t('editor.stockHint')}>
            <CountInput min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="promiseHours" label={t('editor.promise')} extra={t('editor.promiseHint')}>
            <CountInput min={0} max={8760} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="notes" label={t('editor.notes')}>
          <NoteInput />
        </Form.Item>
        {offer ? null : (
          <PageSection title={t('editor.price')}>
            <TiersField value={tiers} onChange={setTiers} currency={currency} />
          </PageSection>
        )}
        <button type="submit" hidden />
      </Form>
    </SideDrawer>
  );
}
