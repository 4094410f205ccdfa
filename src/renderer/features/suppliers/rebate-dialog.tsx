import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Segmented } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { rateShare } from '#renderer/features/offers/offer-text.ts';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { lastPeriod } from '#shared/domain/suppliers/rebates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './money.module.css';

interface RebateDraft {
  supplierId: SupplierId | null;
  by: 'terms' | 'typed';
  fromOn: Day;
  toOn: Day;
  amount: Money | null;
  promisedOn: Day;
  note: string;
}

/** Records a rebate that is due: by the agreed rate of a period's purchases, or as it was promised. */
export function RebateDialog({ supplierId, onClose }: { supplierId: SupplierId | null; onClose: () => void }) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<RebateDraft>();
  const draft = Form.useWatch([], form) as RebateDraft | undefined;
  const chosen = draft?.supplierId ?? supplierId;
  const currency = useSupplierCurrency(chosen);
  const isByTerms = (draft?.by ?? 'terms') === 'terms';
  const { fromOn, toOn } = draft ?? initialDraft(supplierId);
  const proposal = useQuery(
    api.supplierMoney.proposeRebate.queryOptions({
      input: { supplierId: chosen ?? (1 as SupplierId), fromOn, toOn },
      enabled: isByTerms && chosen !== null && fromOn <= toOn,
    }),
  );
  const proposed = isByTerms ? proposal.data : undefined;
  useEffect(() => {
    // What was proposed for the supplier or the period before is not left standing for this one; what was typed is.
    const fill = (name: 'amount' | 'promisedOn', value: Money | Day | null): void =>
      form.setFields([{ name, value, touched: false }]);
    const isProposed = proposed !== undefined && proposed.amount > 0;
    if (isProposed) fill('amount', proposed.amount);
    else if (proposed && !form.isFieldTouched('amount')) fill('amount', null);
    if (!form.isFieldTouched('promisedOn')) fill('promisedOn', proposed?.promisedOn ?? (today() as Day));
  }, [form, proposed]);
  const add = useCommand(client.supplierMoney.addRebate);
  const submit = async ({ amount, promisedOn, note, supplierId: of }: RebateDraft): Promise<void> => {
    if (amount === null || of === null) return;
    const terms = proposed && proposed.rate > 0 ? { fromOn, toOn, basis: proposed.basis, rate: proposed.rate } : null;
    const added = await add.run({ supplierId: of, amount, promisedOn, note, terms });
    if (!added) return;
    const { number, answeredBy } = added;
    message.success(
      answeredBy === null ? t('rebate.done', { number }) : t('rebate.doneReceived', { number, entry: answeredBy }),
    );
    onClose();
  };
  const choosePeriod = (kind: 'month' | 'quarter'): void => {
    const { from, to } = lastPeriod(kind, today() as Day);
    form.setFieldsValue({ fromOn: from, toOn: to });
  };
  return (
    <Modal
      open
      width={460}
      title={t('rebate.title')}
      okText={t('rebate.action', { amount: formatAmount(draft?.amount ?? ZERO_MONEY, { currency }) })}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialDraft(supplierId)}
        onFinish={(values) => void submit(values)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="supplierId" label={t('columns.supplier')} rules={[{ required: true }]}>
          <SupplierSelect isDisabled={supplierId !== null} />
        </Form.Item>
        <Form.Item name="by">
          <Segmented
            aria-label={t('rebate.by')}
            block
            options={[
              { value: 'terms', label: t('rebate.byTerms') },
              { value: 'typed', label: t('rebate.typed') },
            ]}
          />
        </Form.Item>
        {isByTerms ? (
          <>
            <div className={styles.acts}>
              <Button size="small" onClick={() => choosePeriod('month')}>
                {t('rebate.lastMonth')}
              </Button>
              <Button size="small" onClick={() => choosePeriod('quarter')}>
                {t('rebate.lastQuarter')}
              </Button>
            </div>
            <div className={styles.row}>
              <Form.Item name="fromOn" label={t('rebate.from')}>
                <DayInput />
              </Form.Item>
              <Form.Item name="toOn" label={t('rebate.to')}>
                <DayInput />
              </Form.Item>
            </div>
            {proposed ? (
              <Alert
                type={proposed.rate > 0 ? 'info' : 'warning'}
                className={styles.notice}
                title={
                  proposed.rate > 0
                    ? t('rebate.proposal', {
                        basis: formatAmount(proposed.basis, { currency }),
                        rate: rateShare(proposed.rate),
                        amount: formatAmount(proposed.amount, { currency }),
                      })
                    : t('rebate.noRate')
                }
              />
            ) : null}
          </>
        ) : null}
        <div className={styles.row}>
          <Form.Item
            name="amount"
            label={t('rebate.amount')}
            rules={[{ required: true, message: t('rebate.amountNeeded') }]}
          >
            <AmountInput currency={currency} />
          </Form.Item>
          <Form.Item name="promisedOn" label={t('rebate.promisedOn')}>
            <DayInput />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t('rebate.note')}>
          <NoteInput />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}

function initialDraft(supplierId: SupplierId | null): RebateDraft {
  const day = today() as Day;
  const { from, to } = lastPeriod('month', day);
  return { supplierId, by: 'terms', fromOn: from, toOn: to, amount: null, promisedOn: day, note: '' };
}
