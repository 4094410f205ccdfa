import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { CountInput } from '#renderer/components/count-input.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { currencyName } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { Contact, SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import { MONTH_END } from '#shared/domain/reconciliation/periods.ts';
import {
  SETTLEMENTS,
  type Settlement,
  SUPPLIER_KINDS,
  type SupplierKind,
} from '#shared/domain/suppliers/supplier-terms.ts';
import styles from './supplier-editor.module.css';
import { closingDayText } from './supplier-text.ts';
import { WarrantyField } from './warranty-field.tsx';

interface SupplierDraft {
  name: string;
  code: string;
  kind: SupplierKind;
  contacts: Contact[];
  currency: string;
  settlement: Settlement;
  creditDays: number | null;
  closingDay: number;
  warrantyHours: number;
  verifyFirst: boolean;
  notes: string;
}

interface SupplierEditorProps {
  /** The supplier to change; without one a new one is made. */
  supplier?: SupplierDetails;
  /** What somebody typed where they looked for it. */
  name?: string;
  onClose: () => void;
  onSaved: (supplier: SupplierDetails) => void;
}

const CURRENCIES = ['CNY', 'USD', 'HKD', 'TWD', 'JPY', 'KRW', 'EUR', 'GBP', 'TRY', 'SGD'];
const NO_WHITE_SPACE = /^\S*$/u;
const EMPTY_CONTACT: Contact = { name: '', role: '', phone: '', chat: '', note: '' };

/** The form of a supplier, new or changed, beside the list. */
export default function SupplierEditor({ supplier, name = '', onClose, onSaved }: SupplierEditorProps) {
  const { t } = useTranslation('suppliers');
  const { message } = App.useApp();
  const { shop } = useSession();
  const [form] = Form.useForm<SupplierDraft>();
  const [initial] = useState(() => draftOf(supplier, name, shop.currency));
  const merged = useMergedForm({
    form,
    record: supplier,
    draftOf: (now) => draftOf(now, name, shop.currency),
    read: ({ id }) => client.suppliers.get({ id }),
  });
  const onError = (error: unknown): boolean => {
    const taken = errorData(error, 'CODE_TAKEN');
    if (taken) form.setFields([{ name: 'code', errors: [t('editor.codeTaken', { code: String(taken.code) })] }]);
    return taken !== undefined || merged.onError(error);
  };
  const create = useCommand(client.suppliers.create, { onError });
  const edit = useCommand(client.suppliers.edit, { onError });

  const submit = async (draft: SupplierDraft): Promise<void> => {
    const code = draft.code.trim();
    const contacts = draft.contacts.filter((contact) => Object.values(contact).some((text) => text?.trim()));
    const values = { ...draft, contacts, creditDays: draft.creditDays ?? 0, code: code === '' ? undefined : code };
    const saved = supplier
      ? await edit.run({ ...values, id: supplier.id, revision: merged.revision(), code: code || supplier.code })
      : await create.run(values);
    if (!saved) return;
    message.success(supplier ? t('editor.saved') : t('editor.created', { name: draft.name }));
    onSaved(await client.suppliers.get({ id: saved.id }));
  };
  return (
    <SideDrawer
      isOpen
      isModal
      onClose={onClose}
      name="supplier-editor"
      width={600}
      title={supplier ? t('editor.editTitle', { name: supplier.name }) : t('editor.newTitle')}
      footer={
        <Button type="primary" loading={create.isPending || edit.isPending} onClick={() => form.submit()}>
          {supplier ? t('editor.save') : t('editor.create')}
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
        <NamingFields isNew={!supplier} />
        <TermFields isCurrencyFixed={supplier?.hasEntries ?? false} />
        <ContactFields />
        <Form.Item name="notes" label={t('editor.notes')}>
          <NoteInput />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </SideDrawer>
  );
}

function draftOf(supplier: SupplierDetails | undefined, name: string, currency: string): SupplierDraft {
  return {
    name: supplier?.name ?? name,
    code: supplier?.code ?? '',
    kind: supplier?.kind ?? 'wholesaler',
    contacts: [...(supplier?.contacts ?? [])],
    currency: supplier?.currency ?? currency,
    settlement: supplier?.settlement ?? 'prepaid',
    creditDays: supplier?.creditDays || null,
    closingDay: supplier?.closingDay ?? MONTH_END,
    warrantyHours: supplier?.warrantyHours ?? 0,
    verifyFirst: supplier?.verifyFirst ?? false,
    notes: supplier?.notes ?? '',
  };
}

function NamingFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation('suppliers');
  const field = t('editor.name');
  return (
    <div className={styles.row}>
      <Form.Item
        name="name"
        label={field}
        rules={[{ required: true, whitespace: true, message: t('editor.required', { field }) }]}
      >
        <Input maxLength={80} autoFocus={isNew} />
      </Form.Item>
      <Form.Item name="kind" label={t('editor.kind')}>
        <Select options={SUPPLIER_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('editor.code')}
        rules={[{ pattern: NO_WHITE_SPACE, message: t('editor.codeShape') }]}
      >
        <Input
          className="kc-mono"
          maxLength={40}
          spellCheck={false}
          placeholder={isNew ? t('editor.codeHint') : undefined}
        />
      </Form.Item>
    </div>
  );
}

