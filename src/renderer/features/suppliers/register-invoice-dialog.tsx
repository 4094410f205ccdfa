import { App, Checkbox, DatePicker, Form, Input, InputNumber, Segmented, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { ShopSelect } from '#renderer/features/sales/shop-select.tsx';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import type { InvoiceId, ShopId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, scaleMoney } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import {
  INVOICE_DIRECTIONS,
  INVOICE_KINDS,
  type InvoiceDirection,
  type InvoiceKind,
} from '#shared/domain/suppliers/invoices.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import styles from './dossier.module.css';

interface RegisterInvoiceDialogProps {
  direction: InvoiceDirection;
  onClose: () => void;
  onRegistered: (id: InvoiceId) => void;
}

interface InvoiceDraft {
  direction: InvoiceDirection;
  supplierId: SupplierId | null;
  party: string;
  kind: InvoiceKind;
  code: string;
  number: string;
  issuedOn: Day;
  net: Money | null;
  /** In per cent. */
  rate: number | null;
  tax: Money | null;
  note: string;
  coversOldest: boolean;
  shopId: ShopId | null;
  month: Dayjs | null;
}

const PERCENT = RATE_SCALE / 100;
const ENDINGS = ['.pdf', '.png', '.jpg', '.jpeg'];

/** An invoice as it stands on paper; the tax follows from its rate until somebody says otherwise. */
export function RegisterInvoiceDialog({ direction, onClose, onRegistered }: RegisterInvoiceDialogProps) {
  const { t } = useTranslation('invoices');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { shop } = useSession();
  const [form] = Form.useForm<InvoiceDraft>();
  const draft = Form.useWatch([], form) as InvoiceDraft | undefined;
  const [file, setFile] = useState<File | null>(null);
  const register = useCommand(client.invoices.register);
  const isIn = (draft?.direction ?? direction) === 'in';
  const supplierCurrency = useSupplierCurrency(isIn ? (draft?.supplierId ?? null) : null);
  const currency = isIn ? (supplierCurrency ?? shop.currency) : shop.currency;
  const total = draft?.net != null && draft.tax != null ? addMoney(draft.net, draft.tax) : null;
  const submit = async (values: InvoiceDraft): Promise<void> => {
    if (values.net === null || values.tax === null) return;
    try {
      const fileId = file === null ? null : (await stageFile(file)).id;
      const { rate, shopId, month, net, tax, ...fields } = values;
      const done = await register.run({
        ...fields,
        supplierId: isIn ? fields.supplierId : null,
        party: fields.party ?? '',
        coversOldest: fields.coversOldest ?? false,
        net,
        tax,
        taxRate: Math.round((rate ?? 0) * PERCENT),
        total: addMoney(net, tax),
        fileId,
        shopMonth: !isIn && shopId && month ? { shopId, month: month.format('YYYY-MM') as Month } : null,
      });
      if (!done) return;
      message.success(t('register.done'));
      onRegistered(done.id);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const followRate = (): void => {
    const { net, rate } = form.getFieldsValue();
    if (net != null) form.setFieldValue('tax', scaleMoney(net, Math.round((rate ?? 0) * PERCENT), RATE_SCALE));
  };
  const required = [{ required: true, message: t('register.required') }];
  return (
    <Modal
      open
      width={560}
      title={t('new')}
      okText={t('register.submit', { amount: total === null ? '' : formatAmount(total, { currency }) })}
      okButtonProps={{ loading: register.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<InvoiceDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialDraft(direction)}
        onFinish={(values) => void submit(values)}
        onValuesChange={(changed) => {
          if ('net' in changed || 'rate' in changed) followRate();
        }}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="direction">
          <Segmented
            block
            aria-label={t('register.direction')}
            options={INVOICE_DIRECTIONS.map((value) => ({ value, label: t(`views.${value}`) }))}
          />
        </Form.Item>
        <div className={styles.pair}>
          {isIn ? (
            <Form.Item name="supplierId" label={t('register.supplier')} rules={required}>
              <SupplierSelect aria-label={t('register.supplier')} autoFocus />
            </Form.Item>
          ) : (
            <Form.Item name="party" label={t('register.party')} rules={required}>
              <Input maxLength={100} placeholder={t('register.partyHint')} />
            </Form.Item>
          )}
          <Form.Item name="kind" label={t('register.kind')}>
            <Select options={INVOICE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          </Form.Item>
          <Form.Item name="number" label={t('register.number')} rules={required}>
            <Input className="kc-mono" maxLength={40} spellCheck={false} />
          </Form.Item>
          <Form.Item name="code" label={t('register.code')}>
            <Input className="kc-mono" maxLength={20} spellCheck={false} placeholder={t('register.codeHint')} />
          </Form.Item>
          <Form.Item name="issuedOn" label={t('register.issuedOn')} rules={required}>
            <DayInput max={today()} />
          </Form.Item>
          <Form.Item name="rate" label={t('register.rate')}>
            <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="net" label={t('register.net')} rules={required}>
            <AmountInput currency={currency} />
          </Form.Item>
          <Form.Item name="tax" label={t('register.tax')} rules={required}>
            <AmountInput currency={currency} />
          </Form.Item>
        </div>
        {isIn ? (
          <Form.Item name="coversOldest" valuePropName="checked">
            <Checkbox>{t('register.coversOldest')}</Checkbox>
          </Form.Item>
        ) : (
          <div className={styles.pair}>
            <Form.Item name="shopId" label={t('register.shop')}>
              <ShopField label={t('register.shop')} />
            </Form.Item>
            <Form.Item name="month" label={t('register.month')}>
              <DatePicker picker="month" style={{ width: '100%' }} />
            </Form.Item>
          </div>
        )}
        <div className={styles.pair}>
          <Form.Item name="note" label={t('register.note')}>
            <NoteInput />
          </Form.Item>
          <Form.Item label={t('register.file')}>
            <FileDrop
              onFiles={([chosen]) => setFile(chosen ?? null)}
              endings={ENDINGS}
              isMultiple={false}
              hint={file ? file.name : t('register.fileHint')}
            />
          </Form.Item>
        </div>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}

interface ShopFieldProps {
  value?: ShopId | null;
  onChange?: (id: ShopId | null) => void;
  label: string;
}

function ShopField({ value = null, onChange, label }: ShopFieldProps) {
  return <ShopSelect value={value} onChange={(id) => onChange?.(id)} aria-label={label} />;
}

function initialDraft(direction: InvoiceDirection): InvoiceDraft {
  return {
    direction,
    supplierId: null,
    party: '',
    kind: 'electronic-special',
    code: '',
    number: '',
    issuedOn: today() as Day,
    net: null,
    rate: 13,
    tax: null,
    note: '',
    coversOldest: true,
    shopId: null,
    month: null,
  };
}
