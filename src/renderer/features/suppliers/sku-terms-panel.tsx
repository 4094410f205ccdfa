import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SkuTerms } from '#shared/contract/suppliers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import styles from './account-panel.module.css';
import { warrantyText } from './supplier-text.ts';
import { WarrantyField } from './warranty-field.tsx';

/** The SKUs for which warranty or verification differ with this supplier. */
export function SkuTermsPanel({ supplierId }: { supplierId: SupplierId }) {
  const { t } = useTranslation('suppliers');
  const { message } = App.useApp();
  const mayEdit = useCan('suppliers.edit');
  const query = useQuery(api.suppliers.terms.queryOptions({ input: { id: supplierId } }));
  const [editing, setEditing] = useState<SkuTerms | 'new' | null>(null);
  const setTerms = useCommand(client.suppliers.setTerms);
  const remove = async ({ skuId }: SkuTerms): Promise<void> => {
    const removed = await setTerms.run({ id: supplierId, skuId, warrantyHours: null, verifyFirst: null });
    if (removed) message.success(t('skuTerms.removed'));
  };
  const nameOf = (terms: SkuTerms): string => skuTitle({ productName: terms.productName, name: terms.skuName });
  const add = (
    <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      {t('skuTerms.add')}
    </Button>
  );
  const columns: DataColumn<SkuTerms>[] = [
    { key: 'sku', title: t('skuTerms.sku'), width: 220, grows: true, exported: exportedAs('sku'), render: nameOf },
    {
      key: 'warranty',
      title: t('skuTerms.warranty'),
      exported: { ...exportedAs('warrantyHours', 'integer'), header: t('skuTerms.warrantyHours') },
      width: 110,
      align: 'end',
      render: ({ warrantyHours }) =>
        warrantyHours === null ? (
          <span className="kc-faint">{t('skuTerms.asSupplier')}</span>
        ) : (
          warrantyText(t, warrantyHours)
        ),
    },
    {
      key: 'verify',
      title: t('skuTerms.verify'),
      exported: exportedAs('verifyFirst', 'text', {
        true: t('skuTerms.verifyFirst'),
        false: t('skuTerms.sellAtOnce'),
      }),
      width: 120,
      render: ({ verifyFirst }) =>
        verifyFirst === null ? (
          <span className="kc-faint">{t('skuTerms.asSupplier')}</span>
        ) : (
          t(verifyFirst ? 'skuTerms.verifyFirst' : 'skuTerms.sellAtOnce')
        ),
    },
    {
      key: 'actions',
      title: t('columns.actions'),
      width: 60,
      render: (terms) =>
        mayEdit ? (
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('skuTerms.remove', { name: nameOf(terms) })}
            title={t('skuTerms.remove', { name: nameOf(terms) })}
            onClick={() => void remove(terms)}
          />
        ) : null,
    },
  ];
  const list = { list: 'supplierTerms', filter: { id: supplierId } } as const;
  const exportRows = useListExport(t('drawer.skuTerms'), list, columns);
  return (
    <>
      <div className={styles.head}>
        <p className="kc-soft" style={{ flex: 1, lineHeight: '30px' }}>
          {t('skuTerms.text')}
        </p>
        {mayEdit && query.data?.length ? add : null}
      </div>
      <div className={styles.table}>
        <DataTable<SkuTerms>
          name="supplier-sku-terms"
          label={t('drawer.skuTerms')}
          query={query}
          rowKey={(terms) => terms.skuId}
          onOpen={mayEdit ? setEditing : undefined}
          empty={<EmptyState title={t('skuTerms.empty')} actions={mayEdit ? add : null} />}
          columns={columns}
          onExport={exportRows}
        />
      </div>
      {editing ? (
        <TermsDialog
          supplierId={supplierId}
          terms={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

interface TermsDraft {
  skuId: SkuId | null;
  warrantyHours: number | null;
  verify: 'supplier' | 'first' | 'sell';
}

interface TermsDialogProps {
  supplierId: SupplierId;
  terms: SkuTerms | null;
  onClose: () => void;
}

const VERIFY_VALUES = { supplier: null, first: true, sell: false } as const;

function TermsDialog({ supplierId, terms, onClose }: TermsDialogProps) {
  const { t } = useTranslation('suppliers');
  const { message } = App.useApp();
  const [form] = Form.useForm<TermsDraft>();
  const setTerms = useCommand(client.suppliers.setTerms);
  const submit = async ({ skuId, warrantyHours, verify }: TermsDraft): Promise<void> => {
    if (skuId === null) return;
    if (warrantyHours === null && verify === 'supplier') {
      form.setFields([{ name: 'warrantyHours', errors: [t('skuTerms.needsOne')] }]);
      return;
    }
    const saved = await setTerms.run({ id: supplierId, skuId, warrantyHours, verifyFirst: VERIFY_VALUES[verify] });
    if (!saved) return;
    message.success(t('skuTerms.saved'));
    onClose();
  };
  const initial: TermsDraft = {
    skuId: terms?.skuId ?? null,
    warrantyHours: terms?.warrantyHours ?? null,
    verify: terms?.verifyFirst == null ? 'supplier' : terms.verifyFirst ? 'first' : 'sell',
  };
  const field = t('skuTerms.sku');
  return (
    <Modal
      open
      width={420}
      title={t('drawer.skuTerms')}
      okText={t('skuTerms.save')}
      okButtonProps={{ loading: setTerms.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(draft) => void submit(draft)}
      >
        <Form.Item name="skuId" label={field} rules={[{ required: true, message: t('editor.required', { field }) }]}>
          <SkuSelect isDisabled={terms !== null} autoFocus={terms === null} />
        </Form.Item>
        <Form.Item name="warrantyHours" label={t('skuTerms.warranty')}>
          <WarrantyField isEmptyAllowed placeholder={t('skuTerms.asSupplier')} />
        </Form.Item>
        <Form.Item name="verify" label={t('skuTerms.verify')}>
          <Select
            options={[
              { value: 'supplier', label: t('skuTerms.asSupplier') },
              { value: 'first', label: t('skuTerms.verifyFirst') },
              { value: 'sell', label: t('skuTerms.sellAtOnce') },
            ]}
          />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
