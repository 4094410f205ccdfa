import type { ECharts, EChartsOption } from 'echarts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '#renderer/app/theme/appearance.ts';
import { type Palette, SERIES } from '#renderer/app/theme/palette.ts';
import { FONT_FAMILY } from '#renderer/app/theme/theme.ts';
import { useIsSlow } from '../states/loading-state.tsx';
import styles from './chart.module.css';

export interface ChartColours {
  palette: Palette;
  /** The series' colours; the same thing keeps its place in them on every screen. */
  series: readonly string[];
}

/** A point that was clicked: which series, at which place, and what it is called. */
export interface ChartPoint {
  seriesName: string;
  dataIndex: number;
  name: string;
}

interface ChartProps {
  /** The answer in a sentence, for those who cannot see it: "本月利润 12,300，比上月多 8%". */
  summary: string;
  /** Made of the colours of the mode; what it does not say is dressed by the theme. */
  option: (colours: ChartColours) => EChartsOption;
  height?: number;
  /** Opens the rows behind a point. */
  onOpen?: (point: ChartPoint) => void;
}

/** A chart: loaded when it is first needed, dressed for light and dark, its points open the rows behind them. */
export function Chart({ summary, option, height = 220, onOpen }: ChartProps) {
  const { t } = useTranslation('components');
  const { mode, palette } = useAppearance();
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onOpen);
  latest.current = onOpen;
  const [chart, setChart] = useState<ECharts | null>(null);
  const isSlow = useIsSlow(chart === null);

  useEffect(() => {
    let made: ECharts | null = null;
    let isGone = false;
    const observer = new ResizeObserver(() => made?.resize());
    void import('./chart-engine.ts').then(({ init }) => {
      if (isGone || !box.current) return;
      made = init(box.current, null, { renderer: 'canvas' });
      made.on('click', ({ seriesName = '', dataIndex, name }) => latest.current?.({ seriesName, dataIndex, name }));
      observer.observe(box.current);
      setChart(made);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    chart?.setOption({ ...dress(palette, SERIES[mode]), ...option({ palette, series: SERIES[mode] }) }, true);
  }, [chart, option, palette, mode]);

  return (
    <figure className={styles.figure} style={{ height }}>
      <div
        ref={box}
        className={styles.box}
        role="img"
        aria-label={summary}
        title={onOpen ? t('chart.openRows') : undefined}
      />
      {isSlow ? <figcaption className={styles.loading}>{t('chart.loading')}</figcaption> : null}
    </figure>
  );
}

/** What every chart has in common: quiet lines, the window's type, room for the labels. */
function dress(palette: Palette, series: readonly string[]): EChartsOption {
  return {
    color: [...series],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT_FAMILY, fontSize: 12, color: palette.textSoft },
    animationDuration: 160,
    grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
    tooltip: chartTooltip(palette),
    aria: { enabled: false },
  };
}

/** A tooltip drawn on the canvas: one made of markup would need style attributes, which the CSP refuses. */
export function chartTooltip(palette: Palette, trigger: 'axis' | 'item' = 'axis') {
  return {
    trigger,
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: palette.raised,
    borderColor: palette.lineStrong,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: palette.text, fontSize: 12, fontFamily: FONT_FAMILY },
    axisPointer: { type: 'line' as const, lineStyle: { color: palette.lineStrong } },
  };
}

/** Right of a year of days: a label with its year is centred on the last of them, and the box cuts what stands out. */
export const DAY_LABEL_ROOM = 40;

/** Axes as all charts have them, to be spread: `xAxis: { ...categoryAxis(palette), data: days }`. */
export function categoryAxis(palette: Palette) {
  return {
    type: 'category' as const,
    axisLine: { lineStyle: { color: palette.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: palette.textFaint, fontSize: 11, hideOverlap: true },
  };
}

export function valueAxis(palette: Palette) {
  return {
    type: 'value' as const,
    splitNumber: 4,
    splitLine: { lineStyle: { color: palette.line } },
    axisLabel: { color: palette.textFaint, fontSize: 11 },
  };
}
