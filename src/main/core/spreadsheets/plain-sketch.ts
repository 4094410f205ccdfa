import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import type { SheetFileDescription } from './sheet-description.ts';

const SHOWN_EXAMPLES = 3;

/** What is said of every file that holds no secrets: its words may be shown to tell encodings apart. */
export function sketchPlainFile(description: SheetFileDescription) {
  return {
    fileName: description.fileName,
    format: description.format,
    encoding: description.encoding ?? null,
    isEncodingAmbiguous: description.isEncodingAmbiguous ?? false,
    encodingCandidates: (description.encodingCandidates ?? []).map((candidate) => ({
      ...candidate,
      preview: [...candidate.preview],
    })),
  };
}

/** What is said of a file whose lines may be keys: of words that tell encodings apart only what is not plain ASCII. */
export function sketchKeyFile(description: SheetFileDescription) {
  const plain = sketchPlainFile(description);
  return {
    ...plain,
    encodingCandidates: plain.encodingCandidates.map((candidate) => ({
      ...candidate,
      preview: candidate.preview.map(withoutAscii),
    })),
    separator: description.separator ?? null,
    entries: [...(description.entries ?? [])],
  };
}

function withoutAscii(text: string): string {
  return text.replace(/[\x20-\x7e]+/g, '…');
}

/** The first few values of a column, each once; only for sheets without secrets. */
export function examplesOf(rows: readonly SheetRow[], columnIndex: number): string[] {
  const texts = rows.map((row) => row.cells[columnIndex]?.text.trim() ?? '').filter((text) => text !== '');
  return [...new Set(texts)].slice(0, SHOWN_EXAMPLES);
}
