import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, InputNumber, Segmented, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { FormScope } from '#renderer/components/form-scope.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { CostTermsShape } from '#shared/contract/offers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { TAX_BASES, type TaxBasis } from '#shared/domain/purchasing/landed-cost.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { INVOICE_KINDS, type InvoiceKind } from '#shared/domain/suppliers/invoices.ts';
import styles from './offers.module.css';

const PERCENT = RATE_SCALE / 100;
const RATES = ['topUpRate', 'agentRate', 'withdrawalRate', 'taxRate', 'rebateRate'] as const;
type RateName = (typeof RATES)[number];

type CostDraft = Record<RateName, number | null> & {
  orderFee: Money | null;
  priceBasis: TaxBasis;
  rebateDue: Money | null;
  rebatePaid: Money | null;
  invoiceKind: InvoiceKind | null;
  rebateDays: number | null;
};

/** What a supplier charges beside the price, their tax basis and their rebates: a tab of the supplier. */
export default function SupplierCostsPanel({ supplierId }: { supplierId: SupplierId }) {
  const query = useQuery(api.offers.costTerms.queryOptions({ input: { supplierId } }));
  return (
    <QueryView query={query} loading={<LoadingState shape="form" />}>
      {(terms) => <CostForm key={supplierId} terms={terms} />}
    </QueryView>
  );
}

function CostForm({ terms }: { terms: CostTermsShape }) {
  const { t } = useTranslation('offers');
  const { t: kindNames } = useTranslation('invoices');
  const { message } = App.useApp();
  const mayEdit = useCan('purchasing.edit');
  const [form] = Form.useForm<CostDraft>();
  const { supplierId, currency } = terms;
  const merged = useMergedForm({
    form,
    record: terms,
    draftOf,
    read: () => client.offers.costTerms({ supplierId }),
  });
  const save = useCommand(client.offers.setCostTerms, { onError: merged.onError });
  const submit = async (draft: CostDraft): Promise<void> => {
    const rates = Object.fromEntries(RATES.map((name) => [name, Math.round((draft[name] ?? 0) * PERCENT)]));
    const amounts = {
      orderFee: draft.orderFee ?? ZERO_MONEY,
      rebateDue: draft.rebateDue ?? ZERO_MONEY,
      rebatePaid: draft.rebatePaid ?? ZERO_MONEY,
    };
    const { priceBasis } = draft;
    const [invoiceKind, rebateDays] = [draft.invoiceKind ?? null, draft.rebateDays ?? null];
    const fees = { ...terms, ...rates, ...amounts, priceBasis, invoiceKind, rebateDays };
    if (!(await save.run({ ...fees, supplierId, revision: merged.revision() }))) return;
    merged.saved();
    message.success(t('costs.saved'));
  };
  const rate = (name: RateName, extra?: string) => (
    <Form.Item name={name} label={t('costs.rateField', { field: t(`costs.${name}`) })} extra={extra}>
      <InputNumber min={0} max={1000} step={0.1} style={{ width: '100%' }} />
    </Form.Item>
  );
  const amount = (name: 'orderFee' | 'rebateDue' | 'rebatePaid') => (
    <Form.Item name={name} label={t(`costs.${name}`)}>
      <AmountInput currency={currency} />
    </Form.Item>
  );
  return (
    <FormScope>
      <Form<CostDraft>
        form={form}
        layout="vertical"
        disabled={!mayEdit}
        initialValues={draftOf(terms)}
        onFinish={(draft) => void submit(draft)}
      >
        <p className="kc-soft">{t('costs.text')}</p>
        <PageSection title={t('costs.fees')}>
          <div className={styles.pair}>
            {rate('topUpRate')}
            {amount('orderFee')}
            {rate('agentRate')}
            {rate('withdrawalRate', t('costs.withdrawalHint'))}
          </div>
        </PageSection>
        <PageSection title={t('costs.tax')}>
          <div className={styles.pair}>
            <Form.Item name="priceBasis" label={t('costs.priceBasis')}>
              <Segmented
                aria-label={t('costs.priceBasis')}
                options={TAX_BASES.map((value) => ({ value, label: t(`costs.bases.${value}`) }))}
              />
            </Form.Item>
            {rate('taxRate')}
            <Form.Item name="invoiceKind" label={t('costs.invoiceKind')}>
              <Select
                allowClear
                placeholder={t('costs.notSaid')}
                aria-label={t('costs.invoiceKind')}
                options={INVOICE_KINDS.map((value) => ({ value, label: kindNames(`kinds.${value}`) }))}
              />
            </Form.Item>
          </div>
        </PageSection>
        <PageSection title={t('costs.rebate')}>
          <div className={styles.row}>
            {rate('rebateRate')}
            {amount('rebateDue')}
            {amount('rebatePaid')}
          </div>
          <div className={styles.pair}>
            <Form.Item name="rebateDays" label={t('costs.rebateDays')} extra={practiceText(t, terms.rebatePractice)}>
              <CountInput
                min={0}
                max={3650}
                placeholder={t('costs.notSaid')}
                aria-label={t('costs.rebateDays')}
                style={{ width: '100%' }}
              />
            </Form.Item>
          </div>
        </PageSection>
        {mayEdit ? (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('costs.save')}
          </Button>
        ) : null}
      </Form>
    </FormScope>
  );
}

function draftOf(terms: CostTermsShape): CostDraft {
  const rates = Object.fromEntries(RATES.map((name) => [name, terms[name] / PERCENT])) as Record<RateName, number>;
  const { orderFee, priceBasis, rebateDue, rebatePaid, invoiceKind, rebateDays } = terms;
  return { ...rates, orderFee, priceBasis, rebateDue, rebatePaid, invoiceKind, rebateDays };
}

/** How the rebates that were recorded with the money of the supplier really came. */
function practiceText(t: TFunction<'offers'>, practice: CostTermsShape['rebatePractice']): string {
  if (practice === null) return t('costs.practiceUnknown');
  const { count, late, meanDaysLate } = practice;
  if (late === 0) return t('costs.practiceFine', { count });
  if (meanDaysLate === null) return t('costs.practiceNever', { count, late });
  return t('costs.practiceLate', { count, late, days: meanDaysLate });
}
