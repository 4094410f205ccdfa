import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App, Input, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode, useErrorText } from '#renderer/lib/error-text.ts';
import type { ImportId, SkuId, StockDocumentId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { PriceChange } from '#shared/domain/purchasing/price-correction.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './orders.module.css';

interface CorrectionDialogProps {
  supplierId?: SupplierId;
  skuId?: SkuId;
  importIds?: readonly ImportId[];
  onClose: () => void;
  onPosted?: (id: StockDocumentId) => void;
}

const WAYS = ['per-key', 'unit-cost', 'total'] as const;
type Way = (typeof WAYS)[number];
const DIRECTIONS = ['credit', 'debit'] as const;
type Direction = (typeof DIRECTIONS)[number];

/** A correction is posted as it was shown: account, stock and cost, worked out by the core before anything is written. */
export function CorrectionDialog(props: CorrectionDialogProps) {
  const { t } = useTranslation('corrections');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [supplierId, setSupplierId] = useState<SupplierId | null>(props.supplierId ?? null);
  const [skuId, setSkuId] = useState<SkuId | null>(props.skuId ?? null);
  const [importIds, setImportIds] = useState<readonly ImportId[]>(props.importIds ?? []);
  const [way, setWay] = useState<Way>('per-key');
  const [direction, setDirection] = useState<Direction>('credit');
  const [amount, setAmount] = useState<Money | null>(null);
  const [paperedOn, setPaperedOn] = useState<Day | null>(today() as Day);
  const [externalNumber, setExternalNumber] = useState('');
  const [reason, setReason] = useState('');
  const [wasChanged, setChanged] = useState(false);
  const receipts = useQuery(
    api.priceCorrections.receipts.queryOptions({
      input: { supplierId: supplierId ?? (1 as SupplierId), skuId: skuId ?? (1 as SkuId) },
      enabled: supplierId !== null && skuId !== null,
    }),
  );
  const change = changeOf(way, direction, amount);
  const isAsked = change !== null && paperedOn !== null && skuId !== null && importIds.length > 0;
  const wish = {
    importIds: [...importIds],
    skuId: skuId ?? (1 as SkuId),
    change: change ?? ({ by: 'per-key', amount: money(1) } as PriceChange),
    paperedOn: paperedOn ?? (today() as Day),
  };
  const preview = useQuery(
    api.priceCorrections.preview.queryOptions({
      input: wish,
      enabled: isAsked,
      retry: false,
      placeholderData: keepPreviousData,
    }),
  );
  const shown = isAsked && preview.error === null ? preview.data : undefined;
  const post = useCommand(client.priceCorrections.post, {
    onError: (error) => {
      if (errorCode(error) !== 'SPLIT_CHANGED') return false;
      setChanged(true);
      void preview.refetch();
      return true;
    },
  });
  const submit = async (): Promise<void> => {
    if (!shown) return;
    const { stockPart, costPart } = shown;
    const paper = { externalNumber: externalNumber.trim(), reason: reason.trim(), shown: { stockPart, costPart } };
    const done = await post.run({ ...wish, ...paper });
    if (!done) return;
    const { number, jobId } = done;
    message.success(jobId === null ? t('dialog.done', { number }) : t('dialog.running', { number }));
    props.onClose();
    props.onPosted?.(done.documentId);
  };
  const total = shown ? formatAmount(shown.total, { currency: shown.currency, isSigned: true }) : '';
  return (
    <Modal
      open
      width={520}
      title={t('dialog.newTitle')}
      okText={t('dialog.submit', { amount: total })}
      okButtonProps={{ disabled: !shown || preview.isPlaceholderData || reason.trim() === '' }}
      confirmLoading={post.isPending}
      onOk={() => void submit()}
      onCancel={props.onClose}
    >
      <div className={styles.fields}>
        <Field label={t('dialog.supplier')}>
          <SupplierSelect
            value={supplierId}
            onChange={(id) => {
              setSupplierId(id);
              setImportIds([]);
            }}
            aria-label={t('dialog.supplier')}
          />
        </Field>
        <Field label={t('dialog.sku')}>
          <SkuSelect
            value={skuId}
            onChange={(id) => {
              setSkuId(id);
              setImportIds([]);
            }}
            aria-label={t('dialog.sku')}
          />
        </Field>
        <Field label={t('dialog.receipts')}>
          <Select<ImportId[]>
            mode="multiple"
            value={[...importIds]}
            placeholder={t('dialog.receiptsHint')}
            aria-label={t('dialog.receipts')}
            optionFilterProp="label"
            options={(receipts.data ?? []).map(({ importId, number, documentOn, keyCount }) => ({
              value: importId,
              label: t('dialog.receipt', { number, on: documentOn, count: keyCount }),
            }))}
            onChange={setImportIds}
          />
        </Field>
        <Segmented<Way>
          aria-label={t('dialog.way')}
          block
          value={way}
          options={WAYS.map((value) => ({ value, label: t(`changes.${value}`) }))}
          onChange={setWay}
        />
        {way === 'unit-cost' ? null : (
          <Segmented<Direction>
            aria-label={t('dialog.direction')}
            block
            value={direction}
            options={DIRECTIONS.map((value) => ({ value, label: t(`dialog.${value}`) }))}
            onChange={setDirection}
          />
        )}
        <div className={styles.pair}>
          <Field label={t(amountLabels[way])}>
            <AmountInput
              value={amount}
              onChange={setAmount}
              currency={preview.data?.currency}
              aria-label={t(amountLabels[way])}
            />
          </Field>
          <Field label={t('dialog.paperedOn')}>
            <DayInput value={paperedOn} max={today()} onChange={setPaperedOn} aria-label={t('dialog.paperedOn')} />
          </Field>
        </div>
        <div className={styles.pair}>
          <Field label={t('dialog.reason')}>
            <Input
              value={reason}
              maxLength={200}
              aria-label={t('dialog.reason')}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <Field label={t('dialog.externalNumber')}>
            <Input
              className="kc-mono"
              value={externalNumber}
              maxLength={80}
              aria-label={t('dialog.externalNumber')}
              onChange={(event) => setExternalNumber(event.target.value)}
            />
          </Field>
        </div>
        {wasChanged ? <Alert type="warning" title={t('dialog.changed')} /> : null}
        {isAsked && preview.error ? <Alert type="error" title={errorText(preview.error)} /> : null}
        {shown ? <Split shown={shown} /> : null}
      </div>
    </Modal>
  );
}

const amountLabels = { 'per-key': 'dialog.perKey', 'unit-cost': 'dialog.unitCost', total: 'dialog.total' } as const;

function changeOf(way: Way, direction: Direction, amount: Money | null): PriceChange | null {
  if (amount === null) return null;
  if (way === 'unit-cost') return { by: way, unitCost: amount };
  if (amount === 0) return null;
  return { by: way, amount: direction === 'credit' ? money(-amount) : amount };
}

type Preview = Awaited<ReturnType<typeof client.priceCorrections.preview>>;

function Split({ shown }: { shown: Preview }) {
  const { t } = useTranslation('corrections');
  const amount = formatAmount(Math.abs(shown.total), { currency: shown.currency });
  return (
    <section aria-label={t('dialog.preview')}>
      <Details
        items={[
          { label: t('dialog.account'), value: t(shown.total < 0 ? 'dialog.owesLess' : 'dialog.owesMore', { amount }) },
          {
            label: t('dialog.unsold', { keys: shown.onHandCount }),
            value: <Amount value={shown.stockPart} currency={shown.shopCurrency} isSigned />,
          },
          {
            label: t('dialog.sold', { keys: shown.soldCount, month: shown.month }),
            value: <Amount value={shown.costPart} currency={shown.shopCurrency} isSigned />,
          },
        ]}
      />
      {shown.rate === null ? null : (
        <p className="kc-soft">{t('dialog.rate', { rate: formatRate(shown.rate), on: shown.rateOn ?? '' })}</p>
      )}
    </section>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
    </div>
  );
}
