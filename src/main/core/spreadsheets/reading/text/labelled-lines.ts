import { endOfValue, findKeyLabels, KEY_PART_ROLES, type KeyLabel } from '#shared/domain/spreadsheets/key-labels.ts';
import { EMPTY, type RowBatchWriter, TEXT } from '../../row-batch.ts';
import type { LabelledReader } from './labelled-reader.ts';

/** `卡号：0006 卡密：FFFF` line after line: a table whose column names stand in each of its rows. */
export interface LabelledLineLayout {
  /** The columns as the text calls them, in the order of its lines. */
  readonly labels: readonly string[];
  readonly meanings: readonly string[];
}

interface LabelledValue {
  readonly name: string;
  /** Lines of one kind have the same: `卡密` and `密码` are both the secret. */
  readonly meaning: string;
  readonly isKeyPart: boolean;
  /** The product in brackets before the names. */
  readonly isLead?: boolean;
  readonly text: string;
}

/** What people put before a labelled key: its number in their list, or the product in brackets. */
const LEAD_IN = /^(?:\d{1,4}\s*[.．、)）:：]\s*|【[^【】]{0,40}】\s*|\[[^[\]]{0,40}\]\s*)+/;
const PRODUCT = /[【[]([^【】[\]]*)[】\]]/;
/** Of all lines those that name their parts, of these the ones built alike, and those with a name that we do not know. */
const LEAST_LABELLED = 0.4;
const LEAST_ALIKE = 0.6;
const LEAST_REPEATED = 0.6;

/** The values of a line by their names; null for a line that does not begin with a known name. */
function readLabelledLine(line: string, isLabel: (name: string) => boolean): LabelledValue[] | null {
  const trimmed = line.trim();
  const [lead = ''] = LEAD_IN.exec(trimmed) ?? [];
  // `【卡号】6001`: what looks like a product in brackets is a name.
  for (const text of new Set([trimmed, trimmed.slice(lead.length)])) {
    const found = findKeyLabels(text).filter(({ isSure, name }) => isSure || isLabel(name));
    if (found[0]?.start !== 0) continue;
    const values = valuesOf(text, found);
    const isNamed = text === trimmed || values.some(({ meaning }) => meaning === 'skuText');
    return isNamed ? values : [...productsOf(lead), ...values];
  }
  return null;
}

/** `【50元】` says what the key is of, as a column of products would. */
function productsOf(lead: string): LabelledValue[] {
  const text = PRODUCT.exec(lead)?.[1]?.trim() ?? '';
  return text === '' ? [] : [{ name: '商品', meaning: 'skuText', isKeyPart: false, isLead: true, text }];
}

function valuesOf(text: string, labels: readonly KeyLabel[]): LabelledValue[] {
  const raw = labels.map(({ valueStart }, index) => text.slice(valueStart, labels[index + 1]?.start));
  const divider = dividerOf(raw.slice(0, -1));
  const seen = new Set<string>();
  return labels.flatMap(({ name, role }, index) => {
    const wanted = meaningOf(name, role);
    // `激活码：… 兑换码：…`: two names of one meaning are two columns.
    const meaning = seen.has(wanted) ? name : wanted;
    seen.add(meaning);
    const isKeyPart = role !== null && KEY_PART_ROLES.has(role);
    const value = raw[index] ?? '';
    const [own = '', ...further] = value.slice(0, endOfValue(value)).split(divider);
    return [
      { name, meaning, isKeyPart, text: own.trim() },
      ...further.map((part, place) => ({
        name: '',
        meaning: `${meaning} ${place + 1}`,
        isKeyPart: false,
        text: part.trim(),
      })),
    ];
  });
}

function meaningOf(name: string, role: KeyLabel['role']): string {
  if (role === 'password') return 'secret';
  return role === null || role === 'ignore' || role === 'otherField' ? name : role;
}

