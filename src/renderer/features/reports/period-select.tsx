import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMonth } from '#renderer/i18n/format.ts';
import { parseReportPeriod } from '#shared/domain/reports/report-period.ts';
import { offeredPeriods } from './period-filter.ts';

/** Chooses what a report looks at: the last months rolling, a quarter, a month. */
export function PeriodSelect({ value, onChange }: { value: string; onChange: (period: string) => void }) {
  const { t } = useTranslation('reports');
  const periodText = usePeriodText();
  const { months, quarters } = offeredPeriods();
  const rolling = ['last-90-days', 'last-12-months'];
  const known = new Set([...rolling, ...quarters, ...months]);
  const optionsOf = (periods: readonly string[]) =>
    periods.map((period) => ({ value: period, label: periodText(period) }));
  return (
    <Select
      value={value}
      style={{ width: 150 }}
      aria-label={t('period.label')}
      listHeight={360}
      options={[
        ...optionsOf(known.has(value) ? rolling : [value, ...rolling]),
        { label: t('period.quarters'), options: optionsOf(quarters) },
        { label: t('period.months'), options: optionsOf(months) },
      ]}
      onChange={onChange}
    />
  );
}

/** A period in words: 近 90 天, 2026 年第 4 季度, 2026年11月. */
export function usePeriodText(): (period: string) => string {
  const { t } = useTranslation('reports');
  return (text) => {
    const period = parseReportPeriod(text);
    switch (period?.kind) {
      case undefined:
        return text;
      case 'month':
        return formatMonth(period.month);
      case 'quarter':
        return t('period.quarter', { year: period.year, quarter: period.quarter });
      case 'last-90-days':
      case 'last-12-months':
        return t(`period.${period.kind}`);
    }
  };
}
