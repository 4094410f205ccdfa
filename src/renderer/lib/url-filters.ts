import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';

/** How one filter is read from and written to the address; null leaves it out. */
export interface FilterCodec<Value> {
  read(text: string | null): Value;
  write(value: Value): string | null;
}

type Codecs = Readonly<Record<string, FilterCodec<unknown>>>;
type ValueOf<Codec> = Codec extends FilterCodec<infer Value> ? Value : never;
export type FilterValues<Filters> = { readonly [Name in keyof Filters]: ValueOf<Filters[Name]> };

export function textFilter(): FilterCodec<string> {
  return { read: (text) => text ?? '', write: (value) => (value.trim() === '' ? null : value) };
}

/** One of a closed set; anything else in the address is no choice. */
export function choiceFilter<const Choice extends string>(choices: readonly Choice[]): FilterCodec<Choice | null> {
  return { read: (text) => choices.find((choice) => choice === text) ?? null, write: (value) => value };
}

/** Some of a closed set, in the order of the set. */
export function choicesFilter<const Choice extends string>(choices: readonly Choice[]): FilterCodec<readonly Choice[]> {
  return {
    read: (text) => {
      const wanted = new Set(text?.split(',') ?? []);
      return choices.filter((choice) => wanted.has(choice));
    },
    write: (values) => (values.length === 0 ? null : values.join(',')),
  };
}

/** An id; the brand is the caller's: `idFilter<SupplierId>()`. */
export function idFilter<Id extends number>(): FilterCodec<Id | null> {
  return {
    read: (text) => (text !== null && /^[1-9]\d{0,14}$/.test(text) ? (Number(text) as Id) : null),
    write: (value) => (value === null ? null : String(value)),
  };
}

export function dayFilter(): FilterCodec<string | null> {
  return { read: (text) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null), write: (value) => value };
}

export function monthFilter(): FilterCodec<string | null> {
  return { read: (text) => (text !== null && /^\d{4}-\d{2}$/.test(text) ? text : null), write: (value) => value };
}

export function flagFilter(): FilterCodec<boolean> {
  return { read: (text) => text === '1', write: (value) => (value ? '1' : null) };
}

/** A declared sort: `name` or `-name` in the address. */
export function sortFilter(): FilterCodec<{ by: string; isDescending: boolean } | null> {
  return {
    read: (text) => {
      const match = /^(-?)([A-Za-z][A-Za-z0-9]{0,40})$/.exec(text ?? '');
      return match?.[2] ? { by: match[2], isDescending: match[1] === '-' } : null;
    },
    write: (sort) => (sort ? `${sort.isDescending ? '-' : ''}${sort.by}` : null),
  };
}

/**
 * A list's filters, kept in the address so that back, reload and a shared link work. Define the codecs once, outside the
 * component: `const FILTERS = { text: textFilter(), state: choiceFilter(STATES), sort: sortFilter() };`
 */
export function useUrlFilters<Filters extends Codecs>(codecs: Filters) {
  const [parameters, setParameters] = useSearchParams();
  const { pathname } = useLocation();
  const values = useMemo(() => readFilters(codecs, parameters), [codecs, parameters]);
  const set = useCallback(
    (patch: Partial<FilterValues<Filters>>) => {
      if (shownPath() !== pathname) return;
      // Typing in a filter must not fill the history with a step per letter.
      setParameters((before) => writeFilters(codecs, before, patch), { replace: true });
    },
    [codecs, setParameters, pathname],
  );
  const clear = useCallback(() => {
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const name of Object.keys(codecs)) if (name !== 'sort') after.delete(name);
        return after;
      },
      { replace: true },
    );
  }, [codecs, setParameters]);
  const isFiltered = Object.keys(codecs).some((name) => name !== 'sort' && parameters.has(name));
  return { values, set, clear, isFiltered };
}

/** Where the window is now: whoever has gone on is not called back by what an earlier page finishes. */
function shownPath(): string {
  return window.location.hash.slice(1).split('?')[0] || '/';
}

export function readFilters<Filters extends Codecs>(
  codecs: Filters,
  parameters: URLSearchParams,
): FilterValues<Filters> {
  const entries = Object.entries(codecs).map(([name, codec]) => [name, codec.read(parameters.get(name))]);
  return Object.fromEntries(entries);
}

export function writeFilters<Filters extends Codecs>(
  codecs: Filters,
  before: URLSearchParams,
  patch: Partial<FilterValues<Filters>>,
): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, codec] of Object.entries(codecs)) {
    if (!(name in patch)) continue;
    const text = codec.write(patch[name]);
    if (text === null) after.delete(name);
    else after.set(name, text);
  }
  return after;
}
