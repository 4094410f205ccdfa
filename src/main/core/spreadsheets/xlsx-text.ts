/** Excel holds no more UTF-16 units than this in one cell. */
export const LONGEST_CELL_TEXT = 32_767;

const CUT_MARK = '…';

/** The text, cut to what a cell holds where it is longer; then it ends with `…`. */
export function cutToCell(text: string): string {
  if (text.length <= LONGEST_CELL_TEXT) return text;
  // Half of a character outside the basic plane must not stay behind.
  return text.slice(0, LONGEST_CELL_TEXT - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '') + CUT_MARK;
}

const NEEDS_ESCAPE =
  // What XML cannot carry or would change (a bare CR becomes LF), and text that looks like the escape itself.
  /[&<>\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_x[0-9a-f]{4}/i;
const ESCAPED =
  /[&<>]|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[0-9a-f]{4})/gi;

/**
 * Text as the content of an xlsx string. Characters XML has no place for (control characters, lone surrogates, CR) are
 * written `_xHHHH_`, and an underscore that could read as the start of such an escape is itself escaped, so that every
 * string comes back as it was (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
 */
export function escapeXlsxText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPED, escapeCharacter) : text;
}

/** Text as the value of an XML attribute or an element of the package's own parts: what XML cannot carry is dropped. */
export function escapeXmlAttribute(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    default:
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  }
}

const FORBIDDEN_IN_SHEET_NAME = /[[\]:*?/\\\u0000-\u001f\ufffe\uffff]/g;
const LONGEST_SHEET_NAME = 31;

/**
 * A name that Excel takes for a sheet: without `[ ] : * ? / \`, not quoted, not `History`, at most 31 UTF-16 units,
 * and unlike every name in `taken` (lower case), to which it is added.
 */
export function sheetName(wanted: string, taken: Set<string>): string {
  const clean = wanted
    .toWellFormed()
    .replace(FORBIDDEN_IN_SHEET_NAME, ' ')
    .trim()
    .replace(/^'+|'+$/g, '');
  const base = clean === '' || clean.toLowerCase() === 'history' ? `${clean || 'Sheet'}_` : clean;
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const name = `${cut(base, LONGEST_SHEET_NAME - suffix.length)}${suffix}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function cut(text: string, length: number): string {
  const part = text.slice(0, length);
  // Half of a character outside the basic plane must not stay behind, nor a quote at the new end.
  return part.replace(/[\ud800-\udbff]$/, '').replace(/['\s]+$/, '') || 'Sheet';
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetters(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : columnLetters((index - rest) / 26 - 1) + letter;
}

/** Columns a text takes on screen: East Asian characters count twice. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}