/** What may divide a value from a part without a name: a mark that no key has, and those that stand before the names. */
function dividerOf(beforeNames: readonly string[]): RegExp {
  const marks = beforeNames.flatMap((value) => [...value.slice(endOfValue(value)).matchAll(/[,，;；|、]|--/gu)]);
  const own = new Set(marks.map(([mark]) => (mark === '|' ? '\\|' : mark)));
  return new RegExp(['-{4,}', '║', '｜', '\\t', ...own].join('|'), 'u');
}

/** The parts of one such line in its own order; null for a line that is none. */
export function splitLabelledLine(line: string): string[] | null {
  const values = readLabelledLine(line, () => false)?.filter(({ isLead }) => !isLead);
  return values?.map(({ text }) => text) ?? null;
}

/** Knows a text of which enough lines name their parts alike, so that one which does not is a note, and no key. */
export function findLabelledLines(lines: readonly string[]): LabelledLineLayout | null {
  const isLabel = repeatedNames(lines);
  const read = lines.flatMap((line) => {
    const values = readLabelledLine(line, isLabel);
    return values?.some(({ isKeyPart }) => isKeyPart) ? [values] : [];
  });
  if (read.length < Math.min(2, lines.length) || read.length < lines.length * LEAST_LABELLED) return null;
  const best = mostFrequent(read);
  if (new Set(best.map(({ meaning }) => meaning)).size < best.length) return null;
  const layout = { labels: best.map(({ name }) => name), meanings: best.map(({ meaning }) => meaning) };
  const fitting = read.filter((values) => placeValues(values, layout) !== null).length;
  return fitting < read.length * LEAST_ALIKE ? null : layout;
}

/** Names that are no known ones as they stand, yet which most lines have: the value before them ends there. */
function repeatedNames(lines: readonly string[]): (name: string) => boolean {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const names = findKeyLabels(line).flatMap(({ name, isSure }) => (isSure ? [] : [name]));
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (name) => (counts.get(name) ?? 0) >= Math.max(2, lines.length * LEAST_REPEATED);
}

function mostFrequent(read: readonly LabelledValue[][]): readonly LabelledValue[] {
  const counts = new Map<string, { values: LabelledValue[]; count: number }>();
  for (const values of read) {
    const build = values.map(({ meaning }) => meaning).join('|');
    const known = counts.get(build);
    counts.set(build, { values: known?.values ?? values, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count)[0]?.values ?? [];
}

/** One text per column; null for a line with another name, or one twice. */
function placeValues(values: readonly LabelledValue[], layout: LabelledLineLayout): string[] | null {
  const cells = layout.meanings.map(() => '');
  const seen = new Set<string>();
  for (const { meaning, text, isLead } of values) {
    const column = layout.meanings.indexOf(meaning);
    // What stands in brackets before a few lines only is no column.
    if (isLead && column === -1) continue;
    if (column === -1 || seen.has(meaning)) return null;
    seen.add(meaning);
    cells[column] = text;
  }
  return cells;
}

/**
 * Makes a row of every line that names its parts as the text does, in whichever order. Any other stays whole, to the right of all
 * columns, where the judge of rows refuses it: a note must not become a key, nor a number a secret. In a sample it has no part.
 */
export function createLabelledLineReader(
  layout: LabelledLineLayout,
  writer: RowBatchWriter,
  isSample: boolean,
): LabelledReader {
  const known = new Set(layout.labels);
  return {
    line(raw, lineNumber) {
      if (raw.trim() === '') return;
      const values = readLabelledLine(raw, (name) => known.has(name));
      const cells = values && placeValues(values, layout);
      if (cells) {
        for (const cell of cells) writer.cell(cell === '' ? EMPTY : TEXT, cell);
      } else if (isSample) return;
      else {
        writer.emptyCells(layout.labels.length);
        writer.cell(TEXT, raw.trim());
      }
      writer.endRow(lineNumber, false);
    },
  };
}
