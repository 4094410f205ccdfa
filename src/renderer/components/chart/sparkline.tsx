import styles from './sparkline.module.css';

interface SparklineProps {
  values: readonly number[];
  /** What is expected to follow, on the same scale: dashed. */
  ahead?: readonly number[];
  /** What it shows, in words: "近 14 天提卡". */
  label: string;
  width?: number;
  height?: number;
  tone?: 'go' | 'soon' | 'now' | 'past';
}

/** A trend in a cell: its line, its last point as a dot, and what is expected from there. */
export function Sparkline({ values, ahead = [], label, width = 72, height = 20, tone = 'past' }: SparklineProps) {
  const points = sparklinePoints([...values, ...ahead], width, height);
  const last = points[values.length - 1];
  const line = (from: number, to?: number): string =>
    points
      .slice(from, to)
      .map(([x, y]) => `${x},${y}`)
      .join(' ');
  const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: '1.3' };
  return (
    <svg width={width} height={height} role="img" aria-label={label} className={styles[tone]}>
      <polyline points={line(0, values.length)} {...stroke} />
      {ahead.length > 0 ? <polyline points={line(values.length - 1)} {...stroke} strokeDasharray="2 2" /> : null}
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
