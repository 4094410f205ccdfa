import { Alert, App, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { SkuDetails } from '#shared/contract/catalog.contract.ts';
import { checkKeyFields } from '#shared/domain/catalog/sku-key-fields.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import { emptySku, type SkuDraft, skuDraftOf, skuInputOf } from './sku-draft.ts';
import { IdentityFields, KeysSection, SellingFields, ValidityFields } from './sku-fields.tsx';

interface SkuEditorProps {
  /** The SKU to change; without one a new SKU is made. */
  sku?: SkuDetails;
  /** A new SKU that begins like this one. */
  copyOf?: SkuDetails;
  /** What somebody typed where they looked for it. */
  name?: string;
  onClose: () => void;
  onSaved: (sku: SkuDetails) => void;
}

/** The form of a SKU, new or changed, beside the list. */
export default function SkuEditor({ sku, copyOf, name = '', onClose, onSaved }: SkuEditorProps) {
  const { t } = useTranslation('catalog');
  const { message } = App.useApp();
  const { shop } = useSession();
  const [form] = Form.useForm<SkuDraft>();
  const [initial] = useState(() => {
    if (sku) return skuDraftOf(sku);
    return copyOf ? { ...skuDraftOf(copyOf), code: '' } : { ...emptySku(shop.currency), name };
  });

  const merged = useMergedForm({ form, record: sku, draftOf: skuDraftOf, read: ({ id }) => client.skus.get({ id }) });
  const onError = (error: unknown): boolean => {
    const taken = errorData(error, 'CODE_TAKEN');
    if (!taken) return merged.onError(error);
    form.setFields([{ name: 'code', errors: [t('editor.codeTaken', { code: String(taken.code) })] }]);
    form.scrollToField('code');
    return true;
  };
  const create = useCommand(client.skus.create, { onError });
  const edit = useCommand(client.skus.edit, { onError });

  const submit = async (draft: SkuDraft): Promise<void> => {
    if (checkKeyFields(draft.keyFields, draft.deliveryKind).length > 0) return;
    const input = skuInputOf(draft);
    const saved = sku
      ? await edit.run({ ...input, id: sku.id, revision: merged.revision(), code: input.code ?? sku.code })
      : await create.run(input);
    if (!saved) return;
    message.success(sku ? t('editor.saved') : t('editor.created', { code: saved.code }));
    onSaved(await client.skus.get({ id: saved.id }));
  };
  const isPending = create.isPending || edit.isPending;
  return (
    <SideDrawer
      isOpen
      isModal
      onClose={onClose}
      name="sku-editor"
      width={680}
      title={sku ? t('editor.editTitle', { name: skuTitle(sku) }) : t('editor.newTitle')}
      footer={
        <Button type="primary" loading={isPending} onClick={() => form.submit()}>
          {sku ? t('editor.save') : t('editor.create')}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={initial}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        {sku?.hasKeys ? <Alert type="info" title={t('editor.fixedNote')} style={{ marginBottom: 16 }} /> : null}
        <IdentityFields isNew={!sku} isLayoutFixed={sku?.hasKeys ?? false} />
        <KeysSection isFixed={sku?.hasKeys ?? false} />
        <ValidityFields isLayoutFixed={sku?.hasKeys ?? false} />
        <SellingFields currency={shop.currency} />
        <button type="submit" hidden />
      </Form>
    </SideDrawer>
  );
}
