import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Chart,
  type ChartColours,
  categoryAxis,
  chartTooltip,
  DAY_LABEL_ROOM,
  valueAxis,
} from '#renderer/components/chart/chart.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatDay, formatQuantity } from '#renderer/i18n/format.ts';
import { api, type client } from '#renderer/lib/client.ts';
import { idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { SeasonSetting } from '#shared/contract/seasons.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { seasonText } from './reason-text.ts';
import { seasonSpans, spanText } from './season-text.ts';
import styles from './seasons.module.css';

type Preview = Awaited<ReturnType<typeof client.replenishment.previewSeasons>>;

const OPEN = { sku: idFilter<SkuId>() };

interface SeasonPreviewProps {
  seasons: readonly SeasonSetting[];
  /** False while the calendar has problems. */
  isUsable: boolean;
  isChanged: boolean;
}

/** The year ahead of one SKU: with the calendar as it stands, and with the one that is being edited. */
export function SeasonPreview({ seasons, isUsable, isChanged }: SeasonPreviewProps) {
  const { t } = useTranslation('replenishment');
  const { values, set } = useUrlFilters(OPEN);
  const { sku } = values;
  const query = useQuery(
    api.replenishment.previewSeasons.queryOptions({
      input: { skuId: sku ?? (1 as SkuId), seasons: [...seasons] },
      enabled: sku !== null && isUsable,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <div className={styles.chooser}>
        <SkuSelect
          value={sku}
          onChange={(id) => set({ sku: id as SkuId | null })}
          aria-label={t('seasonCalendar.preview.sku')}
        />
      </div>
      {sku === null ? (
        <p className={styles.hint}>{t('seasonCalendar.preview.choose')}</p>
      ) : (
        <QueryView query={query}>
          {(preview) => <YearAhead preview={preview} seasons={seasons} isChanged={isChanged} />}
        </QueryView>
      )}
    </>
  );
}

interface YearAheadProps {
  preview: Preview;
  seasons: readonly SeasonSetting[];
  isChanged: boolean;
}

function YearAhead({ preview, seasons, isChanged }: YearAheadProps) {
  const { t } = useTranslation('replenishment');
  const { current, changed } = preview;
  const from = preview.from as Day;
  const option = useCallback(
    ({ palette, series }: ChartColours): EChartsOption => ({
      grid: { left: 4, right: DAY_LABEL_ROOM, top: 30, bottom: 4, containLabel: true },
      tooltip: { ...chartTooltip(palette), trigger: 'axis' },
      legend: { top: 0, right: 0, textStyle: { color: palette.textFaint, fontSize: 11 } },
      xAxis: { ...categoryAxis(palette), data: current.map((_, index) => formatDay(addDays(from, index))) },
      yAxis: valueAxis(palette),
      series: [
        { name: t('seasonCalendar.preview.current'), data: current, colour: palette.textFaint },
        ...(isChanged ? [{ name: t('seasonCalendar.preview.changed'), data: changed, colour: series[0] }] : []),
      ].map(({ name, data, colour }) => ({
        type: 'line' as const,
        name,
        data,
        symbol: 'none',
        lineStyle: { width: 2, color: colour },
        itemStyle: { color: colour },
      })),
    }),
    [t, from, current, changed, isChanged],
  );
  return (
    <>
      <Chart summary={t('seasonCalendar.preview.summary')} option={option} height={220} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('policy.season')}</th>
            <th scope="col">{t('seasonCalendar.columns.next')}</th>
            <th scope="col" className={styles.number}>
              {t('seasonCalendar.preview.factor')}
            </th>
            <th scope="col" className={styles.number}>
              {t('seasonCalendar.preview.units')}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.factors.map(({ code, factor }) => {
            const season = seasons.find((one) => one.code === code);
            const [next] = season ? seasonSpans(season, from) : [];
            const units = next ? changed.slice(next.from, next.to + 1).reduce((sum, one) => sum + one, 0) : 0;
            return (
              <tr key={code}>
                <td>{seasonText(t, code)}</td>
                <td>{next ? spanText(next, from) : t('seasonCalendar.noneAhead')}</td>
                <td className={styles.number}>×{factor}</td>
                <td className={styles.number}>{formatQuantity(Math.round(units))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.hint}>{t('seasonCalendar.preview.hint')}</p>
    </>
  );
}
