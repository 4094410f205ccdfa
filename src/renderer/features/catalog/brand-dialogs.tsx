import { App, AutoComplete, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { BrandRow, ProductRow } from '#shared/contract/catalog.contract.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { BrandFilter } from './brand-filter.tsx';

const CATEGORIES = ['游戏点卡', '视频会员', '音乐会员', '礼品卡', '话费流量', '软件激活', '账号'].map((value) => ({
  value,
}));

export function BrandDialog({ brand, onClose }: { brand?: BrandRow; onClose: () => void }) {
  const { t } = useTranslation('catalog');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ name: string }>();
  const merged = useMergedForm({
    form,
    record: brand,
    draftOf: ({ name }) => ({ name }),
    read: ({ id }) => client.brands.get({ id }),
  });
  const isTaken = useNameTaken((text) => form.setFields([{ name: 'name', errors: [text] }]));
  const onError = (error: unknown): boolean => isTaken(error) || merged.onError(error);
  const create = useCommand(client.brands.create, { onError });
  const edit = useCommand(client.brands.edit, { onError });
  const save = async ({ name }: { name: string }): Promise<void> => {
    const saved = brand
      ? await edit.run({ id: brand.id, revision: merged.revision(), name })
      : await create.run({ name });
    if (!saved) return;
    message.success(brand ? t('brands.saved') : t('brands.created', { name }));
    onClose();
  };
  return (
    <Modal
      open
      width={400}
      title={brand ? t('brands.renameBrand') : t('brands.newBrand')}
      okText={brand ? t('editor.save') : t('brands.newBrand')}
      okButtonProps={{ loading: create.isPending || edit.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: brand?.name ?? '' }}
        onFinish={(values) => void save(values)}
        onKeyDown={ignoreComposingEnter}
      >
        <NameField />
      </Form>
    </Modal>
  );
}

interface ProductValues {
  brandId: BrandId | null;
  name: string;
  category: string;
}

export function ProductDialog({
  product,
  brandId,
  onClose,
}: {
  product?: ProductRow;
  brandId: BrandId | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('catalog');
  const { message } = App.useApp();
  const [form] = Form.useForm<ProductValues>();
  const merged = useMergedForm<ProductRow, ProductValues>({
    form,
    record: product,
    draftOf: ({ brandId, name, category }) => ({ brandId, name, category }),
    read: ({ id }) => client.products.get({ id }),
  });
  const isTaken = useNameTaken((text) => form.setFields([{ name: 'name', errors: [text] }]));
  const onError = (error: unknown): boolean => isTaken(error) || merged.onError(error);
  const create = useCommand(client.products.create, { onError });
  const edit = useCommand(client.products.edit, { onError });
  const save = async (values: ProductValues): Promise<void> => {
    if (values.brandId === null) return;
    const input = { ...values, brandId: values.brandId };
    const saved = product
      ? await edit.run({ ...input, id: product.id, revision: merged.revision() })
      : await create.run(input);
    if (!saved) return;
    message.success(product ? t('brands.saved') : t('brands.created', { name: values.name }));
    onClose();
  };
  const brandLabel = t('columns.brand');
  return (
    <Modal
      open
      width={400}
      title={product ? t('brands.editProduct') : t('brands.newProduct')}
      okText={product ? t('editor.save') : t('brands.newProduct')}
      okButtonProps={{ loading: create.isPending || edit.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={product ?? { brandId, name: '', category: '' }}
        onFinish={(values) => void save(values)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="brandId"
          label={brandLabel}
          rules={[{ required: true, message: t('editor.required', { field: brandLabel }) }]}
        >
          <BrandField />
        </Form.Item>
        <NameField />
        <Form.Item name="category" label={t('brands.category')}>
          <AutoComplete options={CATEGORIES} maxLength={40} placeholder={t('brands.categoryHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function BrandField({ value = null, onChange }: { value?: BrandId | null; onChange?: (id: BrandId | null) => void }) {
  const { t } = useTranslation('catalog');
  return <BrandFilter value={value} onChange={(id) => onChange?.(id)} width="100%" placeholder={t('columns.brand')} />;
}

function NameField() {
  const { t } = useTranslation('catalog');
  const field = t('brands.name');
  return (
    <Form.Item
      name="name"
      label={field}
      rules={[{ required: true, whitespace: true, message: t('editor.required', { field }) }]}
    >
      <Input maxLength={80} autoFocus />
    </Form.Item>
  );
}

/** Shows a taken name beside its field; anything else is told as usual. */
function useNameTaken(show: (text: string) => void): (error: unknown) => boolean {
  const { t } = useTranslation('catalog');
  return (error) => {
    const taken = errorData(error, 'NAME_TAKEN');
    if (taken) show(t('brands.nameTaken', { name: String(taken.name) }));
    return taken !== undefined;
  };
}
