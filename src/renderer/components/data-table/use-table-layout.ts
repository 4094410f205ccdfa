import { useCallback, useState } from 'react';
import { type TableLayout, UNTOUCHED } from './columns.ts';

function storageKey(name: string): string {
  return `kacang.table.${name}`;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function readLayout(name: string): TableLayout {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey(name)) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return UNTOUCHED;
    const { order, hidden, shown, widths } = { ...UNTOUCHED, ...stored };
    const numbers = Object.entries(widths ?? {}).filter((entry) => typeof entry[1] === 'number');
    return {
      order: strings(order),
      hidden: strings(hidden),
      shown: strings(shown),
      widths: Object.fromEntries(numbers),
    };
  } catch {
    // What an older version left behind is not worth a broken table.
    return UNTOUCHED;
  }
}

/** Order, choice and widths of a table's columns, remembered on this PC by the table's name. */
export function useTableLayout(name: string): readonly [TableLayout, (patch: Partial<TableLayout>) => void] {
  const [layout, setLayout] = useState(() => readLayout(name));
  const change = useCallback(
    (patch: Partial<TableLayout>) => {
      setLayout((before) => {
        const after = { ...before, ...patch };
        window.localStorage.setItem(storageKey(name), JSON.stringify(after));
        return after;
      });
    },
    [name],
  );
  return [layout, change];
}
