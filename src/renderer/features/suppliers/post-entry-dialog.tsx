import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { Balance } from '#renderer/components/money.tsx';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData, useErrorText } from '#renderer/lib/error-text.ts';
import type { SupplierRow } from '#shared/contract/suppliers.contract.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { addMoney, type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { ENTRY_DIRECTIONS, postedAmount } from '#shared/domain/reconciliation/supplier-account.ts';
import { MANUAL_ENTRY_KINDS, type ManualEntryKind } from '#shared/domain/suppliers/account-entries.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './post-entry-dialog.module.css';
import { claimsOfDraft, RefundClaimsField, useOpenClaims } from './refund-claims-field.tsx';
import { entryVerb } from './supplier-text.ts';

interface PostEntryDialogProps {
  supplier: Pick<SupplierRow, 'id' | 'name' | 'settlement' | 'currency'>;
  kind: ManualEntryKind;
  onClose: () => void;
}

interface EntryDraft {
  kind: ManualEntryKind;
  amount: Money | null;
  direction: 'raises' | 'lowers';
  occurredOn: Day;
  externalNumber: string;
  remark: string;
}

/** Posts an entry by its verb; shows what the account will say before it is done. */
export function PostEntryDialog({ supplier, kind, onClose }: PostEntryDialogProps) {
  const { t } = useTranslation('suppliers');
  const { message } = App.useApp();
  const [form] = Form.useForm<EntryDraft>();
  /** Why the day takes no entry. */
  const [closed, setClosed] = useState<string | null>(null);
  /** Undefined while nobody has said what a refund is for. */
  const [chosenClaims, setChosenClaims] = useState<CardKeyId[]>();
  const errorText = useErrorText();
  const account = useQuery(api.supplierAccounts.get.queryOptions({ input: { supplierId: supplier.id } }));
  const draft = Form.useWatch([], form) as EntryDraft | undefined;
  const post = useCommand(client.supplierAccounts.post, {
    onError: (error) => {
      const month = errorData(error, 'MONTH_CLOSED');
      if (month) setClosed(t('post.closed', { month: String(month.month), openMonth: String(month.openMonth) }));
      const settled = errorData(error, 'DAY_SETTLED');
      if (settled) setClosed(errorText(error));
      return month !== undefined || settled !== undefined;
    },
  });
  const chosen = draft?.kind ?? kind;
  const claims = useOpenClaims(supplier.id, chosen === 'refund');
  const { amount: drafted = null, occurredOn = null } = draft ?? {};
  const claimKeyIds = claimsOfDraft(claims, chosenClaims, { amount: drafted, occurredOn });
  const submit = async ({ direction, amount, ...values }: EntryDraft): Promise<void> => {
    if (amount === null) return;
    const isEither = ENTRY_DIRECTIONS[values.kind] === 'either';
    const named = values.kind === 'refund' && claims.length > 0 ? { claimKeyIds: [...claimKeyIds] } : {};
    const input = { ...values, ...named, amount, supplierId: supplier.id, direction: isEither ? direction : undefined };
    const posted = await post.run(input);
    if (!posted) return;
    message.success(t('post.done', { number: posted.number }));
    onClose();
  };
  const verb = t(`post.verbs.${entryVerb(chosen, supplier.settlement)}`);
  const amount = draft?.amount ? formatAmount(draft.amount, { currency: supplier.currency }) : '';
  const openFrom = account.data?.openFrom ?? null;
  return (
    <Modal
      open
      width={460}
      title={t('post.title', { name: supplier.name })}
      okText={t('post.submit', { verb, amount })}
      okButtonProps={{ loading: post.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialDraft(kind, supplier)}
        onFinish={(values) => void submit(values)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="kind" label={t('post.kind')} extra={t(`post.hints.${entryVerb(chosen, supplier.settlement)}`)}>
          <Select
            options={MANUAL_ENTRY_KINDS.map((name) => ({
              value: name,
              label: t(`post.kinds.${entryVerb(name, supplier.settlement)}`),
            }))}
          />
        </Form.Item>
        <DirectionField kind={chosen} />
        <div className={styles.row}>
          <Form.Item name="amount" label={t('post.amount')} rules={[amountRule(chosen, t('post.amountRequired'))]}>
            <AmountInput currency={supplier.currency} autoFocus />
          </Form.Item>
          <Form.Item
            name="occurredOn"
            label={t('post.occurredOn')}
            rules={[{ required: true, message: t('editor.required', { field: t('post.occurredOn') }) }]}
          >
            <DayInput min={openFrom} />
          </Form.Item>
        </div>
        {chosen === 'refund' ? (
          <RefundClaimsField supplier={supplier} claims={claims} value={claimKeyIds} onChange={setChosenClaims} />
        ) : null}
        {closed ? (
          <Alert
            type="warning"
            className={styles.closed}
            title={closed}
            action={
              openFrom ? (
                <Button
                  size="small"
                  onClick={() => {
                    form.setFieldValue('occurredOn', openFrom);
                    setClosed(null);
                  }}
                >
                  {t('post.useOpenDay', { on: openFrom })}
                </Button>
              ) : null
            }
          />
        ) : null}
        <Form.Item name="externalNumber" label={t('post.externalNumber')} extra={t('post.externalHint')}>
          <Input className="kc-mono" maxLength={80} spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="remark"
          label={t('post.remark')}
          rules={[{ required: chosen === 'adjustment', whitespace: true, message: t('post.remarkRequired') }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        {account.data ? <Outcome draft={draft} balance={account.data.balance} currency={supplier.currency} /> : null}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}

function initialDraft(kind: ManualEntryKind, { settlement }: Pick<SupplierRow, 'settlement'>): EntryDraft {
  return {
    kind,
    amount: null,
    direction: settlement === 'prepaid' ? 'lowers' : 'raises',
    occurredOn: today() as Day,
    externalNumber: '',
    remark: '',
  };
}

function amountRule(kind: ManualEntryKind, text: string) {
  return {
    validator: (_: unknown, amount: Money | null) =>
      amount !== null && (amount > 0 || kind === 'opening') ? Promise.resolve() : Promise.reject(new Error(text)),
  };
}

/** Only openings and adjustments have to say which way they go. */
function DirectionField({ kind }: { kind: ManualEntryKind }) {
  const { t } = useTranslation('suppliers');
  if (ENTRY_DIRECTIONS[kind] !== 'either') return null;
  const isOpening = kind === 'opening';
  return (
    <Form.Item name="direction" label={t('post.direction')}>
      <Segmented
        aria-label={t('post.direction')}
        block
        options={[
          { value: 'raises', label: isOpening ? t('post.openingOwed') : t('post.raises') },
          { value: 'lowers', label: isOpening ? t('post.openingPrepaid') : t('post.lowers') },
        ]}
      />
    </Form.Item>
  );
}

interface OutcomeProps {
  draft: EntryDraft | undefined;
  balance: Money;
  currency: string;
}

/** The balance now and after, in words and not in signs. */
function Outcome({ draft, balance, currency }: OutcomeProps) {
  const { t } = useTranslation('suppliers');
  const isEither = draft && ENTRY_DIRECTIONS[draft.kind] === 'either';
  const direction = isEither ? draft.direction : undefined;
  const change = draft?.amount ? postedAmount(draft.kind, draft.amount, direction) : ZERO_MONEY;
  return (
    <div className={styles.outcome} role="status">
      <span className="kc-faint">{t('post.before')}</span>
      <Balance value={balance} currency={currency} />
      <span className="kc-faint">{t('post.after')}</span>
      <strong>
        <Balance value={addMoney(balance, change)} currency={currency} />
      </strong>
    </div>
  );
}
