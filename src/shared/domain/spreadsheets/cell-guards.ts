/**
 * Marks that exporting systems put around an id so that Excel keeps its digits: a TAB after it (Alipay, JD, Pinduoduo) or
 * before it (Douyin), an apostrophe (Taobao phones), `="…"` (old Taobao), a backtick (WeChat merchant). They are no part of
 * the value.
 */
export type CellGuard = 'trailing-tab' | 'leading-tab' | 'apostrophe' | 'formula-text' | 'backtick';

export interface UnguardedText {
  readonly text: string;
  /** In the order of removal; empty when there was none. Plain spaces at the ends are dropped without being counted. */
  readonly guards: readonly CellGuard[];
}

const NO_GUARDS: readonly CellGuard[] = [];
const FORMULA_TEXT = /^="((?:[^"]|"")*)"$/;

/** Removes the marks and the plain spaces at both ends; of apostrophe, backtick and `="…"` only the outermost one. */
export function stripCellGuard(text: string): UnguardedText {
  const length = text.length;
  if (length === 0) return { text, guards: NO_GUARDS };
  if (!mayBeGuarded(text)) return { text, guards: NO_GUARDS };
  const guards: CellGuard[] = [];
  let rest = trimBlank(text, guards);
  const mark = markOf(rest);
  if (mark) {
    guards.push(mark);
    rest = mark === 'formula-text' ? rest.slice(2, -1).replaceAll('""', '"') : rest.slice(1);
    rest = trimBlank(rest, guards);
  }
  return { text: rest, guards };
}

/** A quick look at both ends: false means that {@link stripCellGuard} would change nothing. */
export function mayBeGuarded(text: string): boolean {
  const first = text.charCodeAt(0);
  return (
    first <= 0x20 || first === 0x27 || first === 0x3d || first === 0x60 || text.charCodeAt(text.length - 1) <= 0x20
  );
}

function markOf(text: string): CellGuard | null {
  switch (text.charCodeAt(0)) {
    case 0x27:
      return text.length > 1 ? 'apostrophe' : null;
    case 0x60:
      return 'backtick';
    case 0x3d:
      return FORMULA_TEXT.test(text) ? 'formula-text' : null;
    default:
      return null;
  }
}

/** Spaces, TABs and line ends at the ends; other control characters are invisible characters and stay to be reported. */
function trimBlank(text: string, guards: CellGuard[]): string {
  let start = 0;
  let end = text.length;
  let hasLeadingTab = false;
  let hasTrailingTab = false;
  for (; start < end && isBlank(text.charCodeAt(start)); start += 1) hasLeadingTab ||= text.charCodeAt(start) === 0x09;
  for (; end > start && isBlank(text.charCodeAt(end - 1)); end -= 1)
    hasTrailingTab ||= text.charCodeAt(end - 1) === 0x09;
  if (hasLeadingTab) guards.push('leading-tab');
  if (hasTrailingTab) guards.push('trailing-tab');
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
