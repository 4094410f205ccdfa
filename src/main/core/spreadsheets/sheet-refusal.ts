/**
 * Why a file did not become rows. A refusal is an answer, not a failure of the program: it names the place and what the
 * user can do about it, and never carries the content of a cell.
 */
export const REFUSAL_CODES = [
  'EMPTY_FILE',
  'NOT_A_SHEET',
  'TRUNCATED',
  'CORRUPT',
  'TOO_LARGE',
  'TOO_MANY_ENTRIES',
  'TOO_MANY_COLUMNS',
  'ZIP_BOMB',
  'DUPLICATE_ENTRY',
  'ENTRY_REQUIRED',
  'ENTRY_NOT_FOUND',
  'SHEET_NOT_FOUND',
  'ENCRYPTED',
  'PASSWORD_REQUIRED',
  'PASSWORD_WRONG',
  'BAD_CELL_REFERENCE',
  'UNDECODABLE',
  'AMBIGUOUS_ENCODING',
  'UNCLOSED_QUOTE',
  'LINE_TOO_LONG',
  'TOO_MUCH_MEMORY',
  'TIMED_OUT',
  'ISOLATE_DIED',
  'FILE_UNREADABLE',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface RefusalPlace {
  readonly sheet?: string;
  /** `C12`, as Excel writes it. */
  readonly cell?: string;
  /** Physical line of a text file, from 1. */
  readonly line?: number;
  /** Byte offset from the start of the (unzipped, decrypted) file. */
  readonly offset?: number;
  /** Name of a file inside a zip. */
  readonly entry?: string;
}

/** The plain form that crosses a process boundary. */
export interface RefusalData {
  readonly code: RefusalCode;
  readonly place: RefusalPlace;
  /** For the log and for the curious, in English, without content of the file. */
  readonly reason: string;
  /** With AMBIGUOUS_ENCODING and ENTRY_REQUIRED: what can be chosen. */
  readonly choices?: readonly string[];
}

export class SheetRefusal extends Error {
  readonly code: RefusalCode;
  readonly place: RefusalPlace;
  readonly reason: string;
  readonly choices: readonly string[];
  /** Key of the translated sentence that says what to do. */
  readonly remedyKey: string;

  constructor(code: RefusalCode, reason: string, place: RefusalPlace = {}, choices: readonly string[] = []) {
    super(`${code}: ${reason}`);
    this.name = 'SheetRefusal';
    this.code = code;
    this.reason = reason;
    this.place = place;
    this.choices = choices;
    this.remedyKey = remedyKeyOf(code);
  }

  toData(): RefusalData {
    return { code: this.code, place: this.place, reason: this.reason, choices: this.choices };
  }

  static from(data: RefusalData): SheetRefusal {
    return new SheetRefusal(data.code, data.reason, data.place, data.choices);
  }
}

/** `PASSWORD_WRONG` becomes `spreadsheets.remedies.passwordWrong`. */
export function remedyKeyOf(code: RefusalCode): string {
  const camel = code.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `spreadsheets.remedies.${camel}`;
}
