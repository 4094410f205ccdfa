export type RowKey = string | number;

/** Which rows are chosen; the page keeps it, so that its actions can say "将 12 张转入隔离区". */
export interface Selection {
  keys: ReadonlySet<RowKey>;
  onChange: (keys: ReadonlySet<RowKey>) => void;
}

/** Chooses or leaves one row, or with `from` every row between it and the one clicked before. */
export function toggleRows(
  selected: ReadonlySet<RowKey>,
  rowKeys: readonly RowKey[],
  index: number,
  from: number | null,
): ReadonlySet<RowKey> {
  const next = new Set(selected);
  const clicked = rowKeys[index];
  if (clicked === undefined) return selected;
  const willSelect = !selected.has(clicked);
  const [start, end] = from === null ? [index, index] : [Math.min(from, index), Math.max(from, index)];
  for (const key of rowKeys.slice(start, end + 1)) {
    if (willSelect) next.add(key);
    else next.delete(key);
  }
  return next;
}
