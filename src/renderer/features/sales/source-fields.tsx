import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMayChooseSupplier } from '#renderer/components/supplier-select.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { ReservationId, SkuId } from '#shared/domain/ids.ts';
import { ANY_SOURCE, type DispenseDraft, type DraftSource, EMPTY_LINE } from './dispense-draft.ts';
import styles from './sales.module.css';

const MOST_LISTED = 500;

interface SourceFieldsProps {
  draft: DispenseDraft;
  onChange: (patch: Partial<DispenseDraft>) => void;
}

/** From where: what is held for a buyer, or only from and not from suppliers and batches, several of each. */
export function SourceFields({ draft, onChange }: SourceFieldsProps) {
  const { source } = draft;
  const mayChooseSupplier = useMayChooseSupplier();
  const set = (patch: Partial<DraftSource>): void => onChange({ source: { ...source, ...patch } });
  return (
    <>
      <ReservationField draft={draft} onChange={onChange} />
      {source.reservationId === null ? (
        <>
          {mayChooseSupplier ? <SupplierFields source={source} onChange={set} /> : null}
          <BatchFields draft={draft} onChange={set} />
        </>
      ) : null}
    </>
  );
}

function ReservationField({ draft, onChange }: SourceFieldsProps) {
  const { t } = useTranslation('sales');
  const open = useQuery(api.reservations.list.queryOptions({ input: { openOnly: true } }));
  const skuIds = chosenSkus(draft);
  const rows = (open.data?.rows ?? []).filter(
    ({ skuId, heldQuantity }) => heldQuantity > 0 && (skuIds.length === 0 || skuIds.includes(skuId)),
  );
  const choose = (id: ReservationId | undefined): void => {
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) {
      onChange({ source: { ...draft.source, reservationId: null } });
      return;
    }
    const [first = EMPTY_LINE] = draft.lines;
    const { skuId, skuName, heldQuantity, buyer } = row;
    onChange({
      source: { ...ANY_SOURCE, reservationId: row.id },
      buyer: draft.buyer === '' ? buyer : draft.buyer,
      lines: [{ ...first, skuId, skuName, quantity: heldQuantity, orderTotal: draft.orderTotal ?? first.orderTotal }],
      orderTotal: null,
    });
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t('form.reservation')}</span>
      <Select<ReservationId>
        allowClear
        value={draft.source.reservationId ?? undefined}
        placeholder={t('form.noReservation')}
        notFoundContent={t('form.reservationNothing')}
        loading={open.isFetching}
        aria-label={t('form.reservation')}
        popupMatchSelectWidth={false}
        options={rows.map(({ id, number, buyer, heldQuantity, endsAt }) => ({
          value: id,
          label: t('form.reservationOption', { number, buyer, count: heldQuantity, at: formatInstant(endsAt) }),
        }))}
        onChange={choose}
      />
    </div>
  );
}

interface PlaceProps {
  onChange: (patch: Partial<DraftSource>) => void;
}

function SupplierFields({ source, onChange }: PlaceProps & { source: DraftSource }) {
  const { t } = useTranslation('sales');
  const suppliers = useQuery(api.supplierNames.list.queryOptions({ input: { limit: MOST_LISTED } }));
  const options = (suppliers.data?.rows ?? []).map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }));
  return (
    <>
      <Several
        label={t('form.fromSupplier')}
        value={source.supplierIds}
        options={options}
        onChange={(supplierIds) => onChange({ supplierIds })}
      />
      <Several
        label={t('form.notSupplier')}
        value={source.notSupplierIds}
        options={options}
        onChange={(notSupplierIds) => onChange({ notSupplierIds })}
      />
    </>
  );
}

/** The batches with stock of the chosen product; several products have none in common. */
function BatchFields({ draft, onChange }: PlaceProps & { draft: DispenseDraft }) {
  const { t } = useTranslation('sales');
  const [skuId, ...others] = chosenSkus(draft);
  const isOne = skuId !== undefined && others.length === 0;
  const batches = useQuery(
    api.inventory.batches.queryOptions({
      input: { skuId: skuId ?? (1 as SkuId), onHandOnly: true, limit: MOST_LISTED },
      enabled: isOne,
    }),
  );
  if (!isOne) return null;
  const options = (batches.data?.rows ?? []).map(({ id, number, label, supplierName, available }) => ({
    value: id,
    label: [number, label, supplierName, t('form.available', { count: available })].filter(Boolean).join(' · '),
  }));
  return (
    <>
      <Several
        label={t('form.fromBatch')}
        value={draft.source.batchIds}
        options={options}
        onChange={(batchIds) => onChange({ batchIds })}
      />
      <Several
        label={t('form.notBatch')}
        value={draft.source.notBatchIds}
        options={options}
        onChange={(notBatchIds) => onChange({ notBatchIds })}
      />
    </>
  );
}

interface SeveralProps<Id extends number> {
  label: string;
  value: readonly Id[];
  options: { value: Id; label: string }[];
  onChange: (ids: Id[]) => void;
}

function Several<Id extends number>({ label, value, options, onChange }: SeveralProps<Id>) {
  const { t } = useTranslation('sales');
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <Select<Id[]>
        mode="multiple"
        allowClear
        value={[...value]}
        options={options}
        maxTagCount="responsive"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('form.anySource')}
        popupMatchSelectWidth={false}
        aria-label={label}
        onChange={onChange}
      />
    </div>
  );
}

function chosenSkus({ lines }: DispenseDraft): SkuId[] {
  return lines.flatMap(({ skuId }) => (skuId === null ? [] : [skuId]));
}
