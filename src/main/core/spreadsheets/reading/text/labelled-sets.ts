import { normalizeColumnName, roleOfColumnName } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { readKeyLine } from '#shared/domain/spreadsheets/key-line.ts';
import { EMPTY, type RowBatchWriter, TEXT } from '../../row-batch.ts';
import type { LabelledReader } from './labelled-reader.ts';

/** `卡号：6001` on one line and `卡密：AB12` on the next, key after key. */
export interface LabelledSetLayout {
  /** The labels of a set as they follow each other, normalised. */
  readonly labels: readonly string[];
  /** The same as the text writes them. */
  readonly names: readonly string[];
  /** For each label the column of its value: numbers stand first, then secrets, as mappings by position expect. */
  readonly columns: readonly number[];
}

type Part = 'number' | 'secret' | 'other';

interface LabelledValue {
  readonly name: string;
  readonly label: string;
  readonly part: Part;
  readonly text: string;
}

const FEWEST_LABELS = 2;
const MOST_LABELS = 6;
/** A text of more different labels follows no pattern. */
const MOST_STARTERS = 8;
/** Of the lines with one label, those in whole sets; and of all lines, those with one label. */
const LEAST_WHOLE = 0.6;
const LEAST_LABELLED = 0.4;
const NUMBERS: ReadonlySet<string> = new Set(['cardNumber', 'account']);
const SECRETS: ReadonlySet<string> = new Set(['secret', 'password', 'redeemLink']);

/** A line that is one label and its value; null for every other. */
function readLabelledValue(line: string): LabelledValue | null {
  const { divided, parts } = readKeyLine(line);
  const [only, ...others] = parts;
  if (divided !== 'labels' || !only || others.length > 0) return null;
  const role = roleOfColumnName('card-keys', only.label ?? '')?.role ?? '';
  const part: Part = NUMBERS.has(role) ? 'number' : SECRETS.has(role) ? 'secret' : 'other';
  const name = only.label ?? '';
  return { name, label: normalizeColumnName(name), part, text: only.text };
}

/**
 * Knows a text whose keys are spread over two or three labelled lines each, always the same. Where nothing but the labels
 * divides the sets, a copy that begins in the middle of one would pair every number with the secret before it: only a text
 * that begins with a set whose number stands before its secret is believed then, else blank lines have to divide them.
 */
export function findLabelledSets(lines: readonly string[]): LabelledSetLayout | null {
  const values = lines.map((line) => (line.trim() === '' ? null : readLabelledValue(line)));
  const filledCount = lines.filter((line) => line.trim() !== '').length;
  const labelledCount = values.filter((value) => value !== null).length;
  if (labelledCount < filledCount * LEAST_LABELLED) return null;
  const starters = new Set(values.flatMap((value) => value?.label ?? []));
  if (starters.size > MOST_STARTERS) return null;
  for (const [index, starter] of [...starters].entries()) {
    const sets = cutSets(values, starter);
    const best = mostFrequent(sets.filter(({ parts }) => isPossible(parts, starter)));
    if (!best) continue;
    const same = sets.filter(({ parts }) => namesOf(parts) === namesOf(best));
    if (same.length * best.length < labelledCount * LEAST_WHOLE) continue;
    const isSure = same.every(({ isDivided }) => isDivided) || (index === 0 && isNumberFirst(best));
    if (isSure) {
      const columns = columnsOf(best);
      return { labels: best.map(({ label }) => label), names: best.map(({ name }) => name), columns };
    }
  }
  return null;
}

interface LabelledSet {
  readonly parts: readonly LabelledValue[];
  /** Something else than the next set's label stands behind it: a blank line, a note, the end. */
  readonly isDivided: boolean;
}

function cutSets(values: readonly (LabelledValue | null)[], starter: string): LabelledSet[] {
  const sets: LabelledSet[] = [];
  let parts: LabelledValue[] = [];
  const end = (isDivided: boolean): void => {
    if (parts.length > 0) sets.push({ parts, isDivided });
    parts = [];
  };
  for (const value of values) {
    if (value === null) end(true);
    else {
      if (value.label === starter || parts.some(({ label }) => label === value.label)) end(false);
      parts.push(value);
    }
  }
  end(true);
  return sets;
}

function isPossible(parts: readonly LabelledValue[], starter: string): boolean {
  const isSize = parts.length >= FEWEST_LABELS && parts.length <= MOST_LABELS;
  return isSize && parts[0]?.label === starter && parts.some(({ part }) => part === 'secret');
}

function isNumberFirst(parts: readonly LabelledValue[]): boolean {
  const number = parts.findIndex(({ part }) => part === 'number');
  const secret = parts.findIndex(({ part }) => part === 'secret');
  return number === -1 ? secret === 0 : number < secret;
}

function namesOf(parts: readonly LabelledValue[]): string {
  return parts.map(({ label }) => label).join('|');
}

function mostFrequent(sets: readonly LabelledSet[]): readonly LabelledValue[] | null {
  const counts = new Map<string, { parts: readonly LabelledValue[]; count: number }>();
  for (const { parts } of sets) {
    const known = counts.get(namesOf(parts));
    counts.set(namesOf(parts), { parts, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count)[0]?.parts ?? null;
}

function columnsOf(parts: readonly LabelledValue[]): number[] {
  const places = parts.map((_, index) => index);
  const firstOf = (wanted: Part): number[] => places.filter((index) => parts[index]?.part === wanted).slice(0, 1);
  const leading = [...firstOf('number'), ...firstOf('secret')];
  const order = [...leading, ...places.filter((index) => !leading.includes(index))];
  return places.map((index) => order.indexOf(index));
}

/** What the columns are called, from the first on. */
export function namesOfColumns({ names, columns }: LabelledSetLayout): string[] {
  return columns.map((_, place) => names[columns.indexOf(place)] ?? '');
}

/**
 * Makes a row of every whole set, with the number of its first line. What belongs to none is never joined with anything: it
 * stays whole, to the right of all columns, where the judge of rows refuses it. In a sample it has no part.
 */
export function createLabelledSetReader(
  { labels, columns }: LabelledSetLayout,
  writer: RowBatchWriter,
  isSample: boolean,
): Required<LabelledReader> {
  let open: { raw: string; text: string; lineNumber: number }[] = [];

  function leave(raw: string, lineNumber: number): void {
    if (isSample) return;
    writer.emptyCells(labels.length);
    writer.cell(TEXT, raw.trim());
    writer.endRow(lineNumber, false);
  }

  function end(): void {
    for (const { raw, lineNumber } of open) leave(raw, lineNumber);
    open = [];
  }

  function writeSet(): void {
    const cells: string[] = [];
    columns.forEach((column, index) => {
      cells[column] = open[index]?.text ?? '';
    });
    for (const cell of cells) writer.cell(cell === '' ? EMPTY : TEXT, cell);
    writer.endRow(open[0]?.lineNumber ?? 0, false);
    open = [];
  }

  return {
    end,
    line(raw, lineNumber) {
      const value = raw.trim() === '' ? null : readLabelledValue(raw);
      if (value?.label !== labels[open.length]) end();
      if (value && value.label === labels[open.length]) {
        open.push({ raw, text: value.text, lineNumber });
        if (open.length === labels.length) writeSet();
      } else if (raw.trim() !== '') leave(raw, lineNumber);
    },
  };
}
