import styles from './sku-title.module.css';

/** Shorter ends tell nothing by themselves (`元`, `HKD`), longer ones leave no room for the beginning. */
const SHORTEST_END = 4;
const LONGEST_END = 14;

/**
 * What a SKU is called, in a narrow place: its beginning is shortened and its end stays, since variants of a product differ
 * there (50 元 and 100 元, 月卡 and 年卡).
 */
export function SkuTitle({ title }: { title: string }) {
  const at = endOf(title);
  return (
    <span className={styles.title} title={title}>
      <span className={styles.beginning}>{title.slice(0, at)}</span>
      {at < title.length ? <span>{title.slice(at)}</span> : null}
    </span>
  );
}

/** Where the end begins: after the last space that leaves enough behind it, or nowhere. */
export function endOf(title: string): number {
  for (let at = title.lastIndexOf(' '); at > 0; at = title.lastIndexOf(' ', at - 1)) {
    const length = title.length - at - 1;
    if (length > LONGEST_END) break;
    if (length >= SHORTEST_END) return at + 1;
  }
  return title.length;
}
