import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, type FilterCodec, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { MOST_COVER_DAYS } from '#shared/domain/replenishment/replenishment-rule.ts';
import { hasNoPast, NoPast, Replay, ReplayedSkus } from './replay.tsx';

function numberFilter(usual: number, most: number): FilterCodec<number> {
  return {
    read: (text) => (text !== null && /^\d{1,6}$/.test(text) ? Math.min(Number(text), most) : usual),
    write: (value) => (value === usual ? null : String(value)),
  };
}

/** SKUs that were ticked elsewhere. */
const SKUS_FILTER: FilterCodec<readonly SkuId[]> = {
  read: (text) =>
    (text ?? '')
      .split(',')
      .filter((id) => /^[1-9]\d{0,14}$/.test(id))
      .slice(0, 1000)
      .map((id) => Number(id) as SkuId),
  write: (ids) => (ids.length === 0 ? null : ids.join(',')),
};

const MONTHS = [1, 3, 6, 12, 24];
const LARGEST = 999_999;
const FILTERS = {
  sku: idFilter<SkuId>(),
  skus: SKUS_FILTER,
  category: textFilter(),
  kind: choiceFilter(['min-max']),
  months: numberFilter(3, 24),
  days: numberFilter(7, MOST_COVER_DAYS),
  minimum: numberFilter(10, LARGEST),
  maximum: numberFilter(50, LARGEST),
};

/** A rule tried on the past of a SKU, of several or of a category: the stock it would have kept beside the one there was. */
export default function BackTestPage() {
  const { t } = useTranslation('replenishment');
  const { values, set } = useUrlFilters(FILTERS);
  const { sku, skus, category, kind, months, days, minimum, maximum } = values;
  const calendar = useQuery(api.replenishment.seasons.queryOptions());
  const of = sku !== null ? null : skus.length > 0 ? { skuIds: [...skus] } : category !== '' ? { category } : null;
  const rule =
    kind === 'min-max'
      ? { kind: 'min-max' as const, minimum, maximum: Math.max(minimum, maximum) }
      : { kind: 'forecast' as const, coverDays: Math.max(1, days) };
  const query = useQuery(
    api.replenishment.backTest.queryOptions({
      input: { skuId: sku ?? (1 as SkuId), months: Math.max(1, months), rule },
      enabled: sku !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const group = useQuery(
    api.replenishment.backTestGroup.queryOptions({
      input: { of: of ?? { category: '' }, months: Math.max(1, months), rule },
      enabled: of !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const number = (label: string, value: number, onChange: (value: number) => void, max = LARGEST) => (
    <CountInput
      prefix={<span className="kc-soft">{label}</span>}
      value={value}
      min={0}
      max={max}
      style={{ width: 150 }}
      aria-label={label}
      onChange={(next) => onChange(next ?? 0)}
    />
  );
  return (
    <Page
      title={t('backTest.title')}
      layout="scroll"
      filters={
        <>
          <span style={{ width: 260 }}>
            <SkuSelect
              value={sku}
              onChange={(id) => set({ sku: id as SkuId | null, skus: [], category: '' })}
              aria-label={t('backTest.sku')}
            />
          </span>
          <Select
            value={category === '' ? undefined : category}
            allowClear
            style={{ width: 160 }}
            placeholder={t('backTest.category')}
            aria-label={t('backTest.category')}
            options={(calendar.data?.categories ?? []).map((name) => ({ value: name, label: name }))}
            onChange={(name) => set({ category: name ?? '', sku: null, skus: [] })}
          />
          <Select
            value={months}
            style={{ width: 120 }}
            aria-label={t('backTest.monthsLabel')}
            options={MONTHS.map((count) => ({ value: count, label: t('backTest.months', { count }) }))}
            onChange={(next) => set({ months: next })}
          />
          <Segmented<'forecast' | 'min-max'>
            value={kind ?? 'forecast'}
            aria-label={t('backTest.kindLabel')}
            options={(['forecast', 'min-max'] as const).map((value) => ({
              value,
              label: t(`backTest.kinds.${value}`),
            }))}
            onChange={(next) => set({ kind: next === 'min-max' ? next : null })}
          />
          {kind === 'min-max' ? (
            <>
              {number(t('backTest.minimum'), minimum, (next) => set({ minimum: next }))}
              {number(t('backTest.maximum'), maximum, (next) => set({ maximum: next }))}
            </>
          ) : (
            number(t('backTest.coverDays'), days, (next) => set({ days: next }), MOST_COVER_DAYS)
          )}
        </>
      }
    >
      {sku !== null ? (
        <QueryView query={query}>
          {(test) => (hasNoPast(test) ? <NoPast /> : <Replay test={test} skuId={sku} />)}
        </QueryView>
      ) : of === null ? (
        <EmptyState title={t('backTest.title')} text={t('backTest.choose')} />
      ) : (
        <QueryView query={group}>
          {(test) =>
            hasNoPast(test) ? (
              <NoPast />
            ) : (
              <>
                <Replay test={test} skuId={null} />
                <ReplayedSkus test={test} onOpen={(id) => set({ sku: id, skus: [], category: '' })} />
              </>
            )
          }
        </QueryView>
      )}
    </Page>
  );
}
