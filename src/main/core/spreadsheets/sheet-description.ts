import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';

export type SheetFormat = 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'text' | 'html' | 'zip';

export const TEXT_ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/**
 * What stands between the fields of a line. `spaces` is any run of spaces or tabs; `none` makes each line one cell;
 * `mixed` looks for a separator (or labels such as 卡号：… 卡密：…) line by line.
 */
export const SEPARATORS = ['----', '--', '\t', '|', '║', '｜', ',', '，', ';', 'spaces', 'none', 'mixed'] as const;
export type Separator = (typeof SEPARATORS)[number];

export type SheetVisibility = 'visible' | 'hidden' | 'very-hidden';

/** How to read a file; what is missing is detected. */
export interface SheetReadOptions {
  /** Name of a file inside a zip. */
  readonly entry?: string;
  readonly password?: string;
  readonly encoding?: TextEncoding;
  readonly separator?: Separator;
  /** `none` treats `"` as any other character; needed where a key starts with one. */
  readonly quotes?: 'standard' | 'none';
  /** Name of the sheet; the first visible one when missing. Text files have one sheet, named ''. */
  readonly sheet?: string;
}

export interface EncodingCandidate {
  readonly encoding: TextEncoding;
  /** From 0 to 1, comparable within one file only. */
  readonly score: number;
  /** The first lines that are not plain ASCII, read in this encoding. */
  readonly preview: readonly string[];
}

export interface SeparatorCandidate {
  readonly separator: Separator;
  readonly score: number;
  /** Fields in most lines. */
  readonly columnCount: number;
}

export interface ZipEntrySummary {
  readonly name: string;
  readonly size: number;
  readonly isEncrypted: boolean;
  /** By its name; what it is shows when it is opened. */
  readonly looksLikeSheet: boolean;
}

/** A sheet as the isolate describes it; `sample` is a packed row batch. */
export interface PackedSheetSummary {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** Exact for workbooks; for text the number of lines. */
  readonly rowCountEstimate: number;
  readonly hiddenRowCount: number;
  /** `A1:F1`, at most 1 000 of them. */
  readonly mergedRanges: readonly string[];
  /** Of a text whose lines name their parts (`卡号：… 卡密：…`): what its columns are called, though no row holds the names. */
  readonly columnNames?: readonly string[];
  readonly sample: Uint8Array | null;
}

export interface FileDescription<Sheet> {
  readonly format: SheetFormat;
  /** What was opened inside a zip. */
  readonly entry?: string;
  readonly isPasswordProtected: boolean;
  readonly encoding?: TextEncoding;
  readonly encodingCandidates?: readonly EncodingCandidate[];
  /** Two encodings fit equally well: the user has to choose before rows are read. */
  readonly isEncodingAmbiguous?: boolean;
  readonly separator?: Separator;
  readonly separatorCandidates?: readonly SeparatorCandidate[];
  /** Of a zip with several files; sheets are empty until one is chosen by `entry`. */
  readonly entries?: readonly ZipEntrySummary[];
  readonly sheets: readonly Sheet[];
}

export interface SheetSummary extends Omit<PackedSheetSummary, 'sample'> {
  /** The first 200 rows that are not blank. */
  readonly sampleRows: readonly SheetRow[];
}

export interface SheetFileDescription extends FileDescription<SheetSummary> {
  readonly fileName: string;
  readonly sha256: string;
}

export const SAMPLE_ROW_COUNT = 200;
