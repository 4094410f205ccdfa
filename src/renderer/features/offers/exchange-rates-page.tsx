import { DeleteOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Page } from '#renderer/components/page.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { flagFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ExchangeRateRow } from '#shared/contract/exchange-rates.contract.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import { CurrencyStates } from './currency-states.tsx';
import { RateDialog } from './rate-dialog.tsx';
import { RateSheetDialog } from './rate-sheet-dialog.tsx';

const FILTERS = { currency: textFilter() };
const OPEN = { enter: flagFilter() };

/** Exchange rates by day: what is used today, where it came from, and what was entered. */
export default function ExchangeRatesPage() {
  const { t } = useTranslation('offers');
  const mayEdit = useCan('purchasing.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const [isImporting, setImporting] = useState(false);
  const columns = useColumns(mayEdit);
  const currency = /^[A-Z]{3}$/.test(values.currency) ? values.currency : undefined;
  const onExport = useListExport(t('rates.title'), { list: 'exchangeRates', filter: { currency } }, columns);
  const states = useQuery(api.exchangeRates.currencies.queryOptions());
  const query = useInfiniteQuery(
    api.exchangeRates.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ currency, cursor }) }),
  );
  const enter = mayEdit ? (
    <Button type="primary" onClick={() => open.set({ enter: true })}>
      {t('rates.enter')}
    </Button>
  ) : null;
  const own = states.data?.currency ?? '';
  return (
    <Page
      title={t('rates.title')}
      detail={own === '' ? null : t('rates.own', { currency: own })}
      actions={
        <>
          {mayEdit ? <Button onClick={() => setImporting(true)}>{t('rates.import')}</Button> : null}
          {enter}
        </>
      }
    >
      {states.data && states.data.currencies.length > 0 ? (
        <CurrencyStates
          states={states.data.currencies}
          chosen={currency ?? null}
          onChoose={(code) => set({ currency: code ?? '' })}
        />
      ) : null}
      <DataTable<ExchangeRateRow>
        name="exchange-rates"
        label={t('rates.list')}
        columns={columns}
        query={query}
        rowKey={(rate) => rate.id}
        onExport={onExport}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyState title={t('rates.empty.title')} text={t('rates.empty.text')} actions={enter} />}
      />
      {open.values.enter && mayEdit ? (
        <RateDialog own={own} currency={currency} onClose={() => open.set({ enter: false })} />
      ) : null}
      {isImporting ? <RateSheetDialog onClose={() => setImporting(false)} /> : null}
    </Page>
  );
}

function useColumns(mayEdit: boolean): readonly DataColumn<ExchangeRateRow>[] {
  const { t } = useTranslation('offers');
  return useMemo(
    () => [
      {
        key: 'rateOn',
        title: t('rates.columns.rateOn'),
        width: 110,
        exported: exportedAs('rateOn', 'day'),
        render: ({ rateOn }) => <CalendarDay on={rateOn} />,
      },
      {
        key: 'currency',
        title: t('rates.columns.currency'),
        width: 90,
        exported: exportedAs('currency'),
        render: ({ currency }) => currency,
      },
      {
        key: 'rate',
        title: t('rates.columns.rate'),
        width: 140,
        align: 'end',
        exported: exportedAs('rate', 'number'),
        render: ({ rate }) => formatRate(rate),
      },
      {
        key: 'source',
        title: t('rates.columns.source'),
        width: 100,
        exported: exportedAs(
          'source',
          'text',
          wordsOf(['hand', 'import'], (source) => t(`rates.sources.${source}`)),
        ),
        render: ({ source }) => t(`rates.sources.${source}`),
      },
      {
        key: 'by',
        title: t('rates.columns.by'),
        width: 220,
        grows: true,
        exported: [
          exportedAs('enteredBy'),
          { ...exportedAs('enteredAt', 'instant'), header: t('rates.enteredAt') },
          { ...exportedAs('note'), header: t('rates.note') },
        ],
        render: ({ enteredBy, enteredAt, note }) => (
          <>
            {enteredBy} <Moment at={enteredAt} /> <span className="kc-soft">{note}</span>
          </>
        ),
      },
      {
        key: 'actions',
        title: t('rates.columns.actions'),
        width: 70,
        render: (rate) => (mayEdit ? <WithdrawButton rate={rate} /> : null),
      },
    ],
    [t, mayEdit],
  );
}

function WithdrawButton({ rate }: { rate: ExchangeRateRow }) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const withdraw = useCommand(client.exchangeRates.withdraw);
  const label = t('rates.withdraw', { currency: rate.currency, day: rate.rateOn });
  const run = async (): Promise<void> => {
    if (await withdraw.run({ id: rate.id })) message.success(t('rates.withdrawn'));
  };
  return (
    <Button
      size="small"
      type="text"
      icon={<DeleteOutlined />}
      aria-label={label}
      title={label}
      loading={withdraw.isPending}
      onClick={() => void run()}
    />
  );
}
