import { MAX_COLUMNS, MAX_ROWS } from './cell-reference.ts';

const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;
const LOWER_R = 114;
const LOWER_S = 115;
const LOWER_T = 116;

export const TAG_DAMAGED = -1;
export const REFERENCE_DAMAGED = -2;

/**
 * The start tag of a cell, read character by character: there are millions of them, and making strings of their attributes
 * would cost more than everything else.
 */
export class CellTag {
  /** Column from 1, 0 when the cell does not say where it is. */
  column = 0;
  /** `t`: 's', 'str', 'inlineStr', 'b', 'e', 'd', 'n' or ''. */
  type = '';
  /** `s`: index into the cell formats. */
  style = 0;
  /** `<c …/>` */
  isClosed = false;

  /** Reads from behind `<c` and returns the place behind `>`, or one of the damage codes. */
  read(text: string, start: number, end: number): number {
    this.column = 0;
    this.type = '';
    this.style = 0;
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === GREATER) {
        this.isClosed = false;
        return at + 1;
      }
      if (code === SLASH) {
        this.isClosed = true;
        return text.charCodeAt(at + 1) === GREATER ? at + 2 : TAG_DAMAGED;
      }
      if (code <= 32) at += 1;
      else if (text.charCodeAt(at + 1) === EQUALS && text.charCodeAt(at + 2) === QUOTE) {
        at = this.#readShort(text, code, at + 3, end);
        if (at < 0) return at;
      } else {
        at = this.#readLong(text, at, end);
        if (at < 0) return at;
      }
    }
    return TAG_DAMAGED;
  }

  /** The usual form, `r="A1"`. */
  #readShort(text: string, name: number, start: number, end: number): number {
    let at = start;
    if (name === LOWER_R) at = this.#readReference(text, start);
    else if (name === LOWER_S) {
      let style = 0;
      for (let code = text.charCodeAt(at); code >= 48 && code <= 57 && style < 1e6; code = text.charCodeAt(at)) {
        style = style * 10 + code - 48;
        at += 1;
      }
      this.style = style;
    } else {
      const close = text.indexOf('"', start);
      if (close < 0) return TAG_DAMAGED;
      if (name === LOWER_T) {
        this.type = close === start + 1 && text.charCodeAt(start) === LOWER_S ? 's' : text.slice(start, close);
      }
      at = close;
    }
    if (at < 0) return at;
    return at < end && text.charCodeAt(at) === QUOTE ? at + 1 : name === LOWER_R ? REFERENCE_DAMAGED : TAG_DAMAGED;
  }

  #readReference(text: string, start: number): number {
    let at = start;
    let column = 0;
    for (let letter = text.charCodeAt(at) & ~32; letter >= 65 && letter <= 90; letter = text.charCodeAt(at) & ~32) {
      column = column * 26 + letter - 64;
      at += 1;
      if (column > MAX_COLUMNS) return REFERENCE_DAMAGED;
    }
    let row = 0;
    for (let digit = text.charCodeAt(at); digit >= 48 && digit <= 57; digit = text.charCodeAt(at)) {
      row = row * 10 + digit - 48;
      at += 1;
      if (row > MAX_ROWS) return REFERENCE_DAMAGED;
    }
    if (column === 0 || row === 0) return REFERENCE_DAMAGED;
    this.column = column;
    return at;
  }

  /** Longer names, spaces around `=`, apostrophes: rare, and only `r`, `s` and `t` among them matter. */
  #readLong(text: string, start: number, end: number): number {
    const equals = text.indexOf('=', start);
    if (equals < 0 || equals >= end) return TAG_DAMAGED;
    let at = equals + 1;
    while (text.charCodeAt(at) <= 32) at += 1;
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) return TAG_DAMAGED;
    const close = text.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    if (close < 0 || close >= end) return TAG_DAMAGED;
    const name = text.slice(start, equals).trim();
    if (name.length === 1) {
      const value = `${text.slice(at + 1, close)}"`;
      const after = this.#readShort(value, name.charCodeAt(0), 0, value.length);
      if (after < 0) return after;
    }
    return close + 1;
  }
}
