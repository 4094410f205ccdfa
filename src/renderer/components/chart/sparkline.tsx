import styles from './sparkline.module.css';

interface SparklineProps {
  values: readonly number[];
  /** What it shows, in words: "近 14 天提卡". */
  label: string;
  width?: number;
  height?: number;
  tone?: 'go' | 'soon' | 'now' | 'past';
}

/** A trend in a cell: its line, and its last point as a dot. */
export function Sparkline({ values, label, width = 72, height = 20, tone = 'past' }: SparklineProps) {
  const points = sparklinePoints(values, width, height);
  const last = points.at(-1);
  return (
    <svg width={width} height={height} role="img" aria-label={label} className={styles[tone]}>
      <polyline
        points={points.map(([x, y]) => `${x},${y}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
      {last ? <circle cx={last[0]} cy={last[1]} r="2" fill="currentColor" /> : null}
    </svg>
  );
}

const MARGIN = 3;

/** Where the values stand in a box, the lowest at its foot; a flat line stands in the middle. */
export function sparklinePoints(values: readonly number[], width: number, height: number): readonly [number, number][] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = values.length > 1 ? (width - 2 * MARGIN) / (values.length - 1) : 0;
  return values.map((value, index) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return [round(MARGIN + index * step), round(height - MARGIN - share * (height - 2 * MARGIN))];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
