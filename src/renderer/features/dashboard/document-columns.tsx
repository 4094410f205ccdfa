import type { TFunction } from 'i18next';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { CalendarDay } from '#renderer/components/day.tsx';

/** The number that a document is known by. */
export function numberColumn<Row extends { readonly number: string }>(t: TFunction<'dashboard'>): DataColumn<Row> {
  return {
    key: 'number',
    title: t('span.number'),
    width: 140,
    exported: exportedAs('number'),
    render: (row) => <span className="kc-mono">{row.number}</span>,
  };
}

/** The day that a document is of. */
export function dayColumn<Row extends { readonly occurredOn: string }>(t: TFunction<'dashboard'>): DataColumn<Row> {
  return {
    key: 'on',
    title: t('span.on'),
    width: 80,
    exported: exportedAs('occurredOn', 'day'),
    render: (row) => <CalendarDay on={row.occurredOn} />,
  };
}