function TermFields({ isCurrencyFixed }: { isCurrencyFixed: boolean }) {
  const { t } = useTranslation('suppliers');
  const form = Form.useFormInstance<SupplierDraft>();
  const settlement = Form.useWatch('settlement', form) ?? 'prepaid';
  const days = Array.from({ length: MONTH_END }, (_, index) => index + 1);
  return (
    <PageSection title={t('editor.terms')}>
      <div className={styles.row}>
        <Form.Item name="settlement" label={t('editor.settlement')} extra={t(`editor.settlementHints.${settlement}`)}>
          <Select options={SETTLEMENTS.map((kind) => ({ value: kind, label: t(`settlements.${kind}`) }))} />
        </Form.Item>
        {settlement === 'credit' ? (
          <Form.Item
            name="creditDays"
            label={t('editor.creditDays')}
            rules={[{ required: true, message: t('editor.required', { field: t('editor.creditDays') }) }]}
          >
            <CountInput min={1} max={3650} suffix={t('editor.dayUnit')} style={{ width: '100%' }} />
          </Form.Item>
        ) : null}
        <Form.Item
          name="currency"
          label={t('editor.currency')}
          extra={isCurrencyFixed ? t('editor.currencyFixed') : undefined}
        >
          <Select
            disabled={isCurrencyFixed}
            showSearch={{ optionFilterProp: 'label' }}
            options={CURRENCIES.map((currency) => ({
              value: currency,
              label: `${currency} ${currencyName(currency)}`,
            }))}
          />
        </Form.Item>
      </div>
      <div className={styles.row}>
        <Form.Item name="closingDay" label={t('editor.closingDay')} extra={t('editor.closingDayHint')}>
          <Select options={days.map((closingDay) => ({ value: closingDay, label: closingDayText(t, closingDay) }))} />
        </Form.Item>
        <Form.Item name="warrantyHours" label={t('editor.warranty')} extra={t('editor.warrantyHint')}>
          <WarrantyField />
        </Form.Item>
      </div>
      <Form.Item name="verifyFirst" valuePropName="checked" style={{ marginBottom: 0 }}>
        <Checkbox>{t('editor.verifyFirst')}</Checkbox>
      </Form.Item>
    </PageSection>
  );
}

function ContactFields() {
  const { t } = useTranslation('suppliers');
  return (
    <PageSection title={t('editor.contacts')}>
      <Form.List name="contacts">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.contact}>
                <Form.Item name={[name, 'name']} noStyle>
                  <Input
                    maxLength={60}
                    placeholder={t('editor.contactName')}
                    aria-label={`${t('editor.contactName')} ${name + 1}`}
                  />
                </Form.Item>
                <Form.Item name={[name, 'role']} noStyle>
                  <Input
                    maxLength={40}
                    placeholder={t('editor.contactRoleHint')}
                    aria-label={`${t('editor.contactRole')} ${name + 1}`}
                  />
                </Form.Item>
                <Form.Item name={[name, 'phone']} noStyle>
                  <Input
                    maxLength={40}
                    inputMode="tel"
                    placeholder={t('editor.phone')}
                    aria-label={`${t('editor.phone')} ${name + 1}`}
                  />
                </Form.Item>
                <Form.Item name={[name, 'chat']} noStyle>
                  <Input maxLength={80} placeholder={t('editor.chat')} aria-label={`${t('editor.chat')} ${name + 1}`} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t('editor.removeContact')} ${name + 1}`}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => add({ ...EMPTY_CONTACT })}>
              {t('editor.addContact')}
            </Button>
          </>
        )}
      </Form.List>
    </PageSection>
  );
}
